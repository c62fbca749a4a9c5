"""What a run may be asked to do again: the pages that became no article, and the sources that nobody asked."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, or_, select

from pipeline.ledger import tables
from pipeline.ledger.chunks import rows_of
from pipeline.ledger.moves import move_all
from pipeline.ledger.records import LeftOver, Work
from pipeline.ledger.states import Event, Result, State
from pipeline.ledger.worklist import put_on_list, results_of
from pipeline.reasons import FROM_ARCHIVE, Reason

_AFRESH: dict[str, Any] = {"failures": 0, "next_try_at": None, "duplicate_of": None}
"""Whoever takes a URL up by hand begins anew: failing again, it has as many tries in the nights as after its first."""


def left_over(connection: Connection, run_ids: Sequence[str], reasons: Collection[Reason | None]) -> list[LeftOver]:
    said: dict[str, str | None] = {}
    work = tables.worklist
    for run_id in run_ids:
        open_or_rejected = or_(work.c.result.is_(None), work.c.result == Result.REJECTED)
        query = select(work.c.url, work.c.reason).where(work.c.run_id == run_id, open_or_rejected)
        said |= {row.url: row.reason for row in connection.execute(query)}
    wanted = {url: reason for url, reason in said.items() if reason in reasons}
    return [_left_over(row, wanted[row.url]) for row in _rows(connection, wanted)]


def known_pages(connection: Connection, addresses: Iterable[str]) -> list[LeftOver]:
    return [_left_over(row, row.reason) for row in _rows(connection, addresses)]


def sources_asked(connection: Connection, run_id: str) -> set[str]:
    attempts = tables.attempts
    asked = (attempts.c.run_id == run_id) & (attempts.c.purpose == "discovery")
    return {*connection.scalars(select(attempts.c.source).distinct().where(asked))}


def take_up(connection: Connection, run_id: str, wanted: Iterable[str]) -> None:
    rows = _rows(connection, wanted)
    listed = results_of(connection, run_id, [row.url for row in rows])
    taken = [row for row in rows if row.url not in listed and _work(row) is not None]
    put_on_list(connection, run_id, [{"url": row.url, "source": row.source} for row in taken])
    fetched_again = [row.url for row in taken if _work(row) is Work.FETCH]
    reopened = [row.url for row in taken if _work(row) is Work.TRANSFORM and row.state == State.REJECTED]
    for event, group in ((Event.TAKEN_UP, fetched_again), (Event.REOPENED, reopened)):
        move_all(connection, event, [{"moved": url, **_AFRESH} for url in group])


def _rows(connection: Connection, addresses: Iterable[str]) -> list[Any]:
    urls = tables.urls.c
    query = select(urls.url, urls.source, urls.state, urls.reason, urls.detail, urls.article_id, urls.capture_file)
    return rows_of(connection, query, urls.url, addresses)


def _left_over(row: Any, reason: str | None) -> LeftOver:
    settled = row.state in (State.FAILED, State.REJECTED)
    return LeftOver(
        url=row.url,
        source=row.source,
        reason=Reason(reason) if reason else None,
        now=Reason(row.reason) if settled else None,
        detail=row.detail if settled else "",
        work=_work(row),
    )


def _work(row: Any) -> Work | None:
    match State(row.state):
        case State.QUEUED | State.FAILED:
            return Work.FETCH
        case State.FETCHED:
            return Work.TRANSFORM
        case State.WRITTEN:
            return None
        case State.REJECTED:
            return None if row.reason == Reason.TAKEN_DOWN else _work_of_rejected(row)


def _work_of_rejected(row: Any) -> Work:
    """An article's bytes may be of the visit before one that found it too large to be read."""
    of_archive = row.reason in FROM_ARCHIVE and not (row.reason == Reason.TOO_LARGE and row.article_id)
    return Work.TRANSFORM if of_archive and row.capture_file is not None else Work.FETCH
