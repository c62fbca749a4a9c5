"""Parquet files of a store, written whole or not at all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import StoreError
from pipeline.load.layout.columns import Dataset
from pipeline.load.layout.packed import Former, packed, superfluous
from pipeline.load.layout.schemas import VERSION, upgraded, version_of
from pipeline.storage import Store


def read_file(store: Store, name: str, dataset: Dataset, columns: list[str] | None = None) -> pa.Table:
    """A file's table in the dataset's present schema. Raises StoreError for a damaged file and for a newer version."""
    with _opened(store, name) as (file, version):
        if version == VERSION:
            return file.read(columns=columns)
        table = upgraded(file.read(), dataset)
        return table.select(columns) if columns else table


def read_rows(store: Store, name: str, dataset: Dataset, wanted: Mapping[str, str]) -> pa.Table:
    """The rows of a file whose columns have these values; only the row groups that may have them are read.

    Raises StoreError where `read_file` would.
    """
    with _opened(store, name) as (file, version):
        groups = [number for number in range(file.num_row_groups) if _may_have(file.metadata.row_group(number), wanted)]
        table = file.read_row_groups(groups)
    for column, value in wanted.items():
        table = table.filter(pc.equal(table[column], pa.scalar(value)))
    return table if version == VERSION else upgraded(table, dataset)


def _may_have(group: pq.RowGroupMetaData, wanted: Mapping[str, str]) -> bool:
    """By the least and greatest value that the file states of each column."""
    for column in map(group.column, range(group.num_columns)):
        value, stated = wanted.get(column.path_in_schema), column.statistics
        if value is None or stated is None or not stated.has_min_max:
            continue
        least, greatest = str(stated.min), str(stated.max)
        if not least <= value <= greatest:
            return False
    return True


def version_of_file(store: Store, name: str) -> int:
    """A file's schema version, from the footer alone. Raises StoreError where `read_file` would."""
    with _opened(store, name) as (_, version):
        return version


@contextmanager
def _opened(store: Store, name: str) -> Iterator[tuple[pq.ParquetFile, int]]:
    with store.open(name) as stream, _parquet(store, name), pq.ParquetFile(stream) as file:
        yield file, version_of(file.schema_arrow, store.named(name))


def write_file(store: Store, name: str, table: pa.Table, *, keep_former: bool = True) -> None:
    """Put a table in the place of a file, as `Store.write` does.

    keep_former: the content that it replaces stays in the file, unseen, for readers who are at it (see `packed`). A
    file that nobody else reads is written without. Raises StoreError where the file that is there is damaged.
    """
    former = _former(store, name) if keep_former and store.exists(name) else None
    store.write(name, packed(table, former))


def forget_former(store: Store, name: str) -> None:
    """Write a file anew without the content that it has replaced, if there is any in it.

    For what must be gone, and for room: a reader who is at the file in this moment may fail.
    """
    stored = store.stat(name)
    with _opened(store, name) as (file, _):
        if stored is None or superfluous(file.metadata, stored.size) == 0:
            return
        table = file.read()
    write_file(store, name, table, keep_former=False)


def _former(store: Store, name: str) -> Former:
    with _parquet(store, name):
        return Former.of(store.read(name))


@contextmanager
def _parquet(store: Store, name: str) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowInvalid, OSError) as error:
        raise StoreError(f"{store.named(name)}: not a readable Parquet file ({error})") from error
