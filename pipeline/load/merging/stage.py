"""Batches of articles on their way into the store: written by any number of workers, merged by one."""

from collections.abc import Sequence

from pipeline.load.layout.files import write_file
from pipeline.load.layout.schemas import table_of
from pipeline.load.merging.rows import staged_row
from pipeline.load.merging.staged import STAGED
from pipeline.load.records import StagedArticle
from pipeline.storage import Store

_FOLDER = ".staging"


def stage(rows: Sequence[StagedArticle], store: Store, run_id: str, batch: str) -> str:
    """Write a batch to `.staging/<run_id>/<batch>.parquet`, atomically, and return that name.

    Staging the same batch again replaces it, so a task may be repeated. run_id and batch are file names.
    """
    name = f"{_FOLDER}/{run_id}/{batch}.parquet"
    write_file(store, name, table_of(STAGED, [staged_row(row) for row in rows]), keep_former=False)
    return name


def clear_staged(store: Store, run_id: str | None = None) -> None:
    """Forget a run's batches, once they are merged and the caller has noted what became of them; None: all runs'."""
    store.delete_folder(_FOLDER if run_id is None else f"{_FOLDER}/{run_id}")
