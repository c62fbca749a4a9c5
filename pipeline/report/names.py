"""Where reports lie in a store."""

from pipeline.storage import Store

FOLDER = "reports"
INDEX = f"{FOLDER}/index.html"
VERDICTS = f"{FOLDER}/verdicts.json"


def page_of(run_id: str) -> str:
    """The file of a run's page."""
    return f"{FOLDER}/{run_id}.html"


def address_of(store: Store, run_id: str) -> str | None:
    """Where a browser finds a run's page; None where there is none."""
    name = page_of(run_id)
    if not store.exists(name):
        return None
    return store.named(name) if store.folder is None else (store.folder / name).as_uri()
