"""What the archive's records say, read back from WARC files."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from pipeline.errors import StoreError
from pipeline.extract.archive.warc import REQUESTED_URI
from pipeline.extract.headers import content_type_of

_DAMAGED = (ArchiveLoadFailed, EOFError, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A response as it lies in the archive.

    url: after redirects; requested_url: as asked for. headers: as received, beyond ASCII read as UTF-8 or else as
    Latin-1; but `X-Crawler-` stands before Content-Encoding, Transfer-Encoding and the original Content-Length. body:
    after content decoding.
    """

    url: str
    requested_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime

    @property
    def content_type(self) -> str | None:
        """Media type in lower case, from the Content-Type header."""
        return content_type_of(self.headers)[0]

    @property
    def charset(self) -> str | None:
        """From the Content-Type header, as given."""
        return content_type_of(self.headers)[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What a record of an answer says of itself, and where its gzip member lies in its file, in bytes.

    revisit: whether it is of a body that was kept before. mime: media type in lower case. digest: of the body.
    """

    url: str
    fetched_at: datetime
    revisit: bool
    status: int
    mime: str | None
    digest: str
    offset: int
    length: int


def parse_capture(member: bytes) -> Capture:
    """A response record from its gzip member. Raises StoreError when the bytes are none."""
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(member), check_digests="raise")))
        _check_type(record)
        body = record.raw_stream.read()
        _check_whole(record)
    except (StopIteration, *_DAMAGED) as error:
        raise StoreError(f"not a WARC response record: {error}") from error
    url = record.rec_headers.get_header("WARC-Target-URI")
    return Capture(
        url=url,
        requested_url=record.rec_headers.get_header(REQUESTED_URI, url),
        status=int(record.http_headers.get_statuscode()),
        headers=tuple((str(name), str(value)) for name, value in record.http_headers.headers),
        body=body,
        fetched_at=_fetched_at(record),
    )


def answers_in(file: Path) -> Iterator[Placed]:
    """Every response and revisit record of a WARC file. Raises StoreError when the file is damaged."""
    end = 0
    try:
        with file.open("rb") as stream:
            records = ArchiveIterator(stream)
            for record in records:
                if record.rec_type in {"response", "revisit"} and record.http_headers is not None:
                    yield _placed(record, records)
                records.read_to_end()
                _check_whole(record)
                end = records.get_record_offset() + records.get_record_length()
            if end != file.stat().st_size:
                raise EOFError("half a record")
    except _DAMAGED as error:
        raise StoreError(f"{file} is damaged after byte {end}: {error}; restore it, or move it elsewhere") from error


def _check_type(record: ArcWarcRecord) -> None:
    if record.rec_type == "revisit":
        original = record.rec_headers.get_header("WARC-Refers-To-Target-URI")
        when = record.rec_headers.get_header("WARC-Refers-To-Date")
        raise StoreError(
            f"a revisit record has no body: read the response record of {original} fetched {when}, which it refers to"
        )
    if record.rec_type != "response" or record.http_headers is None:
        raise StoreError(f"expected a response record, found {record.rec_type}")


def _check_whole(record: ArcWarcRecord) -> None:
    """warcio takes the end of the file for the end of its last record, and then checks no digest."""
    if record.raw_stream.limit:
        raise EOFError(f"{record.raw_stream.limit} bytes are missing from the record's end")


def _placed(record: ArcWarcRecord, records: ArchiveIterator) -> Placed:
    return Placed(
        url=record.rec_headers.get_header("WARC-Target-URI"),
        fetched_at=_fetched_at(record),
        revisit=record.rec_type == "revisit",
        status=int(record.http_headers.get_statuscode()),
        mime=content_type_of(record.http_headers.headers)[0],
        digest=record.rec_headers.get_header("WARC-Payload-Digest"),
        offset=records.get_record_offset(),
        length=records.get_record_length(),
    )


def _fetched_at(record: ArcWarcRecord) -> datetime:
    return datetime.fromisoformat(record.rec_headers.get_header("WARC-Date"))
