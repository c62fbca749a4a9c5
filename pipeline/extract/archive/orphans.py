"""Exchanges that a killed run had put into the archive and not yet told the ledger of."""

import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pipeline.errors import StoreError
from pipeline.extract.archive.captures import Capture, parse_capture
from pipeline.extract.archive.digests import payload_digest
from pipeline.extract.archive.notes import COPIED_FROM
from pipeline.extract.headers import header
from pipeline.models import Attempt, CaptureRef, Response, Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A response record, whole. response and attempt: as far as the archive tells of them."""

    response: Response
    ref: CaptureRef
    digest: str
    attempt: Attempt


def orphans_in(path: Path, start: int, name: str) -> Iterator[Orphan]:
    """The whole exchanges after byte `start` of a WARC file; ends at the first record that is torn.

    name: of the file in references. A revisit record ends it too: without its original it says too little. So does what
    was copied from another file: nobody asked for it, and there it still is.
    """
    with path.open("rb") as file:
        file.seek(start)
        members = io.BytesIO(file.read())
    records = ArchiveIterator(members)
    notes: dict[str, str] = {}
    try:
        for record in records:
            if record.rec_type == "metadata":
                notes = _notes(record.content_stream().read())
            records.read_to_end()
            offset, length = records.get_record_offset(), records.get_record_length()
            if record.rec_type == "revisit" or COPIED_FROM in notes:
                return
            if record.rec_type == "response":
                member = members.getvalue()[offset : offset + length]
                gzip.decompress(member)  # warcio is content without a member's last bytes
                capture = parse_capture(member)
                ref = CaptureRef(file=name, offset=start + offset, length=length)
                yield _orphan(capture, ref, notes)
                notes = {}
    except (ArchiveLoadFailed, EOFError, OSError, StoreError):
        return


def _notes(fields: bytes) -> dict[str, str]:
    lines = (line.partition(": ") for line in fields.decode("utf-8", "replace").splitlines())
    return {name: value for name, _, value in lines}


def _orphan(capture: Capture, ref: CaptureRef, notes: dict[str, str]) -> Orphan:
    response = Response(
        url=capture.requested_url,
        final_url=capture.url,
        status=capture.status,
        reason="",
        headers=capture.headers,
        request_headers=(),
        body=capture.body,
        fetched_at=capture.fetched_at,
        validators=Validators(
            etag=header(capture.headers, "ETag"), last_modified=header(capture.headers, "Last-Modified")
        ),
    )
    attempt = Attempt(
        url=capture.requested_url,
        source=notes.get("source", ""),
        started_at=capture.fetched_at,
        outcome="fetched",
        status=capture.status,
        size=len(capture.body),
        seconds=float(notes.get("fetchTimeMs", 0)) / 1000,
        robots_rule=notes.get("robots"),
        reservations=notes.get("reservations"),
        final_url=None if capture.url == capture.requested_url else capture.url,
        detail="the run was killed before it had noted this",
    )
    return Orphan(response=response, ref=ref, digest=payload_digest(capture.body), attempt=attempt)
