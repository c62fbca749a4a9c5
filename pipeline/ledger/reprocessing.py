"""What was captured of each URL and what became of it, for reprocessing; and the ledger brought to what that found."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, true, update

from pipeline.ledger import runs, tables
from pipeline.ledger.chunks import chunks, rows_of
from pipeline.ledger.moves import move_all
from pipeline.ledger.records import Claim, Run
from pipeline.ledger.states import Event, State
from pipeline.models import CaptureRef
from pipeline.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A URL that was captured at some time, as it stands. by_request: whether it was the last request that decided what
    it is, such as one answered by 404, and not a page."""

    url: str
    source: str
    state: State
    reason: Reason | None
    detail: str
    article_id: str | None
    duplicate_of: str | None
    first_captured_at: datetime
    by_request: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A capture of a URL. run_id: the run that took its page through transform, None while it waits for one.

    body: where its bytes lie, those of an earlier record when its own is a revisit record; None when they are gone.
    """

    url: str
    final_url: str
    run_id: str | None
    captured_at: datetime
    body: CaptureRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that the ledger knows of some URLs' captures. runs: the oldest first. claims: of all articles, by their id.

    captures: each URL's in order of time.
    """

    urls: Sequence[Remembered]
    captures: Mapping[str, Sequence[Taken]]
    runs: Sequence[Run]
    claims: Mapping[str, Claim]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What changes of a URL. event: None when its state stays. values: of its columns."""

    url: str
    event: Event | None
    values: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What reprocessing found otherwise than the ledger has it. unclaimed: ids of articles for which no URL stands any
    longer, or another one. claims: who stands for articles now."""

    moves: Sequence[Move] = ()
    unclaimed: Sequence[str] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)


def history(connection: Connection, sources: Collection[str] | None, since: date | None) -> History:
    """Of the URLs first captured on that day (UTC) or later; None for all sources, for all days."""
    chosen = _chosen(sources, since)
    every = sorted(runs.every(connection), key=lambda run: (run.started_at, run.run_id))
    articles = tables.articles
    return History(
        urls=_urls(connection, chosen),
        captures=_captures(connection, chosen, every),
        runs=every,
        claims={
            row.article_id: Claim(url=row.url, date=row.date)
            for row in connection.execute(select(articles).order_by(articles.c.article_id))
        },
    )


