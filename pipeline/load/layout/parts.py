"""Parquet files of a dataset that copydesk did not write: other tools leave out the schema's version, and the order."""

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import StoreError
from pipeline.load.layout.columns import Dataset
from pipeline.load.layout.files import read_file
from pipeline.load.layout.schemas import VERSION_KEY, file_schema
from pipeline.storage import Store


def as_it_lies(store: Store, name: str) -> pa.Table:
    """A file's table in its own schema. Raises StoreError when it is damaged."""
    with store.open(name) as stream:
        try:
            return pq.ParquetFile(stream).read()
        except (pa.ArrowInvalid, OSError) as error:
            raise StoreError(f"{store.named(name)}: not a readable Parquet file ({error})") from error


def in_schema(store: Store, name: str, dataset: Dataset) -> pa.Table:
    """A file's table in the dataset's present schema, whoever wrote it.

    Raises StoreError for a damaged file, a newer version, and columns that are not the dataset's.
    """
    table = as_it_lies(store, name)
    if VERSION_KEY in (table.schema.metadata or {}):
        return read_file(store, name, dataset)
    schema = file_schema(dataset)
    if sorted(table.column_names) != sorted(schema.names):
        odd = sorted({*table.column_names} ^ {*schema.names})
        raise StoreError(f"{store.named(name)}: not {dataset.name}'s columns ({', '.join(odd)}); move it elsewhere")
    try:
        return table.select(schema.names).cast(schema)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, ValueError) as error:
        raise StoreError(f"{store.named(name)}: not {dataset.name}'s types ({error}); move it elsewhere") from error
