"""The URLs that failed in a run, and what will become of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from pipeline.errors import ConfigError
from pipeline.ledger import Run, State, TurnedAway
from pipeline.models import Problem
from pipeline.reasons import FAILURES, Reason
from pipeline.seeing.counsel import Counsel, on_reason
from pipeline.seeing.desk import Desk

_NOT_REQUESTED = "not requested"  # so begins the detail of an attempt for which nothing was sent


class Outlook(StrEnum):
    """What is known now of a URL that failed in a run."""

    NEXT_TRY = "next try"  # tried again by the first run from next_try_at on; None: by the first that meets it
    WAITS = "waits"  # taken up already: by the run that goes on, or the next one
    ANEW = "decided anew"  # by every run that meets it
    GIVEN_UP = "given up"  # the tries are used up, or there are none for its reason
    WRITTEN = "written since"  # an article by now, or still


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedUrl:
    """detail: what is known of the failure in a line. asked_at, status: of the last request for it in the run, null
    when it was not asked for. in_a_row: runs in a row that failed, up to now. next_try_at: null unless the outlook is
    `next try`.
    """

    url: str
    detail: str
    asked_at: datetime | None
    status: int | None
    in_a_row: int
    outlook: Outlook
    next_try_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The URLs of a source that failed for one reason."""

    source: str
    reason: Reason
    urls: tuple[FailedUrl, ...]
    advice: Counsel


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """groups: by source and reason. documents: feeds, sitemaps and listings that did not answer. left: URLs without a
    result. rerun: the command that does exactly these URLs again, without `copydesk`; null where there is none.
    """

    run_id: str
    started_at: datetime
    groups: tuple[Group, ...]
    documents: tuple[Problem, ...]
    left: int
    rerun: str | None


def failures(desk: Desk, run: Run, sources: Sequence[str], reasons: Sequence[Reason]) -> Failures:
    """Those of a run. sources, reasons: which, empty for all sources and for all of `FAILURES`.

    Raises ConfigError for a source of which the run had no URL and which is not configured.
    """
    tallies = desk.ledger.tally(run.run_id)
    known = {tally.source for tally in tallies} | {source.id for source in desk.settings.sources}
    for unknown in sorted({*sources} - known):
        raise ConfigError(f"no source {unknown!r} in run {run.run_id}; there are {', '.join(sorted(known))}")
    found = desk.ledger.turned_away(run.run_id, reasons or FAILURES, sources)
    documents = _documents(desk.ledger.problems(run.run_id), sources, reasons)
    left = sum(tally.count for tally in tallies if tally.result is None)
    return Failures(
        run_id=run.run_id,
        started_at=run.started_at,
        groups=tuple(
            _group(run, source, reason, [*group])
            for (source, reason), group in groupby(found, key=lambda one: (one.source, one.reason))
        ),
        documents=documents,
        left=left,
        rerun=_rerun(run, sources, reasons) if found or documents or left else None,
    )


def _group(run: Run, source: str, reason: Reason, urls: Sequence[TurnedAway]) -> Group:
    return Group(
        source=source,
        reason=reason,
        urls=tuple(map(_failed, urls)),
        advice=on_reason(reason, run.run_id, [source]),
    )


def _failed(one: TurnedAway) -> FailedUrl:
    outlook = _outlook(one)
    asked = one.last is not None and not one.last.detail.startswith(_NOT_REQUESTED)
    return FailedUrl(
        url=one.url,
        detail=one.detail,
        asked_at=one.last.started_at if one.last and asked else None,
        status=one.last.status if one.last else None,
        in_a_row=one.failures,
        outlook=outlook,
        next_try_at=one.next_try_at if outlook is Outlook.NEXT_TRY else None,
    )


def _outlook(one: TurnedAway) -> Outlook:
    match one.state:
        case State.FAILED:
            return Outlook.NEXT_TRY
        case State.WRITTEN:
            return Outlook.WRITTEN
        case State.QUEUED | State.FETCHED:
            return Outlook.WAITS
        case State.REJECTED:
            return Outlook.ANEW if one.reason_now is not None and one.reason_now.retry.anew else Outlook.GIVEN_UP


def _documents(
    problems: Collection[Problem], sources: Collection[str], reasons: Collection[Reason]
) -> tuple[Problem, ...]:
    return tuple(
        one for one in problems if (not sources or one.source in sources) and (not reasons or one.reason in reasons)
    )


def _rerun(run: Run, sources: Sequence[str], reasons: Sequence[Reason]) -> str:
    options = [f"--source {source}" for source in sources] + [f"--reason {reason}" for reason in reasons]
    return " ".join(["rerun", run.run_id, *options])
