"""URLs that did not become an article: how often in a row, and when a run may try again (`pipeline.reasons`)."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, select

from pipeline.ledger import tables
from pipeline.ledger.moves import move
from pipeline.ledger.states import Event, Result, State
from pipeline.ledger.worklist import settle
from pipeline.models import Rejection

NO_FAILURE: dict[str, Any] = {"reason": None, "detail": "", "failures": 0, "next_try_at": None}
"""What is recorded of a URL that is an article."""


def reject(connection: Connection, run_id: str, url: str, rejection: Rejection, now: datetime) -> None:
    urls, pauses = tables.urls, rejection.reason.retry.later
    before = connection.scalar(select(urls.c.failures).where(urls.c.url == url)) or 0
    failures = before + 1 if pauses else before
    failed = before < len(pauses)
    values = {
        "reason": rejection.reason,
        "detail": rejection.detail,
        "failures": failures,
        "next_try_at": now + pauses[before] if failed else None,
    }
    computed = {
        # what was fetched is not the article: «not modified since» would be about whatever stood in its place
        "etag": case((urls.c.state == State.FETCHED, None), else_=urls.c.etag),
        "last_modified": case((urls.c.state == State.FETCHED, None), else_=urls.c.last_modified),
    }
    move(connection, url, Event.FAILED if failed else Event.REFUSED, values, computed)
    settle(connection, run_id, url, Result.REJECTED, rejection.reason)
