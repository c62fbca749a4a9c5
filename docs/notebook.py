"""Execute the notebook anew over two nights of the demo newsroom: `make notebook`."""

from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from tests.demo_store import make_demo_store

NOTEBOOK = Path(__file__).with_name("analysis.ipynb")


def executed(store: Path, *more: NotebookNode) -> NotebookNode:
    """The notebook, with `more` cells at its end, and its outputs over the store, which lies at `../data` from it."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    notebook.cells += more
    beside = store.parent / "docs"
    beside.mkdir(exist_ok=True)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(beside)}},
        extra_arguments=["--log-level=ERROR"],
    )
    client.execute()
    return notebook


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        nbformat.write(executed(make_demo_store(Path(folder))), NOTEBOOK)
