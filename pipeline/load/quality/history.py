"""What the latest runs saw of each source, from `coverage`: as few of its files as will do."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from pipeline.load.layout.columns import COVERAGE, RUNS
from pipeline.load.layout.partition import days_of, read_partition
from pipeline.load.quality.drift import Night
from pipeline.load.quality.records import Measures
from pipeline.models import RunStatus
from pipeline.storage import Store

_BACKFILL = "backfill"  # the kind of a run, as its parameters have it
_DAYS = 60  # further back, a source was another one
_COLUMNS = ["source", "run_id", "written", "revised", "words_median", "removed_share", "missing"]


def history(store: Store, sources: Collection[str], before: datetime, runs: int) -> dict[str, list[Night]]:
    """The nights of runs that started before, by source, oldest first; a source that no run saw is not among them.

    Read are the files of the last 60 days, from the newest back until each source has `runs` nights with articles.
    """
    started = _runs(store)
    found: dict[str, list[Night]] = defaultdict(list)
    lacking = {*sources}
    earliest = before.date() - timedelta(days=_DAYS)
    for day in reversed([day for day in days_of(store, COVERAGE) if earliest <= day <= before.date()]):
        for source, nights in _nights_of_day(store, day, started, before).items():
            found[source] += nights
        lacking = {source for source in lacking if _with_articles(found[source]) < runs}
        if not lacking:
            break
    return {source: nights[::-1] for source, nights in found.items() if source in sources and nights}


def _runs(store: Store) -> dict[str, tuple[datetime, bool]]:
    """When each run started, and whether it finished; not of backfills, whose articles are those of many nights."""
    columns = ["run_id", "started_at", "status", "parameters"]
    rows: list[dict[str, Any]] = read_partition(store, RUNS, None, columns).to_pylist()
    return {
        row["run_id"]: (row["started_at"], row["status"] == RunStatus.FINISHED)
        for row in rows
        if json.loads(row["parameters"]).get("kind") != _BACKFILL
    }


def _nights_of_day(
    store: Store, day: date, runs: Mapping[str, tuple[datetime, bool]], before: datetime
) -> dict[str, list[Night]]:
    """A day's nights by source, newest first."""
    nights: dict[str, list[Night]] = defaultdict(list)
    for row in read_partition(store, COVERAGE, day, _COLUMNS).to_pylist():
        started_at, finished = runs.get(row["run_id"], (before, False))
        if started_at < before:
            nights[row["source"]].append(Night(started_at=started_at, finished=finished, measures=_measures(row)))
    return {source: sorted(group, key=lambda n: n.started_at, reverse=True) for source, group in nights.items()}


def _measures(row: Mapping[str, Any]) -> Measures:
    return Measures(
        new=row["written"] - row["revised"],  # rows of before schema 2 have no other count
        words_median=row["words_median"],
        removed_share=row["removed_share"],
        missing=dict(row["missing"]),
    )


def _with_articles(nights: Collection[Night]) -> int:
    return sum(bool(night.measures.new) for night in nights if night.finished)
