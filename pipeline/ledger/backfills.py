"""Captures that somebody else made: which are wanted, and bringing them in."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from pipeline.ledger import tables
from pipeline.ledger.fetching import add_capture, captured_values
from pipeline.ledger.keys import key_of
from pipeline.ledger.moves import move
from pipeline.ledger.records import Novelty
from pipeline.ledger.states import Event, State
from pipeline.ledger.worklist import put_on_list, results_of
from pipeline.models import Candidate, CaptureRef, Payload, Response
from pipeline.reasons import Reason


def novelty(connection: Connection, run_id: str, url: str, captured_at: datetime, digest: str) -> Novelty:
    row = _row(connection, key_of(url))
    if row is None:
        return Novelty.WANTED
    if row.reason == Reason.TAKEN_DOWN:
        return Novelty.TAKEN_DOWN
    if row.state == State.FETCHED and row.captured_at == captured_at:
        _put_on_list(connection, run_id, row.url, row.source)
        return Novelty.WAITING
    if _is_captured(connection, row.url, captured_at, digest):
        return Novelty.HAD
    latest = row.visited_at or row.captured_at
    has_later = latest is not None and latest >= captured_at
    if has_later and (row.article_id is not None or row.state == State.FETCHED):
        return Novelty.OLDER
    return Novelty.WANTED


def bring_in(  # noqa: PLR0913, PLR0917  # see `Ledger.bring_in`
    connection: Connection,
    run_id: str,
    candidate: Candidate,
    response: Response,
    ref: CaptureRef,
    now: datetime,
    digest: str,
    same_as: Payload | None,
) -> None:
    url, at = key_of(candidate.url), response.fetched_at
    row = _row(connection, url)
    if row is None:
        new = {"url": url, "source": candidate.source, "found_by": candidate.found_by, "first_seen_at": now}
        connection.execute(insert(tables.urls).values(**new, state=State.QUEUED))
    first = at if row is None or row.first_captured_at is None else row.first_captured_at
    values = {
        **captured_values(response, ref, same_as),
        "first_captured_at": first if row is not None and row.article_id is not None else min(first, at),
    }
    move(connection, url, Event.BROUGHT_IN, values)
    _put_on_list(connection, run_id, url, candidate.source if row is None else row.source)
    add_capture(connection, run_id, url, response, ref, digest, same_as)


def _row(connection: Connection, url: str) -> Any:
    urls = tables.urls.c
    columns = (
        urls.url, urls.source, urls.state, urls.reason, urls.captured_at, urls.visited_at, urls.first_captured_at,
        urls.article_id,
    )  # fmt: skip
    return connection.execute(select(*columns).where(urls.url == url)).first()


def _is_captured(connection: Connection, url: str, captured_at: datetime, digest: str) -> bool:
    captures = tables.captures.c
    query = select(captures.offset).where(
        captures.digest == digest, captures.url == url, captures.captured_at == captured_at
    )
    return connection.execute(query).first() is not None


def _put_on_list(connection: Connection, run_id: str, url: str, source: str) -> None:
    if url not in results_of(connection, run_id, [url]):
        put_on_list(connection, run_id, [{"url": url, "source": source}])
