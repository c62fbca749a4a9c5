"""Where each dataset lies: one file per dataset and day, or one file for all.

<root>/<dataset>/date=YYYY-MM-DD/part-0.parquet
<root>/runs/runs.parquet
"""

from datetime import date

import pyarrow as pa

from pipeline.load.layout.columns import Dataset
from pipeline.load.layout.files import read_file, write_file
from pipeline.load.layout.schemas import file_schema
from pipeline.storage import Store


def partition_name(dataset: Dataset, day: date | None) -> str:
    """The file of a day; of a dataset that is not split by day, its only file (day is None)."""
    if day is None:
        return f"{dataset.name}/{dataset.name}.parquet"
    return f"{dataset.name}/date={day.isoformat()}/part-0.parquet"


def day_of(name: str) -> date:
    """The day whose folder a file lies in, by its name."""
    return date.fromisoformat(name.partition("/date=")[2].partition("/")[0])


def days_of(store: Store, dataset: Dataset) -> list[date]:
    """The days that have a file, ascending."""
    return sorted({day_of(file.name) for file in store.files(dataset.name) if "/date=" in file.name})


def read_partition(store: Store, dataset: Dataset, day: date | None, columns: list[str] | None = None) -> pa.Table:
    """The rows of a day; an empty table with the right columns when there are none yet."""
    name = partition_name(dataset, day)
    if store.exists(name):
        return read_file(store, name, dataset, columns)
    empty = file_schema(dataset).empty_table()
    return empty.select(columns) if columns else empty


def write_partition(
    store: Store, dataset: Dataset, day: date | None, table: pa.Table, *, keep_former: bool = True
) -> None:
    """Replace the rows of a day, atomically. The table is in the dataset's order (see `schemas.in_order`).

    keep_former: see `files.write_file`.
    """
    write_file(store, partition_name(dataset, day), table, keep_former=keep_former)
