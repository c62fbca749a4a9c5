"""How many new articles each source had in a run and in those before it, from `coverage`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pipeline.load.layout.columns import COVERAGE
from pipeline.load.layout.partition import days_of, read_partition
from pipeline.load.nights.latest import BACKFILL, ClosedRun
from pipeline.load.quality.drift import VOLUME_WINDOW
from pipeline.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """New articles of a source within a day's run-up to a run, and to each run that it is compared with.

    before: oldest first; of runs that covered the source. The run-up is that of `drift_volume`, so that a run again in
    the same night counts with the first one.
    """

    source: str
    tonight: int
    before: tuple[int, ...]


def first_day(usual: Sequence[ClosedRun], tonight: ClosedRun) -> date:
    """The earliest partition of `coverage` that `volumes` reads. usual: newest first."""
    return ([tonight, *usual][-1].started_at - VOLUME_WINDOW).date()


def volumes(store: Store, tonight: ClosedRun, usual: Sequence[ClosedRun], runs: Sequence[ClosedRun]) -> list[Volume]:
    """By source, those that `tonight` covered. usual: the runs to compare with, newest first; runs: all there are."""
    counted = [run for run in runs if run.kind != BACKFILL or run.run_id == tonight.run_id]
    known = {run.run_id: run for run in counted if run.started_at <= tonight.started_at}
    rows = list(_rows(store, first_day(usual, tonight), tonight.started_at.date(), known))
    by_source: dict[str, list[tuple[ClosedRun, int]]] = defaultdict(list)
    for row in rows:
        by_source[row["source"]].append((known[row["run_id"]], row["new"]))
    compared = [run.run_id for run in usual]
    return [
        Volume(
            source=source,
            tonight=run_ups[tonight.run_id],
            before=tuple(run_ups[r] for r in compared[::-1] if r in run_ups),
        )
        for source, run_ups in ((source, _run_ups(nights)) for source, nights in sorted(by_source.items()))
        if tonight.run_id in run_ups
    ]


def _rows(store: Store, first: date, last: date, runs: Collection[str]) -> Iterable[dict[str, Any]]:
    for day in days_of(store, COVERAGE):
        if first <= day <= last:
            rows: list[dict[str, Any]] = read_partition(store, COVERAGE, day, ["source", "run_id", "new"]).to_pylist()
            yield from (row for row in rows if row["run_id"] in runs)


def _run_ups(nights: Iterable[tuple[ClosedRun, int]]) -> Mapping[str, int]:
    """For each run, the new articles within a day's run-up to it, its own among them."""
    every = list(nights)
    return {
        run.run_id: sum(new for other, new in every if timedelta() <= run.started_at - other.started_at < VOLUME_WINDOW)
        for run, _ in every
    }
