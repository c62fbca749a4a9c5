"""Reading a dataset into pandas, taking from disk no more than is asked for."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from pipeline.errors import StoreError
from pipeline.load.columns import DATE, Dataset
from pipeline.load.files import read_file, version_of_file
from pipeline.load.partition import day_of
from pipeline.load.schemas import VERSION, dataset_named, read_schema
from pipeline.storage import Store


def read(  # noqa: PLR0913, PLR0917 - what analysts may leave out, by name
    dataset: str,
    root: Store | Path | str,
    start: date | None = None,
    end: date | None = None,
    sources: Collection[str] | None = None,
    columns: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Rows of a dataset as a DataFrame, in the order of the files: by day, then as `columns.Dataset.sort` says.

    root: the storage root: a folder, the address of a bucket (`s3://bucket/folder`), or the open store.
    start, end: first and last UTC day, both included: of the partition, or of started_at where there is none (runs).
    sources: ids. columns: names in the wanted order; all when None. Dates and instants are datetime64, maps are dicts.
    A store without the dataset gives no rows but the right columns. Raises StoreError for an unknown dataset or column,
    naming the choices, and for files of a newer schema version.
    """
    declared = dataset_named(dataset)
    schema = read_schema(declared)
    names = list(schema.names if columns is None else columns)
    _check_names(declared, schema, names + (["source"] if sources is not None else []))
    chosen = _condition(declared, start, end, sources)
    table = _scan(root if isinstance(root, Store) else Store.at(root), declared, schema, names, chosen)
    frame: pd.DataFrame = table.to_pandas(date_as_object=False, maps_as_pydicts="strict")
    return frame


def _check_names(dataset: Dataset, schema: pa.Schema, names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in schema.names]
    if unknown:
        raise StoreError(
            f"{dataset.name} has no column {', '.join(map(repr, unknown))}: choose from {', '.join(schema.names)}"
        )


def _condition(
    dataset: Dataset, start: date | None, end: date | None, sources: Collection[str] | None
) -> ds.Expression:
    condition = ds.scalar(True)
    if start is not None:
        condition &= ds.field("date") >= start if dataset.daily else ds.field("started_at") >= _midnight(start)
    if end is not None:
        after = _midnight(end + timedelta(days=1))
        condition &= ds.field("date") <= end if dataset.daily else ds.field("started_at") < after
    if sources is not None:
        condition &= ds.field("source").isin(pa.array(list(sources), pa.string()))
    return condition


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _scan(store: Store, dataset: Dataset, schema: pa.Schema, names: list[str], condition: ds.Expression) -> pa.Table:
    if not store.has_folder(dataset.name):
        return schema.empty_table().select(names)
    partitioning = ds.partitioning(pa.schema([(DATE.name, DATE.type)]), flavor="hive") if dataset.daily else None
    folder, place = store.path(dataset.name), store.filesystem
    files = ds.dataset(folder, filesystem=place, schema=schema, format="parquet", partitioning=partitioning)
    # The dataset itself must not look into its files before it scans them: it would keep the footer of a file that may
    # be replaced in between.
    fragments = list(files.get_fragments(filter=condition))
    versions = [version_of_file(store, store.name_of(fragment.path)) for fragment in fragments]
    if min(versions, default=VERSION) == VERSION:
        return files.to_table(columns=names, filter=condition)
    older = [_upgraded(store, dataset, store.name_of(fragment.path)) for fragment in fragments]
    return ds.dataset(pa.concat_tables(older)).to_table(columns=names, filter=condition)


def _upgraded(store: Store, dataset: Dataset, name: str) -> pa.Table:
    table = read_file(store, name, dataset)
    if not dataset.daily:
        return table
    return table.append_column(DATE.name, pa.array([day_of(name)] * table.num_rows, DATE.type))
