"""URLs that did not become an article: how often in a row, and when a run may try again (`pipeline.reasons`)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, select

from pipeline.ledger import tables
from pipeline.ledger.moves import computing, move
from pipeline.ledger.states import Event, Result, State
from pipeline.ledger.worklist import settle
from pipeline.models import Rejection
from pipeline.reasons import Reason

NO_FAILURE: dict[str, Any] = {"reason": None, "detail": "", "failures": 0, "next_try_at": None}
"""What is recorded of a URL that is an article."""


def reject(  # noqa: PLR0913, PLR0917  # see `Ledger.record_rejection`
    connection: Connection,
    run_id: str,
    url: str,
    rejection: Rejection,
    now: datetime,
    duplicate_of: str | None,
    *,
    asked: bool,
) -> None:
    urls = tables.urls
    query = select(urls.c.state, urls.c.failures, urls.c.next_try_at, urls.c.article_id).where(urls.c.url == url)
    row = connection.execute(query).first()
    if row and row.article_id and _stays(row.state, rejection.reason):
        move(connection, url, Event.SPARED, NO_FAILURE)
    else:
        tries = _tries(row, rejection.reason, now) if asked else _as_they_were(row, rejection.reason)
        _reject(connection, url, rejection, tries, duplicate_of)
    settle(connection, run_id, url, Result.REJECTED, rejection.reason)


def _stays(state: State, reason: Reason) -> bool:
    """Whether an article stays one: it was not asked for, or what was fetched of it is kept aside."""
    return reason is Reason.QUALITY if state == State.FETCHED else state == State.QUEUED and reason.retry.anew


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tries:
    """failures: runs in a row that failed. next_try_at: None where it is tried again means: when it is met again."""

    again: bool
    failures: int
    next_try_at: datetime | None


def _tries(row: Any, reason: Reason, now: datetime) -> _Tries:
    pauses, before = reason.retry.later, row.failures if row else 0
    if before < len(pauses):
        return _Tries(again=True, failures=before + 1, next_try_at=now + pauses[before])
    return _Tries(again=False, failures=before + 1 if pauses else before, next_try_at=None)


def _as_they_were(row: Any, reason: Reason) -> _Tries:
    """A page that nobody asked for costs none."""
    again = row.failures < len(reason.retry.later)
    return _Tries(again=again, failures=row.failures, next_try_at=row.next_try_at if again else None)


def _reject(connection: Connection, url: str, rejection: Rejection, tries: _Tries, duplicate_of: str | None) -> None:
    urls = tables.urls
    values = {
        "reason": rejection.reason,
        "detail": rejection.detail,
        "failures": tries.failures,
        "next_try_at": tries.next_try_at,
        "duplicate_of": duplicate_of,
    }
    # what was fetched is not the article: «not modified since» would be about whatever stood in its place
    computed = {
        column.name: case((urls.c.state == State.FETCHED, None), else_=column)
        for column in (urls.c.etag, urls.c.last_modified)
    }
    event = Event.FAILED if tries.again else Event.REFUSED
    move(connection, url, event, values, computing(event, **computed))
