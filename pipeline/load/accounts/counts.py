"""What a dataset holds, counted without reading it into memory."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import pyarrow.compute as pc

from pipeline.load.layout.columns import ARTICLES
from pipeline.load.layout.partition import read_partition
from pipeline.storage import Store


def rows_of_run(store: Store, run_id: str, days: Iterable[date]) -> Counter[str]:
    """How many rows of `articles` in these days were last written by a run, new ones and revisions, by source."""
    counts: Counter[str] = Counter()
    for day in set(days):
        rows = read_partition(store, ARTICLES, day, ["source", "run_id"]).filter(pc.field("run_id") == run_id)
        sources: list[Any] = rows["source"].to_pylist()
        counts.update(sources)
    return counts
