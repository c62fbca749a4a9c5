"""Reading a dataset into pandas, taking from disk no more than is asked for."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from pipeline.errors import StoreError
from pipeline.load.layout.columns import DATE, Dataset
from pipeline.load.layout.files import read_file, version_of_file
from pipeline.load.layout.partition import day_of
from pipeline.load.layout.schemas import VERSION, dataset_named, read_schema
from pipeline.storage import Store

_WITH_NULLS: dict[pa.DataType, Any] = {pa.int32(): "float64", pa.int64(): "float64", pa.bool_(): "object"}


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
    start, end: first and last day (UTC), both included: of the partition, or of the instant that orders a dataset
    without one (runs: started_at, takedowns: removed_at). Only the files of these days are opened.
    sources: ids; a source that is not in the store has no rows. columns: names in the wanted order, all when None; no
    others are read. `docs/datasets.md` lists datasets and columns.

    Types are those of pandas 3: texts are `str`, `date` is `datetime64[ms]`, instants are `datetime64[us, UTC]`, whole
    numbers are `int32` or `int64`, or `float64` where they may be null; `original` is `object` (True, False, None);
    lists are numpy arrays, records and maps are dicts. A null is NaN, NaT or None. Files of an older schema version are
    read as if they were of the present one.

    A store without the dataset gives no rows but the right columns and types. Raises StoreError for a root that does
    not exist, for an unknown dataset or column (naming the choices), for arguments of a wrong type, for damaged files
    and for those of a newer schema version; ConfigError for an address that cannot be one.
    """
    _check_types(start, end, sources, columns)
    declared = dataset_named(dataset)
    schema = read_schema(declared)
    names = list(schema.names if columns is None else columns)
    _check_names(declared, schema, names + (["source"] if sources is not None else []))
    chosen = _condition(declared, start, end, sources)
    table = _scan(_opened(root), declared, schema, names, chosen)
    return _frame(table, declared)


def _frame(table: pa.Table, dataset: Dataset) -> pd.DataFrame:
    """pandas' types must not depend on whether a null happens to be among the rows."""
    frame: pd.DataFrame = table.to_pandas(date_as_object=False, maps_as_pydicts="strict")
    for column in dataset.columns:
        if column.nullable and column.name in frame and column.type in _WITH_NULLS:
            frame[column.name] = frame[column.name].astype(_WITH_NULLS[column.type])
    return frame


def _check_types(start: object, end: object, sources: object, columns: object) -> None:
    """A text is a collection of its letters, and an instant is a date to Python: both would be taken without a word."""
    for name, day in (("start", start), ("end", end)):
        if day is not None and type(day) is not date:
            raise StoreError(f"{name} is {day!r}: give a day, such as datetime.date(2026, 3, 1)")
    for name, texts in (("sources", sources), ("columns", columns)):
        if isinstance(texts, str):
            raise StoreError(f"{name} is a text: give a list, [{texts!r}]")
    if isinstance(start, date) and isinstance(end, date) and start > end:
        raise StoreError(f"start, {start}, is after end, {end}")


def _opened(root: Store | Path | str) -> Store:
    store = root if isinstance(root, Store) else Store.at(root)
    if not store.has_folder(""):
        raise StoreError(f"{store.shown} does not exist, or nothing is in it: check the storage root")
    return store


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
        condition &= ds.field(DATE.name) >= start if dataset.daily else ds.field(dataset.sort[0]) >= _midnight(start)
    if end is not None:
        after = _midnight(end + timedelta(days=1))
        condition &= ds.field(DATE.name) <= end if dataset.daily else ds.field(dataset.sort[0]) < after
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
        try:
            return files.to_table(columns=names, filter=condition)
        except (pa.ArrowInvalid, OSError) as error:
            raise StoreError(f"{store.named(dataset.name)}: cannot be read ({error})") from error
    older = [_upgraded(store, dataset, store.name_of(fragment.path)) for fragment in fragments]
    return ds.dataset(pa.concat_tables(older)).to_table(columns=names, filter=condition)


def _upgraded(store: Store, dataset: Dataset, name: str) -> pa.Table:
    table = read_file(store, name, dataset)
    if not dataset.daily:
        return table
    return table.append_column(DATE.name, pa.array([day_of(name)] * table.num_rows, DATE.type))
