"""What a dataset holds, counted without reading it into memory."""

from pathlib import Path

import pyarrow.dataset as ds

from pipeline.load.columns import ARTICLES


def rows_of_run(root: Path, run_id: str) -> int:
    """How many rows of `articles` were last written by a run: its new articles and its revisions."""
    folder = root / ARTICLES.name
    if not folder.exists():
        return 0
    return int(
        ds.dataset(folder, format="parquet", partitioning="hive").count_rows(filter=ds.field("run_id") == run_id)
    )
