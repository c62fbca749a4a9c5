"""What the archive's tests share: responses, archives of them, and how warcio and FastWARC read these."""

import argparse
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecord
from warcio.checker import Checker

from pipeline.extract.archive import files
from pipeline.extract.archive.files import FileWriter
from pipeline.extract.archive.shelf import Shelf
from pipeline.extract.archive.warc import pack
from pipeline.models import CaptureRef, Payload, Response, Validators

NOON = datetime(2026, 11, 2, 12, 30, 15, 123456, tzinfo=UTC)
HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Encoding", "gzip"),
    ("Content-Length", "5"),
    ("Set-Cookie", "a=1"),
    ("Set-Cookie", "b=2"),
)


def page(name: str, body: bytes = b"<p>hello</p>", **changes: object) -> Response:
    url = f"https://example.org/{name}"
    values: dict[str, object] = {
        "url": url,
        "final_url": url,
        "status": 200,
        "reason": "OK",
        "headers": HEADERS,
        "request_headers": (("User-Agent", "copydesk-test/1.0"),),
        "body": body,
        "fetched_at": NOON,
        "validators": Validators(),
    }
    return Response(**{**values, **changes})  # type: ignore[arg-type]


def write(shelf: Shelf, name: str, *pages: Response, notes: Mapping[str, str] | None = None) -> list[CaptureRef]:
    with FileWriter(shelf, name) as writer:
        return [writer.write(each, notes=notes or {}) for each in pages]


def payload(response: Response, ref: CaptureRef) -> Payload:
    """The body of a response that was written, as a ledger remembers it."""
    return Payload(digest=pack(response).digest, ref=ref, url=response.final_url, fetched_at=response.fetched_at)


def killed(shelf: Shelf, name: str, *pages: Response) -> list[CaptureRef]:
    """What a process leaves behind that is killed after writing these."""
    writer = FileWriter(shelf, name)
    refs = [writer.write(each) for each in pages]
    with pytest.raises(KeyboardInterrupt), writer:
        raise KeyboardInterrupt
    return refs


def recover(shelf: Shelf, known: Callable[[str], int]) -> list[str]:
    """Recover for a caller who wants none of what it does not know."""
    return files.recover(shelf, known, lambda _: False)


def names(shelf: Shelf) -> list[str]:
    """The files in the archive's local folder."""
    return sorted(path.name for path in shelf.folder.glob("*"))


def warcio_check(file: Path) -> int:
    """What `warcio check` ends with: 0 when every digest is right."""
    return int(Checker(argparse.Namespace(inputs=[str(file)], verbose=False)).process_all())


def fastwarc_records(file: Path) -> list[WarcRecord]:
    """Every record as FastWARC reads it, kept in memory."""
    records = []
    for record in ArchiveIterator(str(file)):
        record.freeze()
        records.append(record)
    return records
