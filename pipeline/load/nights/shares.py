"""How much of new articles' pages was removed in each run, by label, from `removed` and `articles`."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import pyarrow.compute as pc

from pipeline.load.layout.columns import ARTICLES, REMOVED, Dataset
from pipeline.load.layout.partition import days_of, read_partition
from pipeline.storage import Store

Shares = Mapping[str, float]
"""By label, of all characters of the pages, 0 to 1."""


def removed_shares(store: Store, runs: Collection[str], first: date, last: date) -> dict[str, Shares]:
    """By run, the shares of those that wrote new articles; first, last: the partitions that are read."""
    removed: dict[str, Counter[str]] = defaultdict(Counter)
    whole: Counter[str] = Counter()
    for run_id, label, characters in _characters(store, REMOVED, ["run_id", "label"], (first, last)):
        removed[run_id][label] += characters
        whole[run_id] += characters
    for run_id, characters in _characters(store, ARTICLES, ["run_id"], (first, last)):
        whole[run_id] += characters
    return {
        run_id: {label: characters / whole[run_id] for label, characters in labels.items()}
        for run_id, labels in ((run_id, removed[run_id]) for run_id in runs)
        if whole[run_id]
    }


def _characters(store: Store, dataset: Dataset, keys: list[str], days: tuple[date, date]) -> list[tuple[Any, ...]]:
    """The lengths of the first revisions' texts summed up by `keys`, a day at a time in memory."""
    found: list[tuple[Any, ...]] = []
    for day in days_of(store, dataset):
        if days[0] <= day <= days[1]:
            table = read_partition(store, dataset, day, [*keys, "revision", "text"]).filter(pc.field("revision") == 1)
            sized = table.append_column("characters", pc.utf8_length(table["text"]))
            sums = sized.group_by(keys).aggregate([("characters", "sum")]).select([*keys, "characters_sum"])
            found += zip(*sums.to_pydict().values(), strict=True)
    return found
