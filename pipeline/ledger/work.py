"""What one transaction does to the URLs and the worklist; `Ledger` puts these together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from pipeline.ledger import tables
from pipeline.ledger.states import ASKED_AGAIN, STAND_INS, Result, State, state_after
from pipeline.models import Attempt, Candidate, Rejection

_CHUNK = 500  # values in one IN list; SQLite's oldest limit is 999


def _chunks(values: Iterable[str]) -> Iterator[list[str]]:
    every = list(values)
    return (every[start : start + _CHUNK] for start in range(0, len(every), _CHUNK))


def existing(connection: Connection, table: Any, urls: Iterable[str], *conditions: Any) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for chunk in _chunks(urls):
        query = select(table).where(table.c.url.in_(chunk), *conditions)
        rows.update((row.url, row) for row in connection.execute(query))
    return rows


def new_url(candidate: Candidate, now: datetime) -> dict[str, Any]:
    return {
        "url": candidate.url,
        "source": candidate.source,
        "found_by": candidate.found_by,
        "first_seen_at": now,
        "state": State.QUEUED,
        "modified": candidate.modified,
    }


def put_on_list(connection: Connection, run_id: str, url: str, source: str) -> None:
    connection.execute(insert(tables.worklist).values(run_id=run_id, url=url, source=source))


def take_up(connection: Connection, run_id: str, row: Any, candidate: Candidate | None) -> None:
    """Decide what a URL that is known already needs in this run."""
    modified = candidate.modified if candidate else None
    changed = modified is not None and _is_later(modified, row.modified_fetched)
    if row.state == State.WRITTEN and not changed:
        settle(connection, run_id, row.url, Result.UNCHANGED)
    elif row.state == State.REJECTED and row.reason not in ASKED_AGAIN:
        settle(connection, run_id, row.url, Result.REJECTED, row.reason)
    elif row.state != State.FETCHED:
        values = {"state": State.QUEUED} | ({"modified": modified} if modified else {})
        connection.execute(update(tables.urls).where(tables.urls.c.url == row.url).values(**values))


def _is_later(modified: str, known: str | None) -> bool:
    """Whether a page changed since `known`; another document's older date for the same page is no change."""
    if known is None:
        return True
    try:
        return datetime.fromisoformat(modified) > datetime.fromisoformat(known)
    except (ValueError, TypeError):  # not ISO 8601, or only one of the two has an offset
        return modified != known


def settle(connection: Connection, run_id: str, url: str, result: Result, reason: str | None = None) -> None:
    work = tables.worklist
    connection.execute(
        update(work).where(work.c.run_id == run_id, work.c.url == url).values(result=result, reason=reason)
    )


def reject(connection: Connection, run_id: str, url: str, rejection: Rejection) -> None:
    urls = tables.urls
    values: dict[str, Any] = {"state": state_after(rejection.reason), "reason": rejection.reason}
    if rejection.reason in STAND_INS:
        values |= {"etag": None, "last_modified": None}
    connection.execute(update(urls).where(urls.c.url == url).values(detail=rejection.detail, **values))
    settle(connection, run_id, url, Result.REJECTED, rejection.reason)


def add_attempts(connection: Connection, run_id: str, attempts: Sequence[Attempt]) -> None:
    if attempts:
        rows = [{**asdict(attempt), "run_id": run_id} for attempt in attempts]
        connection.execute(insert(tables.attempts), rows)


def open_work(run_id: str, state: State) -> Any:
    urls, work = tables.urls, tables.worklist
    return (
        select(urls)
        .join(work, work.c.url == urls.c.url)
        .where(work.c.run_id == run_id, work.c.result.is_(None), urls.c.state == state)
        .order_by(urls.c.first_seen_at, urls.c.source, urls.c.url)
    )