def follow(connection: Connection, findings: Findings) -> None:
    """Record what reprocessing found; may be repeated."""
    grouped: dict[tuple[Event | None, tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)
    for one in findings.moves:
        grouped[one.event, tuple(sorted(one.values))].append({"moved": one.url, **one.values})
    for (event, _), rows in grouped.items():
        if event is None:
            _set(connection, rows)
        else:
            move_all(connection, event, rows)
    articles = tables.articles
    for chunk in chunks([*findings.unclaimed, *findings.claims]):
        connection.execute(delete(articles).where(articles.c.article_id.in_(chunk)))
    if findings.claims:
        rows = [{"article_id": key, "url": one.url, "date": one.date} for key, one in findings.claims.items()]
        connection.execute(insert(articles), rows)


def _chosen(sources: Collection[str] | None, since: date | None) -> ColumnElement[bool]:
    urls = tables.urls
    of_sources = true() if sources is None else urls.c.source.in_([*sources])
    if since is None:
        return of_sources & urls.c.first_captured_at.is_not(None)
    return of_sources & (urls.c.first_captured_at >= datetime.combine(since, time(), UTC))


def _urls(connection: Connection, chosen: ColumnElement[bool]) -> list[Remembered]:
    urls = tables.urls
    rows = connection.execute(select(urls).where(chosen).order_by(urls.c.first_captured_at, urls.c.url)).all()
    last = _last_outcomes(connection, [row.url for row in rows if row.state in {State.REJECTED, State.FAILED}])
    return [
        Remembered(
            url=row.url,
            source=row.source,
            state=State(row.state),
            reason=Reason(row.reason) if row.reason else None,
            detail=row.detail,
            article_id=row.article_id,
            duplicate_of=row.duplicate_of,
            first_captured_at=row.first_captured_at,
            by_request=row.reason is not None and last.get(row.url) == row.reason,
        )
        for row in rows
    ]


def _last_outcomes(connection: Connection, urls: Sequence[str]) -> dict[str, str]:
    table = tables.attempts
    query = select(table.c.url, table.c.id, table.c.outcome).where(table.c.purpose == "article")
    rows = sorted(rows_of(connection, query, table.c.url, urls), key=lambda row: row.id)
    return {row.url: row.outcome for row in rows}


def _captures(connection: Connection, chosen: ColumnElement[bool], every: Sequence[Run]) -> dict[str, list[Taken]]:
    captures, urls = tables.captures, tables.urls
    query = select(captures).join(urls, urls.c.url == captures.c.url).where(chosen)
    rows = connection.execute(query.order_by(captures.c.captured_at, captures.c.file, captures.c.offset)).all()
    bodies = _bodies(connection, {row.digest for row in rows if row.revisit})
    later = _taken_up_later(connection, chosen)
    found: dict[str, list[Taken]] = defaultdict(list)
    for row in rows:
        own = CaptureRef(file=row.file, offset=row.offset, length=row.length)
        run_id: str | None = row.run_id or _run_at(every, row.captured_at)
        found[row.url].append(
            Taken(
                url=row.url,
                final_url=row.final_url,
                run_id=later.get((row.url, run_id), run_id),
                captured_at=row.captured_at,
                body=bodies.get(row.digest) if row.revisit else own,
            )
        )
    return found


def _bodies(connection: Connection, digests: Collection[str]) -> dict[str, CaptureRef]:
    """Where the earliest record lies that has a body of each digest, as `Ledger.payload` finds it."""
    captures = tables.captures
    rows = rows_of(connection, select(captures).where(captures.c.revisit.is_(False)), captures.c.digest, digests)
    rows.sort(key=lambda row: row.captured_at, reverse=True)
    return {row.digest: CaptureRef(file=row.file, offset=row.offset, length=row.length) for row in rows}


def _taken_up_later(connection: Connection, chosen: ColumnElement[bool]) -> dict[tuple[str, str | None], str | None]:
    """For each URL that a run captured and did not settle, the next run that did; None while none has."""
    captures, work, urls, begun = tables.captures, tables.worklist, tables.urls, tables.runs
    unsettled = (
        select(captures.c.url, captures.c.run_id, begun.c.started_at)
        .join(work, (work.c.run_id == captures.c.run_id) & (work.c.url == captures.c.url))
        .join(begun, begun.c.run_id == captures.c.run_id)
        .join(urls, urls.c.url == captures.c.url)
        .where(chosen, work.c.result.is_(None))
    )
    left = connection.execute(unsettled).all()
    settling = (
        select(work.c.url, work.c.run_id, begun.c.started_at)
        .join(begun, begun.c.run_id == work.c.run_id)
        .where(work.c.result.is_not(None))
    )
    settled: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for row in rows_of(connection, settling, work.c.url, {row.url for row in left}):
        settled[row.url].append((row.started_at, row.run_id))
    return {
        (row.url, row.run_id): min((one for one in settled[row.url] if one[0] > row.started_at), default=(None, None))[
            1
        ]
        for row in left
    }


def _run_at(every: Sequence[Run], moment: datetime) -> str | None:
    """The run that went on at a moment, for captures of before the ledger kept whose they are."""
    begun = [run.run_id for run in every if run.started_at <= moment]
    return begun[-1] if begun else None


def _set(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    urls = tables.urls
    for row in rows:
        values = {name: value for name, value in row.items() if name != "moved"}
        connection.execute(update(urls).where(urls.c.url == row["moved"]).values(values))
