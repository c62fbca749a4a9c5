"""Runs at a glance, and one run with what to do about it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from pipeline import summary
from pipeline.health import Health, Topic
from pipeline.ledger import Progress, Run
from pipeline.load import RunRow, SourceCounts
from pipeline.models import RunStatus
from pipeline.naming import run_named
from pipeline.reasons import FAILURES, Reason
from pipeline.seeing.counsel import Counsel, again, on_reason, on_trouble
from pipeline.seeing.desk import Desk
from pipeline.storage import is_held

RUNNING, KILLED = "running", "killed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A run in a line.

    state: finished, failed, crashed, running, or killed: it never ended, and no process holds the store. step: of one
    that is running or was killed: discover, fetch, transform or report; left: how many URLs have no result yet.
    well: null while it goes on. verdict: in a line. of: the run that a rerun was of. seconds: until its end, or now.
    written includes revised; failed are those of rejected where something went wrong (`pipeline.reasons.FAILURES`).
    """

    run_id: str
    kind: str
    of: str | None
    started_at: datetime
    finished_at: datetime | None
    seconds: float
    state: str
    step: str | None
    last_request_at: datetime | None
    well: bool | None
    verdict: str
    discovered: int
    fetched: int
    written: int
    revised: int
    unchanged: int
    rejected: int
    failed: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisedTrouble:
    """Something wrong with a run; fields as `health.Trouble`."""

    topic: Topic
    source: str | None
    text: str
    red: bool
    advice: Counsel


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisedReason:
    """URLs that became no article for one reason. sources: how many of each. failure: whether something went wrong.

    again: when they are asked for again without anybody's doing.
    """

    reason: Reason
    failure: bool
    urls: int
    sources: dict[str, int]
    again: str
    advice: Counsel


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A run with its numbers by source, what is wrong with it, and why URLs became no article, failures first."""

    run: Glance
    sources: tuple[SourceCounts, ...]
    troubles: tuple[AdvisedTrouble, ...]
    reasons: tuple[AdvisedReason, ...]


def named(desk: Desk, beginning: str | None) -> Run | None:
    """The run whose id is this or begins so, the latest where none is named; None before the first run.

    Raises ConfigError, which names some, when it is none or several.
    """
    if beginning is None:
        return next(iter(desk.ledger.latest_runs(1)), None)
    return run_named(beginning, desk.ledger.latest_runs(None))


def glances(desk: Desk, limit: int) -> list[Glance]:
    """The latest runs, newest first."""
    held = is_held(desk.store)
    return [_glance(desk, run, held=held)[0] for run in desk.ledger.latest_runs(limit)]


def account(desk: Desk, run: Run) -> Account:
    """The run as it stands at this moment."""
    glance, row, health = _glance(desk, run, held=is_held(desk.store))
    troubles = tuple(
        AdvisedTrouble(
            topic=one.topic, source=one.source, text=one.text, red=one.red, advice=on_trouble(one, run.run_id)
        )
        for one in health.troubles
    )
    return Account(run=glance, sources=row.sources, troubles=troubles, reasons=_reasons(row))


def _glance(desk: Desk, run: Run, *, held: bool) -> tuple[Glance, RunRow, Health]:
    summed_up = summary.of_run(desk.settings, desk.ledger, run)
    row, health = summed_up.row, summed_up.health
    open_ = run.status is RunStatus.RUNNING
    progress = desk.ledger.progress(run.run_id) if open_ else None
    state = (RUNNING if held else KILLED) if open_ else str(run.status)
    glance = Glance(
        run_id=run.run_id,
        kind=run.parameters.get("kind", "nightly"),  # runs of before there were others
        of=run.parameters.get("of"),
        started_at=run.started_at,
        finished_at=run.finished_at,
        seconds=((run.finished_at or desk.now) - run.started_at).total_seconds(),
        state=state,
        step=_step(progress) if progress else None,
        last_request_at=progress.last_request_at if progress else None,
        well=None if state == RUNNING else state != KILLED and health.is_well,
        verdict=_verdict(state, progress, row, health),
        discovered=row.discovered,
        fetched=row.fetched,
        written=row.written,
        revised=row.revised,
        unchanged=row.unchanged,
        rejected=row.rejected,
        failed=sum(count for reason, count in row.rejected_by_reason.items() if Reason(reason) in FAILURES),
        left=row.pending,
    )
    return glance, row, health


def _step(progress: Progress) -> str:
    """What it does, by what waits: all of discovery comes before the first page is asked for."""
    if not progress.asked and (progress.queued or not progress.listed):
        return "discover"
    if progress.queued:
        return "fetch"
    return "transform" if progress.fetched else "report"


def _verdict(state: str, progress: Progress | None, row: RunRow, health: Health) -> str:
    if progress is not None:
        step = _step(progress)
        left = f", {row.pending} left" if row.pending else ""
        return f"{step}{left}" if state == RUNNING else f"killed in {step}"
    if state != RunStatus.FINISHED:
        return f"{state}, {row.pending} left" if row.pending else state
    if not health.is_well:
        return "not all right"
    return f"all well, {len(health.troubles)} to see" if health.troubles else "all well"


def _reasons(row: RunRow) -> tuple[AdvisedReason, ...]:
    by_reason: dict[Reason, dict[str, int]] = defaultdict(dict)
    for counts in row.sources:
        for reason, count in counts.rejected_by_reason.items():
            by_reason[Reason(reason)][counts.source] = count
    advised = [
        AdvisedReason(
            reason=reason,
            failure=reason in FAILURES,
            urls=sum(sources.values()),
            sources=sources,
            again=again(reason),
            advice=on_reason(reason, row.run_id, [*sources]),
        )
        for reason, sources in by_reason.items()
    ]
    return tuple(sorted(advised, key=lambda one: (not one.failure, -one.urls, one.reason)))
