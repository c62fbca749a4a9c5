"""What a store has kept, asked without the code that kept it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator


def captured(archive: Path) -> list[str]:
    """The target of every response in the archive; reading to the end shows that no file is torn."""
    return sorted(target for file in archive.glob("*.warc.gz") for target in responses_in(file))


def responses_in(file: Path) -> list[str]:
    """The target of every response in a WARC file."""
    with file.open("rb") as stream:
        return [
            record.rec_headers.get_header("WARC-Target-URI")
            for record in ArchiveIterator(stream, check_digests="raise")
            if record.rec_type == "response" and record.raw_stream.read() is not None
        ]


def in_archive(ledger: Path) -> list[str]:
    """URLs whose bytes the ledger knows to be in the archive; none where there is no ledger yet."""
    if not ledger.exists():
        return []
    with closing(sqlite3.connect(ledger)) as connection:
        return [url for (url,) in connection.execute("select url from urls where capture_file is not null")]
