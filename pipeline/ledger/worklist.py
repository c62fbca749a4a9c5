"""A run's worklist: the URLs that it is answerable for, and what became of each."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from pipeline.ledger import tables
from pipeline.ledger.chunks import rows_of
from pipeline.ledger.states import Result


def on_list(connection: Connection, run_id: str) -> list[str]:
    """The URLs that a run is answerable for."""
    work = tables.worklist
    return [*connection.scalars(select(work.c.url).where(work.c.run_id == run_id))]


def unsettled(connection: Connection, run_id: str) -> list[str]:
    """Those that it has still to do something about."""
    work = tables.worklist
    return [*connection.scalars(select(work.c.url).where(work.c.run_id == run_id, work.c.result.is_(None)))]


def results_of(connection: Connection, run_id: str, urls: Iterable[str]) -> dict[str, str | None]:
    """Which of the URLs stand on a run's worklist, and with which result."""
    work = tables.worklist
    query = select(work.c.url, work.c.result).where(work.c.run_id == run_id)
    return {row.url: row.result for row in rows_of(connection, query, work.c.url, urls)}


def put_on_list(connection: Connection, run_id: str, rows: Sequence[dict[str, Any]]) -> None:
    """Make a run answerable for URLs: each row has url, source, and result and reason where it is settled already."""
    if rows:
        connection.execute(insert(tables.worklist), [{"run_id": run_id, **row} for row in rows])


def settle(connection: Connection, run_id: str, url: str, result: Result, reason: str | None = None) -> None:
    """Say what became of a URL in a run."""
    settle_all(connection, run_id, [{"settled": url, "result": result, "reason": reason}])


def settle_all(connection: Connection, run_id: str, rows: Sequence[dict[str, Any]]) -> None:
    """Like `settle` for many: each row has the URL as `settled`, and result and reason."""
    work = tables.worklist
    if rows:
        listed = update(work).where(work.c.run_id == run_id, work.c.url == bindparam("settled"))
        connection.execute(listed.values(result=bindparam("result"), reason=bindparam("reason")), rows)
