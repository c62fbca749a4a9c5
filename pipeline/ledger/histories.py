"""What became of a run so far, and of one URL in all runs: questions only."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from pipeline.ledger import tables
from pipeline.ledger.chunks import rows_of
from pipeline.ledger.keys import key_of
from pipeline.ledger.runs import attempt_of
from pipeline.ledger.states import Result, State
from pipeline.models import Attempt, CaptureRef
from pipeline.reasons import Reason

_urls, _work, _runs = tables.urls, tables.worklist, tables.runs
_attempts, _captures, _articles = tables.attempts, tables.captures, tables.articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is. queued, fetched: URLs of its worklist that wait to be fetched, and to be transformed.

    asked: whether any page was asked for. last_request_at: None before the first request.
    """

    listed: int
    queued: int
    fetched: int
    asked: bool
    last_request_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedAway:
    """A URL that became no article in a run. reason: in that run; all else is as it stands now.

    last: the last request for it in that run, None when it was not asked for.
    """

    url: str
    source: str
    reason: Reason
    state: State
    reason_now: Reason | None
    detail: str
    failures: int
    next_try_at: datetime | None
    last: Attempt | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """All that the ledger knows of a URL by itself; see the table `urls`.

    failures: runs in a row that failed. modified: what discovery last said of the page's modification, as given.
    capture: where the bytes of the last capture lie, None when there are none. visited_at: when the server last gave
    the page, or said that it is as we have it.
    """

    url: str
    source: str
    found_by: str
    first_seen_at: datetime
    state: State
    reason: Reason | None
    detail: str
    failures: int
    next_try_at: datetime | None
    modified: str | None
    final_url: str | None
    capture: CaptureRef | None
    first_captured_at: datetime | None
    captured_at: datetime | None
    visited_at: datetime | None
    article_id: str | None
    duplicate_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A run that was answerable for a URL, and what became of it there: result is None until it is settled."""

    run_id: str
    started_at: datetime
    result: Result | None
    reason: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRow:
    """A record of the archive; see the table `captures`. revisit: without a body, which an earlier record has."""

    ref: CaptureRef
    run_id: str | None
    captured_at: datetime
    final_url: str
    digest: str | None
    revisit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Which URL stands for an article, and the day whose partition holds its row."""

    article_id: str
    url: str
    date: date


def progress(connection: Connection, run_id: str) -> Progress:
    listed = connection.scalar(select(func.count()).select_from(_work).where(_work.c.run_id == run_id))
    waiting = select(_work.c.url).where(_work.c.run_id == run_id, _work.c.result.is_(None))
    states = [row.state for row in rows_of(connection, select(_urls.c.state), _urls.c.url, connection.scalars(waiting))]
    last = select(_attempts.c.started_at).where(_attempts.c.run_id == run_id).order_by(_attempts.c.id.desc()).limit(1)
    pages = select(_attempts.c.id).where(_attempts.c.run_id == run_id, _attempts.c.purpose == "article").limit(1)
    return Progress(
        listed=listed or 0,
        queued=states.count(State.QUEUED),
        fetched=states.count(State.FETCHED),
        asked=connection.scalar(pages) is not None,
        last_request_at=connection.scalar(last),
    )


def turned_away(
    connection: Connection, run_id: str, reasons: Collection[Reason], sources: Collection[str]
) -> list[TurnedAway]:
    """By source, reason and URL. sources: empty for all."""
    listed = select(_work).where(
        _work.c.run_id == run_id, _work.c.result == Result.REJECTED, _work.c.reason.in_([*reasons])
    )
    if sources:
        listed = listed.where(_work.c.source.in_([*sources]))
    rows = connection.execute(listed.order_by(_work.c.source, _work.c.reason, _work.c.url)).all()
    now = {row.url: row for row in rows_of(connection, select(_urls), _urls.c.url, [row.url for row in rows])}
    last = _last_requests(connection, run_id, [*now])
    return [_turned_away(row, now[row.url], last.get(row.url)) for row in rows if row.url in now]


def _turned_away(row: Any, now: Any, last: Attempt | None) -> TurnedAway:
    return TurnedAway(
        url=row.url,
        source=row.source,
        reason=Reason(row.reason),
        state=State(now.state),
        reason_now=_reason(now.reason),
        detail=now.detail if now.reason == row.reason or last is None else last.detail,
        failures=now.failures,
        next_try_at=now.next_try_at,
        last=last,
    )


def _last_requests(connection: Connection, run_id: str, urls: Collection[str]) -> dict[str, Attempt]:
    query = select(_attempts).where(_attempts.c.run_id == run_id, _attempts.c.purpose == "article")
    rows = sorted(rows_of(connection, query, _attempts.c.url, urls), key=lambda row: row.id)
    return {row.url: attempt_of(row) for row in rows}


