"""What each transaction is made of: URLs moved from state to state, put on a run's worklist, and settled there."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Update, bindparam, case, insert, or_, select, update

from pipeline.errors import StateError
from pipeline.ledger import tables
from pipeline.ledger.states import TRANSITIONS, Event, Result, State, after

_CHUNK = 500  # values in one IN list; SQLite's oldest limit is 999


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """The values in lists that are short enough for a statement."""
    every = list(values)
    return (every[start : start + _CHUNK] for start in range(0, len(every), _CHUNK))


def move(connection: Connection, url: str, event: Event, values: dict[str, Any]) -> None:
    """Let `event` happen to a URL and record `values` of it. Raises `StateError` when it cannot happen now."""
    moved = connection.execute(_moving(event).values(values), {"moved": url})
    if moved.rowcount != 1:
        _refuse(connection, [url], event)


def move_all(connection: Connection, event: Event, rows: Sequence[dict[str, Any]]) -> None:
    """Like `move` for many: each row has the URL as `moved`, and values for the same columns as the others."""
    if not rows:
        return
    values: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name != "moved"}
    moved = connection.execute(_moving(event).values(values), rows)
    if moved.rowcount != len(rows):
        _refuse(connection, [row["moved"] for row in rows], event)


@cache
def _moving(event: Event) -> Update:
    urls = tables.urls
    leads_to = {state: target for (state, happening), target in TRANSITIONS.items() if happening is event}
    allowed = or_(*(urls.c.state == state for state in leads_to))
    return (
        update(urls).where(urls.c.url == bindparam("moved"), allowed).values(state=case(leads_to, value=urls.c.state))
    )


def _refuse(connection: Connection, moved: Iterable[str], event: Event) -> None:
    """Say which URL the event cannot happen to. The states are as they were: an UPDATE leaves those out."""
    urls = tables.urls
    for chunk in chunks(moved):
        query = select(urls.c.url, urls.c.state).where(urls.c.url.in_(chunk))
        states = {row.url: row.state for row in connection.execute(query)}
        for url in chunk:
            if url not in states:
                raise StateError(f"{url}: the ledger does not know it")
            try:
                after(State(states[url]), event)
            except StateError as error:
                raise StateError(f"{url}: {error}") from None


def on_list(connection: Connection, run_id: str, urls: Iterable[str]) -> dict[str, str | None]:
    """Which of the URLs stand on a run's worklist, and with which result."""
    work = tables.worklist
    query = select(work.c.url, work.c.result).where(work.c.run_id == run_id)
    found: dict[str, str | None] = {}
    for chunk in chunks(urls):
        found |= {row.url: row.result for row in connection.execute(query.where(work.c.url.in_(chunk)))}
    return found


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
