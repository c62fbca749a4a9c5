"""Arrow schemas made from the declared columns, with a version, and rows made to fit them.

A file's metadata holds the version under `copydesk.schema_version`; each field's holds its `description`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from pipeline.errors import StoreError
from pipeline.load.layout.columns import DATASETS, DATE, Column, Dataset

VERSION = 2
VERSION_KEY = b"copydesk.schema_version"


def _field(column: Column) -> "pa.Field[Any]":
    return pa.field(column.name, column.type, nullable=column.nullable, metadata={"description": column.description})


def file_schema(dataset: Dataset) -> pa.Schema:
    """What stands in a file of the dataset: everything but the partition's column."""
    return pa.schema(map(_field, dataset.columns), metadata={VERSION_KEY: str(VERSION).encode()})


def read_schema(dataset: Dataset) -> pa.Schema:
    """What a reader sees: the file's columns, then `date` where there is one file per day."""
    schema = file_schema(dataset)
    return schema.append(_field(DATE)) if dataset.daily else schema


def dataset_named(name: str) -> Dataset:
    """Raises StoreError that names the choices."""
    if name not in DATASETS:
        raise StoreError(f"unknown dataset {name!r}: choose from {', '.join(DATASETS)}")
    return DATASETS[name]


def version_of(schema: pa.Schema, where: str) -> int:
    """The version of the file at `where`. Raises StoreError when it has none, and for one newer than `VERSION`."""
    stated = (schema.metadata or {}).get(VERSION_KEY, b"").decode(errors="replace")
    if not stated.isdecimal():
        raise StoreError(f"{where}: no schema version in its metadata, so copydesk did not write it")
    refuse_newer(int(stated), where)
    return int(stated)


def refuse_newer(version: int, where: str) -> None:
    """Raise StoreError for a version that this program does not know."""
    if version > VERSION:
        raise StoreError(
            f"{where}: schema version {version} is newer than {VERSION}, the newest that this copydesk reads; "
            "upgrade copydesk"
        )


def upgraded(table: pa.Table, dataset: Dataset) -> pa.Table:
    """A table of an earlier version in the present schema: columns that it lacks have what `Column.before` says."""
    columns = [
        table[column.name] if column.name in table.column_names else _repeated(column, table.num_rows)
        for column in dataset.columns
    ]
    return pa.table(columns, names=[column.name for column in dataset.columns]).cast(file_schema(dataset))


def _repeated(column: Column, times: int) -> "pa.Array[Any]":
    return pa.array([column.before] * times, column.type)


def table_of(dataset: Dataset, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows as a table of the dataset's file schema, in its order.

    Half a surrogate pair, which JSON in pages sometimes holds and UTF-8 cannot, becomes U+FFFD.
    """
    schema = file_schema(dataset)
    try:
        table = pa.Table.from_pylist(list(rows), schema=schema)
    except UnicodeEncodeError:
        table = pa.Table.from_pylist([_encodable(row) for row in rows], schema=schema)
    return in_order(table, dataset)


def in_order(table: pa.Table, dataset: Dataset) -> pa.Table:
    """Sorted, so that equal content gives equal bytes."""
    return table.sort_by([(name, "ascending") for name in dataset.sort])


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, Mapping):
        return {key: _encodable(item) for key, item in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return tuple(_encodable(item) for item in value)  # a map's pairs must stay tuples
    return value
