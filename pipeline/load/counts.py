"""What a dataset holds, counted without reading it into memory."""

from collections.abc import Iterable
from datetime import date

import pyarrow.compute as pc

from pipeline.load.columns import ARTICLES
from pipeline.load.partition import read_partition
from pipeline.storage import Store


def rows_of_run(store: Store, run_id: str, days: Iterable[date]) -> int:
    """How many rows of `articles` in these days were last written by a run: its new articles and its revisions."""
    return sum(
        read_partition(store, ARTICLES, day, ["run_id"]).filter(pc.field("run_id") == run_id).num_rows
        for day in set(days)
    )
