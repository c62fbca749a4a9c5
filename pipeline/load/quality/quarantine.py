"""The dataset `quarantine`: articles that failed, as they would have been written, with the reasons."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.layout.columns import QUARANTINE
from pipeline.load.layout.partition import read_partition, write_partition
from pipeline.load.layout.schemas import file_schema, in_order
from pipeline.load.quality.records import Failure
from pipeline.storage import Store


def failing_rows(batch: pa.Table, failures: Mapping[int, Sequence[Failure]], run_id: str) -> pa.Table:
    """Rows of quarantine: those of the batch that have failures, by their number in it."""
    schema = file_schema(QUARANTINE)
    kept = batch.take(pa.array([*failures], pa.int64()))
    columns: dict[str, Any] = {name: kept[name] for name in schema.names if name in batch.column_names} | {
        "run_id": [run_id] * kept.num_rows,
        "failures": [[one.check for one in found] for found in failures.values()],
        "details": [[one.detail for one in found] for found in failures.values()],
    }
    return pa.table({name: columns[name] for name in schema.names}, schema=schema)


def replace_rows(store: Store, run_id: str, day: date, checked: Collection[str], rows: pa.Table) -> None:
    """Put `rows` in the place of what the run has in quarantine of the URLs that it checked now.

    What it has there of others stays: a killed run that is taken up checks only what it had not settled. Nothing is
    written when nothing changes.
    """
    standing = read_partition(store, QUARANTINE, day)
    mine = pc.equal(standing["run_id"], pa.scalar(run_id))
    again = pc.is_in(standing["url"], pa.array([*checked], pa.string()))
    others = standing.filter(pc.invert(pc.and_(mine, again)))
    target = in_order(pa.concat_tables([others, rows]), QUARANTINE)
    if not target.equals(standing):
        write_partition(store, QUARANTINE, day, target)


def rows_of(store: Store, run_id: str, day: date) -> pa.Table:
    """What a run of that day kept aside."""
    return read_partition(store, QUARANTINE, day).filter(pc.field("run_id") == run_id)
