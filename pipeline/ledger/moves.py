"""URLs moved from state to state, by the table of transitions."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Update, bindparam, case, select, update

from pipeline.errors import StateError
from pipeline.ledger import tables
from pipeline.ledger.chunks import rows_of
from pipeline.ledger.states import TRANSITIONS, Event, State, after


def move(
    connection: Connection, url: str, event: Event, values: dict[str, Any], statement: Update | None = None
) -> None:
    """Let `event` happen to a URL and record `values` of it. statement: made by `computing` of the same event.

    Raises `StateError` when it cannot happen now.
    """
    moving = _moving(event) if statement is None else statement
    if connection.execute(moving, {"moved": url, **values}).rowcount != 1:
        _refuse(connection, [url], event)


def computing(event: Event, **computed: Any) -> Update:
    """The statement that lets `event` happen and has the database compute some values from what it has.

    For what happens thousands of times a run: to make a statement takes longer than to execute it.
    """
    return _moving(event).values(computed)


def move_all(connection: Connection, event: Event, rows: Sequence[dict[str, Any]]) -> None:
    """Like `move` for many: each row has the URL as `moved`, and values for the same columns as the others."""
    if rows and connection.execute(_moving(event), rows).rowcount != len(rows):
        _refuse(connection, [row["moved"] for row in rows], event)


@cache
def _moving(event: Event) -> Update:
    urls = tables.urls
    leads_to = {state: target for (state, happening), target in TRANSITIONS.items() if happening is event}
    target = case(leads_to, value=urls.c.state)
    # said so, and not as states that are allowed: a database may look for those first, and read every URL in them
    return update(urls).where(urls.c.url == bindparam("moved"), target.is_not(None)).values(state=target)


def _refuse(connection: Connection, moved: Iterable[str], event: Event) -> None:
    """Say which URL the event cannot happen to. The states are as they were: an UPDATE leaves those out."""
    urls, wanted = tables.urls, [*moved]
    rows = rows_of(connection, select(urls.c.url, urls.c.state), urls.c.url, wanted)
    states = {row.url: row.state for row in rows}
    for url in wanted:
        if url not in states:
            raise StateError(f"{url}: the ledger does not know it")
        try:
            after(State(states[url]), event)
        except StateError as error:
            raise StateError(f"{url}: {error}") from None
