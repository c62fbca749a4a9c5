"""Where the bytes of captures lie, when archive files are merged, blanked or deleted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, delete, exists, select, update

from pipeline.ledger import tables
from pipeline.ledger.chunks import chunks, rows_of
from pipeline.ledger.moves import move_all
from pipeline.ledger.states import Event, State

NOWHERE: dict[str, Any] = {"capture_file": None, "capture_offset": None, "capture_length": None}
"""What is recorded of a URL whose bytes are gone."""

_captures, _again = tables.captures, tables.captures.alias("again")
_SAME_BODY = (_captures.c.digest == _again.c.digest) & _captures.c.revisit.is_(False) & _again.c.revisit.is_(True)


def needed_since(connection: Connection, file: str, since: datetime) -> bool | None:
    here = _captures.c.file == file
    own = exists().where(here, _captures.c.captured_at >= since)
    referring = exists().where(here, _SAME_BODY, _again.c.captured_at >= since)
    if not connection.scalar(select(exists().where(here))):
        return None
    return bool(connection.scalar(select(own | referring)))


def move(connection: Connection, bases: Mapping[str, int], target: str) -> None:
    captures, urls = tables.captures, tables.urls
    for chunk in chunks(bases):
        shifts = {file: bases[file] for file in chunk}
        for file, offset in ((captures.c.file, captures.c.offset), (urls.c.capture_file, urls.c.capture_offset)):
            moved = offset + case(shifts, value=file)
            connection.execute(update(file.table).where(file.in_(chunk)).values({file: target, offset: moved}))


def forget_file(connection: Connection, file: str) -> None:
    _forget(connection, _captures.c.file == file, tables.urls.c.capture_file == file)


def forget(connection: Connection, places: Iterable[tuple[str, int]]) -> None:
    offsets: dict[str, list[int]] = defaultdict(list)
    for file, offset in places:
        offsets[file].append(offset)
    urls = tables.urls
    for file, every in offsets.items():
        for chunk in chunks(every):
            _forget(
                connection,
                (_captures.c.file == file) & _captures.c.offset.in_(chunk),
                (urls.c.capture_file == file) & urls.c.capture_offset.in_(chunk),
            )


def _forget(connection: Connection, gone: ColumnElement[bool], bytes_gone: ColumnElement[bool]) -> None:
    """gone, bytes_gone: the same places, as conditions on captures and on URLs. A page that waits is fetched anew."""
    urls = tables.urls
    own = select(_captures.c.url).where(gone)
    referring = select(_again.c.url).where(gone, _SAME_BODY)
    holders = {*connection.scalars(own), *connection.scalars(referring)}
    rows = rows_of(connection, select(urls.c.url, urls.c.state).where(bytes_gone), urls.c.url, holders)
    waiting = [row.url for row in rows if row.state == State.FETCHED]
    move_all(connection, Event.LOST, [{"moved": url, **NOWHERE} for url in waiting])
    for chunk in chunks(row.url for row in rows):
        connection.execute(update(urls).where(urls.c.url.in_(chunk)).values(NOWHERE))
    connection.execute(delete(_captures).where(gone))
