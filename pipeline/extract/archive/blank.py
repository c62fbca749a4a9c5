"""Records of the archive blanked where they stand: another of the same length takes the place of each.

What takes it is a metadata record that tells the date. No other record moves, so every reference stays right.
"""

import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from pipeline.errors import StoreError
from pipeline.extract.archive.finished import index_name, indexed, warc_name
from pipeline.storage import Store

_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"  # gzip's, with nothing optional in it
_TRAILER = 8
_BLOCK_HEADER, _BLOCK = 5, 0xFFFF  # of deflate's stored blocks: what goes before, and the most that one holds
_END = b"\r\n\r\n"
_DAMAGED = (ArchiveLoadFailed, EOFError, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """A record of a WARC file. of: the id of the answer to whose exchange it belongs; its own for an answer."""

    kind: str
    of: str
    url: str
    offset: int
    length: int


def blank_member(length: int, when: datetime) -> bytes:
    """A gzip member of exactly so many bytes with a WARC record that says «taken down» and when.

    length: at least 250, which the shortest record of an exchange has.
    """
    blocks = -(-(length - len(_HEADER) - _TRAILER) // (_BLOCK + _BLOCK_HEADER))
    record = _blank_record(length - len(_HEADER) - _TRAILER - blocks * _BLOCK_HEADER, when)
    packed = b"".join(_stored(record, number, last=number == blocks - 1) for number in range(blocks))
    trailer = zlib.crc32(record).to_bytes(4, "little") + len(record).to_bytes(4, "little")
    return _HEADER + packed + trailer


def blank(store: Store, file: str, offsets: Collection[int], addresses: Collection[str], when: datetime) -> int:
    """Blank the exchanges whose answer lies at one of the offsets or came from one of the addresses; how many records.

    Their lines go from the index. The file is replaced whole or not at all; a repeated call finds nothing to do. Raises
    StoreError for a damaged file.
    """
    work = store.work / ".keeping" / file
    work.parent.mkdir(parents=True, exist_ok=True)
    try:
        store.download(warc_name(file), work)
        blanked = _chosen(list(_records_in(work)), offsets, addresses)
        if blanked:
            with work.open("r+b") as stream:
                for record in blanked:
                    stream.seek(record.offset)
                    stream.write(blank_member(record.length, when))
            store.upload(work, warc_name(file))
    finally:
        work.unlink(missing_ok=True)
    _leave_out(store, file, {*offsets, *(record.offset for record in blanked)})
    return len(blanked)


def _blank_record(length: int, when: datetime) -> bytes:
    """Digits of a fixed number say how long the content is: so every length can be had."""
    fields = (
        "WARC/1.1",
        "WARC-Type: metadata",
        f"WARC-Record-ID: <urn:uuid:{uuid4()}>",
        f"WARC-Date: {when:%Y-%m-%dT%H:%M:%SZ}",
        "Content-Type: text/plain",
        "Content-Length: ",
    )
    head = "\r\n".join(fields).encode()
    size = length - len(head) - 10 - 2 * len(_END)
    content = f"taken down {when:%Y-%m-%d}".encode().ljust(size)
    if len(content) != size:
        raise ValueError(f"a record of {length} bytes is too short to be blanked")
    return head + f"{size:010d}".encode() + _END + content + _END


def _stored(record: bytes, number: int, *, last: bool) -> bytes:
    part = record[number * _BLOCK : (number + 1) * _BLOCK]
    size = len(part).to_bytes(2, "little")
    return bytes([last]) + size + bytes(byte ^ 0xFF for byte in size) + part


def _records_in(path: Path) -> Iterator[_Record]:
    end = 0
    try:
        with path.open("rb") as stream:
            records = ArchiveIterator(stream)
            for record in records:
                one = _record(record, records)
                end = one.offset + one.length
                yield one
            if end != path.stat().st_size:
                raise EOFError("half a record")
    except _DAMAGED as error:
        raise StoreError(f"{path.name} is damaged after byte {end}, nothing in it was blanked: {error}") from error


def _record(record: ArcWarcRecord, records: ArchiveIterator) -> _Record:
    header = record.rec_headers.get_header
    records.read_to_end()
    if record.raw_stream.limit:  # warcio takes the end of the file for the end of its last record
        raise EOFError("half a record")
    return _Record(
        kind=record.rec_type,
        of=header("WARC-Concurrent-To") or header("WARC-Record-ID"),
        url=header("WARC-Target-URI") or "",
        offset=records.get_record_offset(),
        length=records.get_record_length(),
    )


def _chosen(records: list[_Record], offsets: Collection[int], addresses: Collection[str]) -> list[_Record]:
    answers = {"response", "revisit"}
    of = {one.of for one in records if one.kind in answers and (one.offset in offsets or one.url in addresses)}
    return [one for one in records if one.of in of]


def _leave_out(store: Store, file: str, offsets: Collection[int]) -> None:
    lines = list(indexed(store, file))
    left = [one.line for one in lines if one.offset not in offsets]
    if len(left) < len(lines):
        store.write(index_name(file), b"".join(line + b"\n" for line in left))
