"""Articles asked for again as they grow older, ever more seldom, so that edits become revisions.

A step of the schedule comes due for an article so many days after its first capture. The ledger keeps for each source
how far it was followed, and reads the steps that came due since: the articles of a few short spans of time, however
many it knows.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from pipeline.ledger import tables
from pipeline.ledger.moves import move_all
from pipeline.ledger.states import Event, Result, State
from pipeline.ledger.worklist import put_on_list, results_of, settle_all

_EARLY = timedelta(hours=4)

REVISITED_AT_MOST = 10_000
"""Articles that a run asks for again; what is more waits for its next step."""


def revisit(connection: Connection, run_id: str, sources: Iterable[str], now: datetime, days: Sequence[float]) -> int:
    steps = [_step(day) for day in days]
    due: dict[str, str] = {}
    for since, group in _followed(connection, sources).items():
        due |= _due(connection, group, since, now, steps)
        _follow(connection, group, max(now, since or now))
    latest = dict([*due.items()][:REVISITED_AT_MOST])
    listed = results_of(connection, run_id, latest)
    unlisted = [url for url in latest if url not in listed]
    unchanged = [url for url in latest if listed.get(url) == Result.UNCHANGED]
    put_on_list(connection, run_id, [{"url": url, "source": latest[url]} for url in unlisted])
    settle_all(connection, run_id, [{"settled": url, "result": None, "reason": None} for url in unchanged])
    move_all(connection, Event.TAKEN_UP, [{"moved": url} for url in (*unlisted, *unchanged)])
    return len(unlisted) + len(unchanged)


def begin(connection: Connection, sources: Iterable[str], now: datetime) -> None:
    if (unfollowed := _followed(connection, sources).get(None)) is not None:
        _follow(connection, unfollowed, now)


def visits(first_captured_at: datetime, days: Sequence[float]) -> list[datetime]:
    """When each of an article's visits comes due."""
    return [first_captured_at + _step(day) for day in days]


def _step(day: float) -> timedelta:
    """A day of the schedule, a little early: the next night begins before the pages of this one are a whole day old."""
    whole = timedelta(days=day)
    return whole - min(_EARLY, whole / 6)


def _followed(connection: Connection, sources: Iterable[str]) -> dict[datetime | None, list[str]]:
    """How far the schedule was followed, None for not at all, with the sources for which that is so."""
    table, wanted = tables.revisits, [*sources]
    rows = connection.execute(select(table).where(table.c.source.in_(wanted)))
    followed = {row.source: row.followed_to for row in rows}
    groups: dict[datetime | None, list[str]] = defaultdict(list)
    for source in wanted:
        groups[followed.get(source)].append(source)
    return groups


def _follow(connection: Connection, sources: list[str], to: datetime) -> None:
    table = tables.revisits
    connection.execute(delete(table).where(table.c.source.in_(sources)))
    connection.execute(insert(table), [{"source": source, "followed_to": to} for source in sources])


def _due(
    connection: Connection, sources: list[str], since: datetime | None, now: datetime, steps: list[timedelta]
) -> dict[str, str]:
    """Articles with a step that came due since then and that nobody asked for after it: URLs and their sources."""
    urls = tables.urls
    articles = (
        select(urls.c.url, urls.c.source, urls.c.first_captured_at, urls.c.visited_at)
        .where(urls.c.state == State.WRITTEN, urls.c.source.in_(sources))
        .order_by(urls.c.first_captured_at.desc())
        .limit(REVISITED_AT_MOST)
    )
    due: dict[str, str] = {}
    for step in steps:
        came_due = articles.where(urls.c.first_captured_at <= now - step)
        if since is not None:
            came_due = came_due.where(urls.c.first_captured_at >= since - step)
        due |= {
            row.url: row.source for row in connection.execute(came_due) if row.visited_at < row.first_captured_at + step
        }
    return due
