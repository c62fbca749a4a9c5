"""CDXJ indexes: where in a WARC file each answer lies, in the lines that pywb and cdxj-indexer write and read.

org,example)/a 20261102123015 {"url": "https://example.org/a", "mime": "text/html", "status": "200",
    "digest": "sha1:...", "length": "1219", "offset": "771", "filename": "run-1.warc.gz"}     (on one line, ASCII)
"""

import json
from collections.abc import Iterable
from datetime import UTC
from pathlib import Path

from pipeline.extract.archive.captures import Placed
from pipeline.extract.archive.surts import surt

_TEMPORARY = ".tmp"
_REVISIT = "warc/revisit"  # the media type that stands for one


def index_of(file: Path) -> Path:
    """Where the index of a WARC file lies: `run-1.cdxj` beside `run-1.warc.gz`."""
    return file.with_name(f"{file.name.removesuffix('.warc.gz')}.cdxj")


def line(placed: Placed, filename: str) -> str:
    """An answer's line, without its end."""
    fields = {
        "url": placed.url,
        "mime": _REVISIT if placed.revisit else placed.mime,
        "status": str(placed.status),
        "digest": placed.digest,
        "length": str(placed.length),
        "offset": str(placed.offset),
        "filename": filename,
    }
    named = {name: value for name, value in fields.items() if value is not None}
    return f"{surt(placed.url)} {placed.fetched_at.astimezone(UTC):%Y%m%d%H%M%S} {json.dumps(named)}"


def write(file: Path, lines: Iterable[str]) -> None:
    """Write the index of a WARC file, sorted, whole or not at all. Raises OSError when it cannot be written."""
    index = index_of(file)
    temporary = index.with_name(f"{index.name}{_TEMPORARY}")
    try:
        temporary.write_text("".join(f"{each}\n" for each in sorted(lines)), encoding="ascii")
        temporary.replace(index)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
