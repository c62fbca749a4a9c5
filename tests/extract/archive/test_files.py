import errno
import gzip
import io
import os

import pytest
from warcio.archiveiterator import ArchiveIterator

from pipeline.errors import StoreError
from pipeline.extract.archive import files
from pipeline.extract.archive.files import FileWriter, next_name, read
from pipeline.extract.archive.shelf import Shelf
from pipeline.extract.archive.warc import pack
from pipeline.models import CaptureRef
from tests.extract.archive.exchanges import NOON, killed, names, page, payload, recover, warcio_check, write


def end(ref: CaptureRef) -> int:
    return ref.offset + ref.length


def test_what_was_written_can_be_read(shelf: Shelf) -> None:
    (ref,) = write(shelf, "run-1", page("a"))
    capture = read(shelf, ref)
    assert ref.file == "run-1.warc.gz"
    assert (capture.url, capture.requested_url) == ("https://example.org/a", "https://example.org/a")
    assert (capture.status, capture.body, capture.fetched_at) == (200, b"<p>hello</p>", NOON)
    assert (capture.content_type, capture.charset) == ("text/html", "utf-8")
    assert capture.headers == (
        ("Content-Type", "text/html; charset=utf-8"),
        ("X-Crawler-Content-Encoding", "gzip"),
        ("X-Crawler-Content-Length", "5"),
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2"),
        ("Content-Length", "12"),
    )


def test_a_file_that_is_still_written_to_can_be_read(shelf: Shelf) -> None:
    with FileWriter(shelf, "run-1") as writer:
        first, second = writer.write(page("a", b"one")), writer.write(page("b", b"two"))
        assert names(shelf) == ["run-1.warc.gz.open"]
        assert [read(shelf, ref).body for ref in (first, second)] == [b"one", b"two"]
    assert names(shelf) == ["run-1.cdxj", "run-1.warc.gz"]
    assert [read(shelf, ref).body for ref in (first, second)] == [b"one", b"two"]


def test_what_was_packed_elsewhere_is_appended(shelf: Shelf) -> None:
    packed = pack(page("a", b"one"))
    with FileWriter(shelf, "run-1") as writer:
        ref = writer.append(packed)
    assert read(shelf, ref).body == b"one"


@pytest.mark.parametrize(
    "body",
    [b"", bytes(range(256)) * 1000, gzip.compress(b"a body that looks packed"), "Wähler™".encode()],
    ids=["empty", "binary", "gzip", "utf-8"],
)
def test_bodies_come_back_as_they_were(shelf: Shelf, body: bytes) -> None:
    (ref,) = write(shelf, "run-1", page("a", body))
    assert read(shelf, ref).body == body


def test_a_redirected_page_keeps_the_address_that_was_asked_for(shelf: Shelf) -> None:
    (ref,) = write(shelf, "run-1", page("a", final_url="https://www.example.org/2026/a?x=1"))
    capture = read(shelf, ref)
    assert capture.url == "https://www.example.org/2026/a?x=1"
    assert capture.requested_url == "https://example.org/a"


def test_warcio_check_passes(shelf: Shelf) -> None:
    write(shelf, "run-1", page("a"), page("d", b""), page("e", bytes(range(256)) * 400), notes={"source": "here"})
    assert warcio_check(shelf.folder / "run-1.warc.gz") == 0


def test_nothing_written_no_file(shelf: Shelf) -> None:
    write(shelf, "run-1")
    assert names(shelf) == []


def test_a_file_is_never_overwritten(shelf: Shelf) -> None:
    write(shelf, "run-1", page("a"))
    with pytest.raises(StoreError, match="exists already"):
        write(shelf, "run-1", page("b"))
    killed(shelf, "run-2", page("a"))
    with pytest.raises(StoreError, match="left by a killed run"):
        write(shelf, "run-2", page("b"))


