"""WARC files as others write them, by warcio."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML = ("Content-Type", "text/html; charset=utf-8")
NOON = "2026-11-02T12:00:00Z"


def story(title: str, words: str = "council") -> bytes:
    """A page with an article of its own."""
    paragraphs = "".join(
        f"<p>The {words} of Port Ellery voted {number} to four on Monday to keep the night ferry running, which three "
        f"hundred shift workers depend on when they go home after {number} in the morning, as {title} says.</p>"
        for number in ("nine", "eight", "seven")
    )
    page = (
        f"<html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body>"
    )
    return page.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An answer. body: as it came over the wire."""

    url: str
    body: bytes = b""
    at: str = NOON
    status: str = "200 OK"
    headers: Sequence[tuple[str, str]] = (HTML,)
    kind: str = "response"


def write_warc(file: Path, records: Iterable[Record]) -> Path:
    """Gzipped record by record when the name ends so."""
    with file.open("wb") as stream:
        writer = WARCWriter(stream, gzip=file.name.endswith(".gz"))
        writer.write_record(writer.create_warcinfo_record(file.name, {"software": "a test"}))
        for one in records:
            writer.write_record(
                writer.create_warc_record(
                    one.url,
                    one.kind,
                    payload=io.BytesIO(one.body),
                    length=len(one.body),  # unless it is told, warcio leaves a temporary file open
                    http_headers=StatusAndHeaders(one.status, [*one.headers], protocol="HTTP/1.1"),
                    warc_headers_dict={"WARC-Date": one.at},
                )
            )
    return file
