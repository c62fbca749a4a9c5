"""What a store holds of captures, and a copy of its days."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.load.layout.columns import ARTICLES, QUARANTINE, REMOVED, REVISIONS, SECTIONS, Dataset
from pipeline.load.layout.partition import days_of, partition_name, read_partition
from pipeline.storage import Store

TOGETHER = (ARTICLES, SECTIONS, REMOVED, REVISIONS)
REBUILT = (*TOGETHER, QUARANTINE)
"""The datasets that reprocessing makes anew."""

_HOLDERS = (ARTICLES, REVISIONS, QUARANTINE)
_COLUMNS = ["url", "captured_at", "run_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """A row that was made of a capture. day: of its file. The other fields are as the columns of these names."""

    dataset: str
    day: date
    url: str
    captured_at: datetime
    run_id: str


def observed(store: Store, since: date | None) -> Iterator[Observed]:
    """The rows of articles, revisions and quarantine in the files of that day and later, None for all."""
    for dataset in _HOLDERS:
        for day in _days(store, dataset, since):
            for row in read_partition(store, dataset, day, _COLUMNS).to_pylist():
                yield Observed(dataset=dataset.name, day=day, **row)


def copy_days(store: Store, copy: Store, since: date | None) -> None:
    """A copy of the files of that day and later in a folder of this machine; on the same disk it takes no room."""
    for dataset in REBUILT:
        for day in _days(store, dataset, since):
            _copy(store, copy, partition_name(dataset, day))


def _days(store: Store, dataset: Dataset, since: date | None) -> list[date]:
    return [day for day in days_of(store, dataset) if since is None or day >= since]


def _copy(store: Store, copy: Store, name: str) -> None:
    target = copy.work / name
    target.parent.mkdir(parents=True, exist_ok=True)
    if store.folder is not None:
        with suppress(OSError):  # on another disk, or on one that knows no links
            os.link(store.folder / name, target)  # a file is replaced and never changed, so this one stays as it is
            return
    store.download(name, target)