def test_a_body_that_is_there_already_is_found_at_its_first_place(shelf: Shelf) -> None:
    first, again = page("a"), page("b")
    with FileWriter(shelf, "run-1") as writer:
        original = payload(first, writer.write(first))
        revisit = writer.write(again, same_as=original)
    assert read(shelf, original.ref).body == b"<p>hello</p>"
    message = (
        "a revisit record has no body: read the response record of https://example.org/a fetched 2026-11-02T12:30:15"
    )
    with pytest.raises(StoreError, match=message):
        read(shelf, revisit)


def test_names_count_up(shelf: Shelf) -> None:
    assert next_name(shelf, "run") == "run-0000"
    write(shelf, "run-0000", page("a"))
    killed(shelf, "run-0001", page("a"))
    assert next_name(shelf, "run") == "run-0002"


def test_a_full_disk_leaves_the_file_whole(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    real = files.os.write
    writer = FileWriter(shelf, "run-1")
    kept = writer.write(page("a", b"one"))

    def full(file: int, data: bytes) -> int:
        if len(data) < 300:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(file, data[:300])

    monkeypatch.setattr(files.os, "write", full)
    with pytest.raises(StoreError, match="No space left on device"):
        writer.write(page("b", b"two"))
    monkeypatch.undo()
    after = writer.write(page("c", b"three"))
    writer.close()
    assert [read(shelf, ref).body for ref in (kept, after)] == [b"one", b"three"]
    with (shelf.folder / "run-1.warc.gz").open("rb") as file:
        assert sum(1 for _ in ArchiveIterator(file)) == 5


# --- recovery ---------------------------------------------------------------------------------------------------------


def test_what_the_ledger_knows_is_kept_and_what_it_does_not_is_cut(shelf: Shelf) -> None:
    first, second, _ = killed(shelf, "run-1", page("a", b"one"), page("b", b"two"), page("c", b"three"))
    assert recover(shelf, {"run-1.warc.gz": end(second)}.__getitem__) == ["run-1.warc.gz"]
    assert names(shelf) == ["run-1.cdxj", "run-1.warc.gz"]
    assert (shelf.folder / "run-1.warc.gz").stat().st_size == end(second)
    assert [read(shelf, ref).body for ref in (first, second)] == [b"one", b"two"]
    assert warcio_check(shelf.folder / "run-1.warc.gz") == 0


def test_half_a_record_is_cut(shelf: Shelf) -> None:
    (ref,) = killed(shelf, "run-1", page("a", b"one"))
    with (shelf.folder / "run-1.warc.gz.open").open("ab") as file:
        file.write(b"\x1f\x8b half of a record")
    recover(shelf, lambda _: end(ref))
    with (shelf.folder / "run-1.warc.gz").open("rb") as file:
        assert [record.rec_type for record in ArchiveIterator(file)] == ["warcinfo", "request", "response"]


def test_a_file_of_which_nothing_is_known_goes(shelf: Shelf) -> None:
    killed(shelf, "run-1", page("a"))
    (shelf.folder / "run-2.warc.gz.open").touch()
    assert recover(shelf, lambda _: 0) == []
    assert names(shelf) == []


def test_recovering_twice_and_of_nothing(shelf: Shelf) -> None:
    assert recover(shelf, lambda _: 0) == []
    (ref,) = killed(shelf, "run-1", page("a"))
    recover(shelf, lambda _: end(ref))
    assert recover(shelf, lambda _: end(ref)) == []


def test_a_file_shorter_than_what_is_known_of_it_is_an_error(shelf: Shelf) -> None:
    (ref,) = killed(shelf, "run-1", page("a"))
    with pytest.raises(StoreError, match="before its last capture"):
        recover(shelf, lambda _: end(ref) + 1)
    assert names(shelf) == ["run-1.warc.gz.open"]


def test_a_taken_name_is_an_error(shelf: Shelf) -> None:
    (ref,) = killed(shelf, "run-1", page("a"))
    (shelf.folder / "run-1.warc.gz").touch()
    with pytest.raises(StoreError, match="exists already"):
        recover(shelf, lambda _: end(ref))


def index(shelf: Shelf) -> str:
    return (shelf.folder / "run-1.cdxj").read_text()


def test_a_recovered_file_has_an_index_of_what_was_kept(shelf: Shelf) -> None:
    refs = killed(shelf, "run-1", page("b", b"two"), page("a", b"one"), page("c", b"three"))
    recover(shelf, lambda _: end(refs[1]))
    assert index(shelf) == (
        'org,example)/a 20261102123015 {"url": "https://example.org/a", "mime": "text/html", "status": "200", '
        '"digest": "sha1:7YC3ZXG4JEUACJ4BUXY2FJ34XNJZRYIG", '
        f'"length": "{refs[1].length}", "offset": "{refs[1].offset}", "filename": "run-1.warc.gz"}}\n'
        'org,example)/b 20261102123015 {"url": "https://example.org/b", "mime": "text/html", "status": "200", '
        '"digest": "sha1:VV4C5TNMO4H4N242MLSE7EEHH64X7MTL", '
        f'"length": "{refs[0].length}", "offset": "{refs[0].offset}", "filename": "run-1.warc.gz"}}\n'
    )


def test_an_index_that_is_missing_is_made_up_for(shelf: Shelf) -> None:
    first, again = page("b", b"two"), page("a", b"two")
    with FileWriter(shelf, "run-1") as writer:
        writer.write(again, same_as=payload(first, writer.write(first)))
    expected = index(shelf)
    (shelf.folder / "run-1.cdxj").unlink()
    (shelf.folder / "run-1.cdxj.tmp").write_text("half an index")
    assert recover(shelf, lambda _: 0) == []
    assert names(shelf) == ["run-1.cdxj", "run-1.warc.gz"]
    assert index(shelf) == expected


def test_an_index_that_is_there_is_left_alone(shelf: Shelf) -> None:
    write(shelf, "run-1", page("a"))
    (shelf.folder / "run-1.cdxj").write_text("mine")
    recover(shelf, lambda _: 0)
    assert index(shelf) == "mine"


@pytest.mark.parametrize("kept", [0.01, 0.5, 0.9])
def test_a_damaged_file_is_not_indexed_in_silence(shelf: Shelf, kept: float) -> None:
    write(shelf, "run-1", page("a", os.urandom(2000)), page("b", os.urandom(2000)))
    file = shelf.folder / "run-1.warc.gz"
    os.truncate(file, int(file.stat().st_size * kept))
    (shelf.folder / "run-1.cdxj").unlink()
    with pytest.raises(
        StoreError, match=r"run-1.warc.gz is damaged after byte \d+.*; restore it, or move it elsewhere"
    ):
        recover(shelf, lambda _: 0)


# --- references that are wrong ----------------------------------------------------------------------------------------


def test_a_missing_file(shelf: Shelf) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        read(shelf, CaptureRef(file="run-1.warc.gz", offset=0, length=10))


@pytest.mark.parametrize(("offset", "length"), [(0, 200), (7, 100), (10**6, 100)])
def test_a_reference_that_is_no_response(shelf: Shelf, offset: int, length: int) -> None:
    write(shelf, "run-1", page("a"))
    with pytest.raises(StoreError):
        read(shelf, CaptureRef(file="run-1.warc.gz", offset=offset, length=length))


def test_a_body_whose_end_is_missing_is_noticed(shelf: Shelf) -> None:
    (ref,) = write(shelf, "run-1", page("a", os.urandom(2000)))
    os.truncate(shelf.folder / ref.file, end(ref) - 1000)
    with pytest.raises(StoreError, match="bytes are missing"):
        read(shelf, ref)


def test_a_body_that_was_damaged_is_noticed(shelf: Shelf) -> None:
    (ref,) = write(shelf, "run-1", page("a", b"<p>hello</p>"))
    path = shelf.folder / "run-1.warc.gz"
    data = path.read_bytes()
    record = gzip.decompress(data[ref.offset :]).replace(b"hello", b"hullo")
    damaged = io.BytesIO()
    with gzip.GzipFile(fileobj=damaged, mode="wb") as packed:
        packed.write(record)
    path.write_bytes(data[: ref.offset] + damaged.getvalue())
    with pytest.raises(StoreError, match="digest"):
        read(shelf, CaptureRef(file=ref.file, offset=ref.offset, length=len(damaged.getvalue())))
