"""The numbers of a run's report as plain values, from which the page is drawn, and whatever else tells of a run.

    facts = facts.of(settings, store, ledger, summary)

Each number has its `Behind`: the command that shows it, and a query that gives it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from pipeline.config import Settings
from pipeline.health import Topic
from pipeline.ledger import Ledger
from pipeline.load import RunRow
from pipeline.load import nights as past
from pipeline.load.nights import ClosedRun, Cluster, Edit, Host, Shares, Volume
from pipeline.load.quality.drift import LEAST_RUNS, VOLUME
from pipeline.reasons import FAILURES
from pipeline.report.behind import Behind, Scope, behind
from pipeline.report.concerns import Concern, concerns, drifted
from pipeline.report.verdicts import State, headline, state_of
from pipeline.storage import Store
from pipeline.summary import Summary

NIGHTS_OF_PAGES = 7
"""With how many nights before it what was removed is compared: their texts have to be read."""


class Place(StrEnum):
    """Where a source's volume lies in its usual range."""

    SILENT = "silent"  # what should name its articles did not answer
    ALARM = "alarm"  # a check of volume did not pass
    BELOW = "below"
    ABOVE = "above"
    WITHIN = "within"
    UNKNOWN = "unknown"  # too few nights to say


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What was usual: the least, the middle and the most of the nights before."""

    low: int
    middle: float
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceVolume:
    """New articles of a source. before: of the nights before, oldest first. usual: None without any."""

    source: str
    tonight: int
    before: tuple[int, ...]
    usual: Range | None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejections:
    """URLs rejected for a reason. usual: the median of the nights before, None without any. failure: see `FAILURES`."""

    reason: str
    tonight: int
    usual: float | None
    failure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Of the characters of new articles' pages, those of a label, 0 to 1. usual: as of `Rejections`."""

    label: str
    tonight: float
    usual: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A run's report.

    run: its numbers, versions and parameters. state, line: the verdict. nights: the runs that it is
    compared with, oldest first, each with its new articles. new: those of the run. volumes: the remarkable ones first.
    hosts: the slowest first. behind: by section, where the numbers come from.
    """

    run: RunRow
    kind: str
    of: str | None
    state: State
    line: str
    concerns: tuple[Concern, ...]
    new: int
    nights: tuple[tuple[date, int], ...]
    volumes: tuple[SourceVolume, ...]
    rejections: tuple[Rejections, ...]
    hosts: tuple[Host, ...]
    clusters: tuple[Cluster, ...]
    edits: tuple[Edit, ...]
    shares: tuple[Share, ...]
    behind: Mapping[str, Behind]


def of(settings: Settings, store: Store, ledger: Ledger, summary: Summary) -> Facts:
    """Read what the report tells of a run: the partitions that it wrote, and `coverage` of the latest nights.

    Raises StoreError for files that cannot be read.
    """
    row, tonight = summary.row, past.closed_run(summary.row)
    runs = past.closed_runs(store)
    usual = past.comparable(runs, tonight, settings.quality.trailing_runs)
    written = ledger.days_written(row.run_id)
    scope = _scope(settings, store, tonight, usual, written)
    wrong = concerns(summary, past.shortest(store, row.run_id, written, drifted(summary)))
    pages = past.removed_shares(store, scope.paged, scope.first_page, scope.last_written)
    return Facts(
        run=row,
        kind=tonight.kind,
        of=tonight.parameters.get("of"),
        state=state_of(summary),
        line=headline(summary, wrong),
        concerns=wrong,
        new=row.written - row.revised,
        nights=tuple((run.started_at.date(), run.written - run.revised) for run in reversed(usual)),
        volumes=_volumes(past.volumes(store, tonight, usual, runs), _alarms(summary)),
        rejections=_rejections(tonight, usual),
        hosts=tuple(past.hosts(store, row.run_id, row.started_at.date())),
        clusters=tuple(past.clusters(store, row.run_id, written, scope.first_copied)),
        edits=tuple(past.edits(store, row.run_id, written)),
        shares=_shares(pages.get(row.run_id, {}), [pages[run] for run in scope.paged[1:] if run in pages]),
        behind=behind(scope),
    )


def _scope(
    settings: Settings, store: Store, tonight: ClosedRun, usual: Sequence[ClosedRun], written: Sequence[date]
) -> Scope:
    day = tonight.started_at.date()
    paged = [tonight, *[run for run in usual if run.written > run.revised][:NIGHTS_OF_PAGES]]
    return Scope(
        root=store.shown,
        there=frozenset(name for name in past.DATASETS if store.has_folder(name)),
        run_id=tonight.run_id,
        started_at=tonight.started_at,
        usual=len(usual),
        first_counted=past.first_day(usual, tonight),
        paged=tuple(run.run_id for run in paged),
        first_page=paged[-1].started_at.date(),
        first_copied=day - timedelta(days=settings.duplicates.window_days),
        last_written=max([day, *written]),
    )


def _alarms(summary: Summary) -> dict[str, Place]:
    silent = {one.source: Place.SILENT for one in summary.health.troubles if one.topic is Topic.SILENT and one.source}
    return {source: Place.ALARM for source, finding in summary.findings if finding.check == VOLUME} | silent


def _volumes(volumes: Sequence[Volume], alarms: Mapping[str, Place]) -> tuple[SourceVolume, ...]:
    found = [_volume(one, alarms.get(one.source)) for one in volumes]
    order = [Place.SILENT, Place.ALARM, Place.BELOW, Place.ABOVE, Place.UNKNOWN, Place.WITHIN]
    return tuple(sorted(found, key=lambda one: (order.index(one.place), one.source)))


def _volume(volume: Volume, alarm: Place | None) -> SourceVolume:
    before = volume.before
    usual = Range(low=min(before), middle=median(before), high=max(before)) if before else None
    return SourceVolume(
        source=volume.source,
        tonight=volume.tonight,
        before=before,
        usual=usual,
        place=alarm or _place(volume.tonight, usual, len(before)),
    )


def _place(tonight: int, usual: Range | None, nights: int) -> Place:
    if usual is None or nights < LEAST_RUNS:
        return Place.UNKNOWN
    if tonight < usual.low:
        return Place.BELOW
    return Place.ABOVE if tonight > usual.high else Place.WITHIN


def _rejections(tonight: ClosedRun, usual: Sequence[ClosedRun]) -> tuple[Rejections, ...]:
    """Every reason of tonight, and every one that is usual."""
    counts = Counter(tonight.rejected_by_reason)
    known = {*counts, *(reason for run in usual for reason in run.rejected_by_reason)}
    found = [
        Rejections(
            reason=reason,
            tonight=counts[reason],
            usual=float(median(run.rejected_by_reason.get(reason, 0) for run in usual)) if usual else None,
            failure=reason in FAILURES,
        )
        for reason in known
    ]
    kept = [one for one in found if one.tonight or one.usual]
    return tuple(sorted(kept, key=lambda one: (-one.tonight, one.reason)))


def _shares(tonight: Shares, before: Sequence[Shares]) -> tuple[Share, ...]:
    """Every label of tonight, and every one that is usual."""
    known = {*tonight, *(label for shares in before for label in shares)}
    found = [
        Share(
            label=label,
            tonight=tonight.get(label, 0.0),
            usual=median(shares.get(label, 0.0) for shares in before) if before else None,
        )
        for label in known
    ]
    kept = [one for one in found if one.tonight or one.usual]
    return tuple(sorted(kept, key=lambda one: (-one.tonight, one.label)))
