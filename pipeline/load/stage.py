"""Batches of articles on their way into the store: written by any number of workers, merged by one."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from pipeline.load.files import write_file
from pipeline.load.records import StagedArticle
from pipeline.load.rows import staged_row
from pipeline.load.schemas import table_of
from pipeline.load.staged import STAGED

_FOLDER = ".staging"


def stage(rows: Sequence[StagedArticle], root: Path, run_id: str, batch: str) -> Path:
    """Write a batch to `<root>/.staging/<run_id>/<batch>.parquet`, atomically, and return its path.

    Staging the same batch again replaces it, so a task may be repeated. run_id and batch are file names.
    """
    folder = root / _FOLDER / run_id
    path = folder / f"{batch}.parquet"
    write_file(table_of(STAGED, [staged_row(row) for row in rows]), path, temporary=folder)
    return path


def staged_batches(root: Path, run_id: str) -> list[Path]:
    """The complete batches of a run, by name: what a resumed run merges without doing the work again."""
    return sorted((root / _FOLDER / run_id).glob("[!.]*.parquet"))


def clear_staged(root: Path, run_id: str) -> None:
    """Forget a run's batches, once they are merged and the caller has noted what became of them."""
    folder = root / _FOLDER / run_id
    if folder.exists():
        shutil.rmtree(folder)
