"""What is left to fetch, and what became of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from pipeline.ledger import tables
from pipeline.ledger.chunks import rows_of
from pipeline.ledger.failures import NO_FAILURE
from pipeline.ledger.moves import computing, move
from pipeline.ledger.states import Event, Result, State
from pipeline.ledger.worklist import settle, unsettled
from pipeline.models import Attempt, CaptureRef, FetchTask, Payload, Response, Validators

CONDITIONAL_IN_A_ROW = 3
"""After so many answers «not modified» the page is asked for whole: some servers say so wrongly."""


_ATTEMPT = tuple(Attempt.__dataclass_fields__)
_urls, _captures = tables.urls, tables.captures

_ADD_ATTEMPTS, _ADD_CAPTURE = insert(tables.attempts), insert(_captures)
_CAPTURED = computing(
    Event.CAPTURED,
    modified_fetched=_urls.c.modified,
    first_captured_at=func.coalesce(_urls.c.first_captured_at, bindparam("now", type_=tables.Instant)),
)
_NOT_MODIFIED = computing(Event.NOT_MODIFIED, modified_fetched=_urls.c.modified, not_modified=_urls.c.not_modified + 1)
_PAYLOAD = (
    select(_captures)
    .where(_captures.c.digest == bindparam("digest"), _captures.c.revisit.is_(False))
    .order_by(_captures.c.captured_at)
    .limit(1)
)


def to_fetch(connection: Connection, run_id: str) -> list[FetchTask]:
    urls = tables.urls
    query = select(
        urls.c.url,
        urls.c.source,
        urls.c.first_seen_at,
        urls.c.first_captured_at,
        urls.c.etag,
        urls.c.last_modified,
        urls.c.article_id,
        urls.c.not_modified,
        urls.c.state,
    )
    open_urls = rows_of(connection, query, urls.c.url, unsettled(connection, run_id))
    rows = [row for row in open_urls if row.state == State.QUEUED]
    rows.sort(key=lambda row: (row.first_captured_at is not None, row.first_seen_at, row.source, row.url))
    return [FetchTask(url=row.url, source=row.source, validators=_validators(row)) for row in rows]


def _validators(row: Any) -> Validators | None:
    known = row.article_id is not None and (row.etag or row.last_modified)
    if not known or row.not_modified >= CONDITIONAL_IN_A_ROW:
        return None
    return Validators(etag=row.etag, last_modified=row.last_modified)


def add_attempts(connection: Connection, run_id: str, attempts: Sequence[Attempt]) -> None:
    if attempts:
        rows = [{"run_id": run_id, **{name: getattr(each, name) for name in _ATTEMPT}} for each in attempts]
        connection.execute(_ADD_ATTEMPTS, rows)


def record_capture(  # noqa: PLR0913, PLR0917  # see `Ledger.record_capture`
    connection: Connection,
    run_id: str,
    task: FetchTask,
    response: Response,
    ref: CaptureRef,
    digest: str,
    same_as: Payload | None,
) -> None:
    values = {**captured_values(response, ref, same_as), "now": response.fetched_at}
    move(connection, task.url, Event.CAPTURED, values, _CAPTURED)
    add_capture(connection, run_id, task.url, response, ref, digest, same_as)


def captured_values(response: Response, ref: CaptureRef, same_as: Payload | None) -> dict[str, Any]:
    """What is recorded of a URL whose bytes are in the archive now."""
    bytes_at = ref if same_as is None else same_as.ref
    return {
        "final_url": response.final_url,
        "etag": response.validators.etag,
        "last_modified": response.validators.last_modified,
        "capture_file": bytes_at.file,
        "capture_offset": bytes_at.offset,
        "capture_length": bytes_at.length,
        "captured_at": response.fetched_at,
        "visited_at": response.fetched_at,
        "not_modified": 0,
        "reason": None,
        "detail": "",
    }


def add_capture(  # noqa: PLR0913, PLR0917  # see `Ledger.record_capture`
    connection: Connection,
    run_id: str,
    url: str,
    response: Response,
    ref: CaptureRef,
    digest: str,
    same_as: Payload | None,
) -> None:
    """Note a record of the archive."""
    connection.execute(
        _ADD_CAPTURE,
        {
            "file": ref.file,
            "offset": ref.offset,
            "length": ref.length,
            "url": url,
            "final_url": response.final_url,
            "run_id": run_id,
            "digest": digest,
            "captured_at": response.fetched_at,
            "revisit": same_as is not None,
        },
    )


def record_not_modified(connection: Connection, run_id: str, task: FetchTask, now: datetime) -> None:
    move(connection, task.url, Event.NOT_MODIFIED, {"visited_at": now, **NO_FAILURE}, _NOT_MODIFIED)
    settle(connection, run_id, task.url, Result.UNCHANGED)


def payload(connection: Connection, digest: str) -> Payload | None:
    row = connection.execute(_PAYLOAD, {"digest": digest}).first()
    if row is None:
        return None
    ref = CaptureRef(file=row.file, offset=row.offset, length=row.length)
    return Payload(digest=digest, ref=ref, url=row.final_url, fetched_at=row.captured_at)


def capture_end(connection: Connection, file: str) -> int:
    captures = tables.captures
    query = select(captures).where(captures.c.file == file).order_by(captures.c.offset.desc()).limit(1)
    last = connection.execute(query).first()
    return 0 if last is None else int(last.offset + last.length)
