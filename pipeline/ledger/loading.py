"""From the archive to the datasets: what waits to be transformed, and which article each URL became."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from pipeline.ledger import tables
from pipeline.ledger.chunks import rows_of
from pipeline.ledger.failures import NO_FAILURE
from pipeline.ledger.moves import move_all
from pipeline.ledger.records import Captured, Claim
from pipeline.ledger.states import Event, Result, State
from pipeline.ledger.worklist import settle_all, unsettled
from pipeline.models import CaptureRef


def to_transform(connection: Connection, run_id: str) -> list[Captured]:
    urls = tables.urls
    open_urls = rows_of(connection, select(urls), urls.c.url, unsettled(connection, run_id))
    rows = [row for row in open_urls if row.state == State.FETCHED]
    rows.sort(key=lambda row: (row.capture_file, row.capture_offset, row.url))
    return [_captured(row) for row in rows]


def _captured(row: Any) -> Captured:
    return Captured(
        url=row.url,
        final_url=row.final_url,
        source=row.source,
        ref=CaptureRef(file=row.capture_file, offset=row.capture_offset, length=row.capture_length),
        first_captured_at=row.first_captured_at,
        captured_at=row.captured_at,
    )


def claim(connection: Connection, wanted: Iterable[tuple[str, str, date]]) -> dict[str, Claim]:
    articles = tables.articles
    claims: dict[str, Claim] = {}
    for article_id, url, day in wanted:
        row = connection.execute(select(articles).where(articles.c.article_id == article_id)).first()
        if row is None:
            connection.execute(insert(articles).values(article_id=article_id, url=url, date=day))
        claims[article_id] = Claim(url=row.url if row else url, date=row.date if row else day)
    return claims


def record_articles(connection: Connection, run_id: str, settled: Iterable[tuple[str, str, Result]]) -> None:
    rows = [*settled]
    move_all(
        connection,
        Event.LOADED,
        [{"moved": url, "article_id": article_id, **NO_FAILURE} for url, article_id, _ in rows],
    )
    settle_all(connection, run_id, [{"settled": url, "result": result, "reason": None} for url, _, result in rows])
