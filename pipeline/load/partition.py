"""Where each dataset lies: one file per dataset and day, or one file for all.

<root>/<dataset>/date=YYYY-MM-DD/part-0.parquet
<root>/runs/runs.parquet
<root>/.tmp                      drafts of files, swept at the next write after a kill
"""

from datetime import date
from pathlib import Path

import pyarrow as pa

from pipeline.load.columns import Dataset
from pipeline.load.files import read_file, sweep, write_file
from pipeline.load.schemas import file_schema


def partition_path(root: Path, dataset: Dataset, day: date | None) -> Path:
    """The file of a day; of a dataset that is not split by day, its only file (day is None)."""
    if day is None:
        return root / dataset.name / f"{dataset.name}.parquet"
    return root / dataset.name / f"date={day.isoformat()}" / "part-0.parquet"


def read_partition(root: Path, dataset: Dataset, day: date | None, columns: list[str] | None = None) -> pa.Table:
    """The rows of a day; an empty table with the right columns when there are none yet."""
    path = partition_path(root, dataset, day)
    if path.exists():
        return read_file(path, columns)
    empty = file_schema(dataset).empty_table()
    return empty.select(columns) if columns else empty


def write_partition(root: Path, dataset: Dataset, day: date | None, table: pa.Table) -> None:
    """Replace the rows of a day, atomically. The table is in the dataset's order (see `schemas.in_order`)."""
    temporary = root / ".tmp"
    sweep(temporary)
    write_file(table, partition_path(root, dataset, day), temporary)
