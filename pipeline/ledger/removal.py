"""Articles that are taken out for good: the addresses that are theirs, and that these are never asked for again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

from pipeline.ledger import tables
from pipeline.ledger.chunks import chunks, rows_of
from pipeline.ledger.failures import NO_FAILURE
from pipeline.ledger.keys import key_of
from pipeline.ledger.moves import move_all
from pipeline.ledger.places import NOWHERE
from pipeline.ledger.records import Kept, Known
from pipeline.ledger.states import Event, Result, State
from pipeline.models import RunStatus
from pipeline.reasons import Reason

_FOUND_BY = "copydesk remove"
_NOT_TO_BE_ASKED_FOR: dict[str, Any] = {
    **NO_FAILURE, **NOWHERE, "reason": Reason.TAKEN_DOWN, "modified": None, "etag": None, "last_modified": None,
}  # fmt: skip


def known_at(connection: Connection, addresses: Collection[str]) -> list[Known]:
    urls = tables.urls
    return _known(connection, addresses, lambda chunk: or_(urls.c.url.in_(chunk), urls.c.final_url.in_(chunk)))


def known_of(connection: Connection, article_ids: Collection[str]) -> list[Known]:
    urls, articles = tables.urls, tables.articles
    claims = rows_of(connection, select(articles.c.url), articles.c.article_id, article_ids)
    found = _known(
        connection,
        article_ids,
        lambda chunk: or_(urls.c.article_id.in_(chunk), urls.c.duplicate_of.in_(chunk)),
    )
    return [*found, *_known(connection, [row.url for row in claims], urls.c.url.in_)]


def _known(connection: Connection, values: Iterable[str], where: Any) -> list[Known]:
    urls = tables.urls
    query = select(urls.c.url, urls.c.source, urls.c.article_id, urls.c.duplicate_of)
    rows = (row for chunk in chunks(values) for row in connection.execute(query.where(where(chunk))))
    return [Known(url=row.url, source=row.source, article_id=row.duplicate_of or row.article_id) for row in rows]


def captures_at(connection: Connection, addresses: Collection[str]) -> list[Kept]:
    captures = tables.captures
    return _kept(connection, addresses, lambda chunk: or_(captures.c.url.in_(chunk), captures.c.final_url.in_(chunk)))


def bodies(connection: Connection, digests: Collection[str]) -> list[Kept]:
    captures = tables.captures
    return [kept for kept in _kept(connection, digests, captures.c.digest.in_) if not kept.revisit]


def _kept(connection: Connection, values: Iterable[str], where: Any) -> list[Kept]:
    captures = tables.captures
    query = select(captures.c.file, captures.c.offset, captures.c.digest, captures.c.revisit)
    rows = (row for chunk in chunks(values) for row in connection.execute(query.where(where(chunk))))
    return [Kept(file=row.file, offset=row.offset, digest=row.digest, revisit=row.revisit) for row in rows]


def fetched_in_vain(connection: Connection, run_id: str) -> list[str]:
    work, urls = tables.worklist, tables.urls
    query = select(work.c.url).where(work.c.run_id == run_id, work.c.reason == Reason.TAKEN_DOWN)
    rows = rows_of(connection, select(urls.c.url, urls.c.capture_file), urls.c.url, connection.scalars(query))
    return [row.url for row in rows if row.capture_file is not None]


def take_down(
    connection: Connection, addresses: Mapping[str, str], article_ids: Collection[str], detail: str, now: datetime
) -> None:
    sources = {key_of(address): source for address, source in addresses.items()}
    urls, articles = tables.urls, tables.articles
    known = {row.url for row in rows_of(connection, select(urls.c.url), urls.c.url, sources)}
    _insert(connection, {url: source for url, source in sources.items() if url not in known}, now)
    values = {**_NOT_TO_BE_ASKED_FOR, "detail": detail}
    move_all(connection, Event.TAKEN_DOWN, [{"moved": url, **values} for url in sources])
    _settle_in_unfinished_runs(connection, sources)
    _forget_attempts(connection, [*addresses])
    for chunk in chunks(article_ids):
        connection.execute(delete(articles).where(articles.c.article_id.in_(chunk)))


def _insert(connection: Connection, sources: Mapping[str, str], now: datetime) -> None:
    if sources:
        rows = [
            {"url": url, "source": source, "found_by": _FOUND_BY, "first_seen_at": now, "state": State.REJECTED}
            for url, source in sources.items()
        ]
        connection.execute(insert(tables.urls), rows)


def _settle_in_unfinished_runs(connection: Connection, addresses: Iterable[str]) -> None:
    """A run that was killed counts what the datasets have when it is taken up."""
    work, runs = tables.worklist, tables.runs
    unfinished = select(runs.c.run_id).where(runs.c.status == RunStatus.RUNNING)
    for chunk in chunks(addresses):
        listed = update(work).where(work.c.run_id.in_(unfinished), work.c.url.in_(chunk))
        connection.execute(listed.values(result=Result.REJECTED, reason=Reason.TAKEN_DOWN))


def _forget_attempts(connection: Connection, addresses: Sequence[str]) -> None:
    attempts = tables.attempts
    for chunk in chunks(addresses):
        of_them: ColumnElement[bool] = or_(attempts.c.url.in_(chunk), attempts.c.final_url.in_(chunk))
        connection.execute(delete(attempts).where(of_them))
