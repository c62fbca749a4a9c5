"""URLs that did not become an article: how often in a row, and when a run may try again (`pipeline.reasons`)."""

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
    connection: Connection, run_id: str, url: str, rejection: Rejection, now: datetime, duplicate_of: str | None
) -> None:
    urls = tables.urls
    query = select(urls.c.state, urls.c.failures, urls.c.article_id).where(urls.c.url == url)
    row = connection.execute(query).first()
    if row and row.article_id and _stays(row.state, rejection.reason):
        move(connection, url, Event.SPARED, NO_FAILURE)
    else:
        _reject(connection, url, rejection, row.failures if row else 0, now, duplicate_of)
    settle(connection, run_id, url, Result.REJECTED, rejection.reason)


def _stays(state: State, reason: Reason) -> bool:
    """Whether an article stays one: it was not asked for, or what was fetched of it is kept aside."""
    return reason is Reason.QUALITY if state == State.FETCHED else state == State.QUEUED and reason.retry.anew


def _reject(  # noqa: PLR0913, PLR0917
    connection: Connection, url: str, rejection: Rejection, before: int, now: datetime, duplicate_of: str | None
) -> None:
    """before: how many runs in a row failed before this one."""
    urls, pauses = tables.urls, rejection.reason.retry.later
    failed = before < len(pauses)
    values = {
        "reason": rejection.reason,
        "detail": rejection.detail,
        "failures": before + 1 if pauses else before,
        "next_try_at": now + pauses[before] if failed else None,
        "duplicate_of": duplicate_of,
    }
    # what was fetched is not the article: «not modified since» would be about whatever stood in its place
    computed = {
        column.name: case((urls.c.state == State.FETCHED, None), else_=column)
        for column in (urls.c.etag, urls.c.last_modified)
    }
    event = Event.FAILED if failed else Event.REFUSED
    move(connection, url, event, values, computing(event, **computed))
