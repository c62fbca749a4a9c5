"""The `fetches` dataset: every request, on the record."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.layout.columns import FETCHES
from pipeline.load.layout.partition import read_partition, write_partition
from pipeline.load.layout.schemas import in_order, table_of
from pipeline.models import Attempt
from pipeline.storage import Store


def write_fetches(store: Store, run_id: str, day: date, attempts: Sequence[Attempt]) -> None:
    """Replace the run's rows in the file of `day` (UTC) by these; other runs' rows stay."""
    standing = read_partition(store, FETCHES, day)
    others = standing.filter(pc.not_equal(standing["run_id"], pa.scalar(run_id)))
    own = table_of(FETCHES, [{**asdict(attempt), "run_id": run_id} for attempt in attempts])
    write_partition(store, FETCHES, day, in_order(pa.concat_tables([others, own]), FETCHES))
