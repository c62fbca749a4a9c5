"""A record is blanked by another of the same length, and every reader goes on reading the file."""

import gzip
import os
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import StoreError
from pipeline.extract.archive import blank as blanking
from pipeline.extract.archive.blank import blank, blank_member
from pipeline.extract.archive.files import FileWriter
from pipeline.extract.archive.files import read as read_capture
from pipeline.extract.archive.shelf import Shelf
from pipeline.models import CaptureRef
from pipeline.storage import Store
from tests.extract.archive.exchanges import fastwarc_records, page, payload, warcio_check, write

WHEN = datetime(2026, 11, 27, 3, tzinfo=UTC)
A, B = "https://example.org/a", "https://example.org/b"
STORED = 65_535  # the most that one of deflate's stored blocks holds


@given(st.integers(min_value=250, max_value=300_000))
@example(STORED + 22)
@example(STORED + 23)
@example(STORED + 24)
@example(STORED + 28)
@example(2 * (STORED + 5) + 18)
@example(2 * (STORED + 5) + 19)
def test_a_member_of_any_length(length: int) -> None:
    member = blank_member(length, WHEN)
    assert len(member) == length
    unpacking = zlib.decompressobj(wbits=31)
    record = unpacking.decompress(member)
    assert unpacking.eof
    assert unpacking.unused_data == b""
    head, _, rest = record.partition(b"\r\n\r\n")
    fields = dict(line.split(": ") for line in head.decode().splitlines()[1:])
    assert int(fields["Content-Length"]) == len(rest) - 4
    assert rest.endswith(b"\r\n\r\n")
    assert (fields["WARC-Type"], fields["WARC-Date"]) == ("metadata", "2026-11-27T03:00:00Z")
    assert rest.startswith(b"taken down 2026-11-27 ") or rest == b"taken down 2026-11-27\r\n\r\n"


def test_no_member_is_too_short_for_the_shortest_record_of_an_exchange(shelf: Shelf) -> None:
    bare = page("", b"", url="http://a.b/", final_url="http://a.b/", headers=(), request_headers=())
    write(shelf, "run-1", bare, notes={"source": "a"})
    lengths = [len(record) for record in split(shelf.folder / "run-1.warc.gz")]
    assert min(lengths[1:]) > 250


def split(file: Path) -> list[bytes]:
    """The gzip members of a file."""
    data, members = file.read_bytes(), []
    while data:
        unpacking = zlib.decompressobj(wbits=31)
        unpacking.decompress(data)
        members.append(data[: len(data) - len(unpacking.unused_data)])
        data = unpacking.unused_data
    return members


@pytest.fixture
def store(shelf: Shelf) -> Store:
    return shelf.store


@pytest.fixture
def refs(shelf: Shelf) -> list[CaptureRef]:
    pages = page("a", b"one" * 500), page("b", os.urandom(200_000)), page("c", b"three")
    return write(shelf, "run-1", *pages, notes={"source": "example"})


def test_the_exchange_of_an_address_is_blanked_and_no_other(store: Store, refs: list[CaptureRef]) -> None:
    file = store.work / "archive" / "run-1.warc.gz"
    before, size = split(file), file.stat().st_size
    assert blank(store, "run-1.warc.gz", (), {B}, WHEN) == 3
    after = split(file)
    assert [old == new for old, new in zip(before, after, strict=True)] == [
        True, True, True, True, False, False, False, True, True, True,
    ]  # fmt: skip
    assert file.stat().st_size == size
    assert warcio_check(file) == 0
    assert [record.headers.get("WARC-Target-URI") for record in fastwarc_records(file)] == [
        None, A, A, A, None, None, None, *["https://example.org/c"] * 3,
    ]  # fmt: skip
    assert [read_capture(Shelf(store=store), ref).body for ref in (refs[0], refs[2])] == [b"one" * 500, b"three"]
    with pytest.raises(StoreError, match="expected a response record, found metadata"):
        read_capture(Shelf(store=store), refs[1])


def test_an_answer_is_blanked_by_its_place(store: Store, refs: list[CaptureRef]) -> None:
    assert blank(store, "run-1.warc.gz", {refs[0].offset}, (), WHEN) == 3
    index = (store.work / "archive" / "run-1.cdxj").read_text()
    assert [line.split(" ")[0] for line in index.splitlines()] == ["org,example)/b", "org,example)/c"]


def test_a_revisit_is_blanked_as_well(store: Store) -> None:
    with FileWriter(Shelf(store=store), "run-1") as writer:
        original = payload(page("a"), writer.write(page("a")))
        writer.write(page("b"), same_as=original)
    assert blank(store, "run-1.warc.gz", (), {B}, WHEN) == 2
    assert b"example.org/b" not in gzip.decompress((store.work / "archive" / "run-1.warc.gz").read_bytes())


def test_blanking_again_finds_nothing(store: Store, refs: list[CaptureRef]) -> None:
    blank(store, "run-1.warc.gz", {refs[0].offset}, {B}, WHEN)
    before = (store.work / "archive" / "run-1.warc.gz").read_bytes()
    assert blank(store, "run-1.warc.gz", {refs[0].offset}, {B}, WHEN) == 0
    assert (store.work / "archive" / "run-1.warc.gz").read_bytes() == before


def test_an_index_that_a_kill_left_behind_is_made_good(
    store: Store, refs: list[CaptureRef], monkeypatch: pytest.MonkeyPatch
) -> None:
    index = store.work / "archive" / "run-1.cdxj"
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(blanking, "_leave_out", interrupted)
        blank(store, "run-1.warc.gz", {refs[1].offset}, (), WHEN)
    assert "example.org/b" in index.read_text()
    blank(store, "run-1.warc.gz", {refs[1].offset}, (), WHEN)
    assert "example.org/b" not in index.read_text()
    assert not (store.work / ".keeping" / "run-1.warc.gz").exists()


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_in_a_damaged_file_nothing_is_blanked(store: Store, refs: list[CaptureRef]) -> None:
    file = store.work / "archive" / "run-1.warc.gz"
    data = file.read_bytes()
    file.write_bytes(data[: refs[2].offset + 50])
    with pytest.raises(StoreError, match=r"run-1\.warc\.gz is damaged after byte \d+, nothing in it was blanked"):
        blank(store, "run-1.warc.gz", (), {A}, WHEN)
    assert file.read_bytes() == data[: refs[2].offset + 50]
