"""What will happen to a URL next, without anybody's doing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.ledger import Address, State, visits
from pipeline.reasons import Reason


class Step(StrEnum):
    """What comes next."""

    FETCH = "fetch"  # asked for by the run that goes on, or the next one
    TRANSFORM = "transform"  # in the archive, made an article or rejected by that run
    TRY = "try again"  # from `at` on
    VISIT = "visit"  # from `at` on, for what its publisher changed
    DECIDE = "decide anew"  # by every run that meets it
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """at: the first instant at which a run does it, null when that is the next run. text: the same for a person."""

    step: Step
    at: datetime | None
    text: str


def prospect(address: Address, days: Sequence[float], sources: Sequence[str], now: datetime) -> Prospect:
    """What is next for a known URL. days: `fetch.revisit_days`. sources: the ids that are configured."""
    if address.source not in sources:
        return _nothing(f"nothing: the source {address.source} is not configured (any more)")
    match address.state:
        case State.QUEUED:
            return Prospect(step=Step.FETCH, at=None, text="asked for by the run that goes on, or the next one")
        case State.FETCHED:
            text = "made an article, or rejected, by the run that goes on, or the next one"
            return Prospect(step=Step.TRANSFORM, at=None, text=text)
        case State.FAILED:
            return _try(address, now)
        case State.REJECTED:
            return _rejected(address)
        case State.WRITTEN:
            return _visit(address, days, now)


def _try(address: Address, now: datetime) -> Prospect:
    tries = len(address.reason.retry.later) if address.reason else 0
    count = f"it failed in {_runs(address.failures)}, given up after {tries + 1}"
    if address.next_try_at is None:  # a backfill brought it in
        return Prospect(step=Step.TRY, at=None, text="asked for by the first run that meets it")
    if address.next_try_at <= now:
        return Prospect(step=Step.TRY, at=None, text=f"tried again by the next run; {count}")
    when = f"{address.next_try_at:%Y-%m-%d %H:%M} UTC"
    return Prospect(step=Step.TRY, at=address.next_try_at, text=f"tried again by the first run from {when} on; {count}")


def _rejected(address: Address) -> Prospect:
    reason = address.reason
    if reason is Reason.TAKEN_DOWN:
        return _nothing("nothing: it was taken down, and is never asked for again")
    if reason is not None and reason.retry.anew:
        return Prospect(step=Step.DECIDE, at=None, text="decided anew by every run that meets it")
    if address.failures > 1:
        return _nothing(f"nothing: given up after it failed in {_runs(address.failures)}")
    return _nothing(f"nothing: {reason} is final")


def _visit(address: Address, days: Sequence[float], now: datetime) -> Prospect:
    """The first visit of the schedule that it has not had."""
    if address.first_captured_at is None:
        return _nothing("nothing: written, and never visited")
    last = address.visited_at or address.first_captured_at
    due = [at for at in visits(address.first_captured_at, days) if at > last]
    if not due:
        return _nothing("nothing: its visits are over (fetch.revisit_days); a feed may still say that it changed")
    text = "visited again for what its publisher changed, by the"
    if due[0] <= now:
        return Prospect(step=Step.VISIT, at=None, text=f"{text} next run")
    return Prospect(step=Step.VISIT, at=due[0], text=f"{text} first run from {due[0]:%Y-%m-%d %H:%M} UTC on")


def _nothing(text: str) -> Prospect:
    return Prospect(step=Step.NOTHING, at=None, text=text)


def _runs(count: int) -> str:
    return f"{count} run" if count == 1 else f"{count} runs in a row"
