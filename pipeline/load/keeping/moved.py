"""References into the archive, when its files are merged."""

from collections.abc import Mapping
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.layout.columns import ARTICLES, QUARANTINE, REVISIONS, Dataset
from pipeline.load.layout.partition import days_of, read_partition, write_partition
from pipeline.storage import Store


def move_captures(store: Store, bases: Mapping[str, int], target: str) -> None:
    """Archive files are parts of `target` now: let capture_file and capture_offset of every row say so.

    bases: the byte of it at which each begins. No other column changes. May be repeated.
    """
    for dataset in (ARTICLES, REVISIONS, QUARANTINE):
        for day in days_of(store, dataset):
            _move(store, dataset, day, bases, target)


def _move(store: Store, dataset: Dataset, day: date, bases: Mapping[str, int], target: str) -> None:
    files = pa.array(bases, pa.string())
    if not pc.any(pc.is_in(read_partition(store, dataset, day, ["capture_file"])["capture_file"], files)).as_py():
        return
    table = read_partition(store, dataset, day)
    place = pc.index_in(table["capture_file"], files)
    base = pc.take(pa.array(bases.values(), pa.int64()), place)
    moved = pc.is_valid(place)
    for name, value in (
        ("capture_file", pc.if_else(moved, pa.scalar(target), table["capture_file"])),
        ("capture_offset", pc.add(table["capture_offset"], pc.coalesce(base, pa.scalar(0, pa.int64())))),
    ):
        index = table.schema.get_field_index(name)
        table = table.set_column(index, table.schema.field(index), value)
    write_partition(store, dataset, day, table)
