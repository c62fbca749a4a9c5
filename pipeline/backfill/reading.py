"""The answers in a WARC file, one after the other; the file is read as a stream."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from pipeline.backfill.records import Answer, Damage
from pipeline.extract import REQUESTED_URI, header

Read = Callable[[int], bytes]
"""Reads at most so many bytes of an answer's body, content encoding taken off."""

_ARCHIVER = "x-crawler-"  # before the names of headers that describe the body as it came over the wire
_DAMAGED = (ArchiveLoadFailed, EOFError, OSError)


def is_readable(headers: tuple[tuple[str, str], ...]) -> bool:
    """Whether `Read` can take an answer's content encoding off."""
    encoding = (header(headers, "Content-Encoding") or "identity").lower()
    return encoding == "identity" or encoding in BufferedReader.get_supported_decompressors()


class _Torn(Exception):
    """The record at hand is not whole."""


def read_answers(file: Path, take: Callable[[Answer | None, Read], None]) -> Damage | None:
    """Hand every response and revisit record to `take`, with what reads its body; what ended it before the file's end.

    None in the place of an answer is one that is no HTTP, or has no address or date. A record that turns out not to be
    whole when `take` reads it ends the reading, as the end of the file would.
    """
    end = 0
    try:
        with file.open("rb") as stream:
            records = ArchiveIterator(stream)
            while (record := _next(records)) is not None:
                if record.rec_type in {"response", "revisit"}:
                    take(_answer(file, end, record), partial(_body, record))
                records.read_to_end()
                _check_whole(record)
                end = records.offset
            if end < file.stat().st_size:
                return Damage(file=file, offset=end, detail="half a record")
    except (_Torn, *_DAMAGED) as error:
        lines = str(error).strip().splitlines()
        return Damage(file=file, offset=end, detail=lines[0] if lines else type(error).__name__)
    return None


def _next(records: ArchiveIterator) -> ArcWarcRecord | None:
    try:
        return next(iter(records), None)
    except Exception as error:  # of a broken head, warcio raises whatever it stumbles over
        raise _Torn(str(error)) from error


def _answer(file: Path, offset: int, record: ArcWarcRecord) -> Answer | None:
    said, http = record.rec_headers.get_header, record.http_headers
    captured_at, status = _instant(said("WARC-Date")), _status(http)
    url = (said("WARC-Target-URI") or "").strip("<>")  # some writers put them around
    if not url or captured_at is None or status is None:
        return None
    return Answer(
        file=file,
        offset=offset,
        url=said(REQUESTED_URI) or url,
        final_url=url,
        captured_at=captured_at,
        status=status,
        status_text=http.statusline.partition(" ")[2],
        headers=_headers(http.headers),
        revisit=record.rec_type == "revisit",
        digest=said("WARC-Payload-Digest"),
    )


def _instant(stated: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(stated or "")
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _status(http: Any) -> int | None:
    try:
        return int(http.get_statuscode()) if http is not None else None
    except ValueError:
        return None


def _headers(headers: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Without the length that an archiver which keeps the original one under another name has put in."""
    archived = any(name.lower() == f"{_ARCHIVER}content-length" for name, _ in headers)
    return tuple((name, value) for name, value in headers if not (archived and name.lower() == "content-length"))


def _body(record: ArcWarcRecord, most: int) -> bytes:
    body: bytes = record.content_stream().read(most)
    if len(body) < most:
        while record.raw_stream.read(64 * 1024):  # what follows the end of a compressed body
            pass
        _check_whole(record)
    return body


def _check_whole(record: ArcWarcRecord) -> None:
    """warcio takes the end of the file for the end of its last record."""
    missing = getattr(record.raw_stream, "limit", None)
    if missing is None:
        raise _Torn("a record without a length")
    if missing:
        raise _Torn(f"{missing} bytes are missing from the record's end")