def addresses(connection: Connection, known: Collection[str]) -> list[Address]:
    """The URLs that are one of these, or led to one."""
    keys = [key_of(one) for one in known]
    queries: tuple[Select[Any], ...] = (
        select(_urls).where(_urls.c.url.in_(keys)),
        select(_urls).where(_urls.c.final_url.in_([*known]), _urls.c.final_url != _urls.c.url),
    )
    rows = {row.url: row for query in queries for row in connection.execute(query)}
    return [_address(row) for row in rows.values()]


def addresses_of(connection: Connection, article_ids: Collection[str]) -> list[Address]:
    """The URLs that stand for one of these articles, and those that are copies of one."""
    standing = select(_articles.c.url).where(_articles.c.article_id.in_([*article_ids]))
    queries: tuple[Select[Any], ...] = (
        select(_urls).where(_urls.c.url.in_(connection.scalars(standing).all())),
        select(_urls).where(_urls.c.duplicate_of.in_([*article_ids]), _urls.c.duplicate_of.is_not(None)),
    )
    rows = {row.url: row for query in queries for row in connection.execute(query)}
    return [_address(row) for row in rows.values()]


def _address(row: Any) -> Address:
    bytes_known = row.capture_file is not None
    return Address(
        url=row.url,
        source=row.source,
        found_by=row.found_by,
        first_seen_at=row.first_seen_at,
        state=State(row.state),
        reason=_reason(row.reason),
        detail=row.detail,
        failures=row.failures,
        next_try_at=row.next_try_at,
        modified=row.modified,
        final_url=row.final_url,
        capture=CaptureRef(file=row.capture_file, offset=row.capture_offset, length=row.capture_length)
        if bytes_known
        else None,
        first_captured_at=row.first_captured_at,
        captured_at=row.captured_at,
        visited_at=row.visited_at,
        article_id=row.article_id,
        duplicate_of=row.duplicate_of,
    )


def parts(connection: Connection, url: str) -> list[Part]:
    """The runs that were answerable for a URL, oldest first."""
    runs = {row.run_id: row.started_at for row in connection.execute(select(_runs.c.run_id, _runs.c.started_at))}
    # for each run a look-up in the worklist's key: runs are few, and an index of URLs would be as large as that key's
    query = select(_work.c.run_id, _work.c.result, _work.c.reason).where(_work.c.url == url)
    found = [
        Part(
            run_id=row.run_id,
            started_at=runs[row.run_id],
            result=Result(row.result) if row.result else None,
            reason=_reason(row.reason),
        )
        for row in rows_of(connection, query, _work.c.run_id, runs)
    ]
    return sorted(found, key=lambda part: part.started_at)


def requests_for(connection: Connection, url: str) -> list[tuple[str, Attempt]]:
    """(run_id, request) of every request for a URL, oldest first."""
    query = select(_attempts).where(_attempts.c.url == url).order_by(_attempts.c.id)
    return [(row.run_id, attempt_of(row)) for row in connection.execute(query)]


def last_request(connection: Connection, url: str) -> Attempt | None:
    """The last request for a document of discovery."""
    query = select(_attempts).where(_attempts.c.url == url).order_by(_attempts.c.id.desc()).limit(1)
    row = connection.execute(query).first()
    return None if row is None else attempt_of(row)


def captures_of(connection: Connection, url: str) -> list[CaptureRow]:
    """The records of the archive that are of a URL, oldest first."""
    query = select(_captures).where(_captures.c.url == url).order_by(_captures.c.captured_at)
    return [*map(_capture, connection.execute(query))]


def capture_at(connection: Connection, file: str, offset: int) -> CaptureRow | None:
    """The record of the archive that begins there."""
    query = select(_captures).where(_captures.c.file == file, _captures.c.offset == offset)
    return next(map(_capture, connection.execute(query)), None)


def _capture(row: Any) -> CaptureRow:
    return CaptureRow(
        ref=CaptureRef(file=row.file, offset=row.offset, length=row.length),
        run_id=row.run_id,
        captured_at=row.captured_at,
        final_url=row.final_url,
        digest=row.digest,
        revisit=row.revisit,
    )


def standing(connection: Connection, article_ids: Collection[str]) -> Iterator[Standing]:
    """Which URL stands for each of the articles; nothing of those that there are not."""
    for row in connection.execute(select(_articles).where(_articles.c.article_id.in_([*article_ids]))):
        yield Standing(article_id=row.article_id, url=row.url, date=row.date)


def _reason(value: str | None) -> Reason | None:
    return Reason(value) if value else None
