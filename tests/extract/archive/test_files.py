import errno
import gzip
import io
import os
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from pipeline.errors import StoreError
from pipeline.extract.archive import files
from pipeline.extract.archive.files import ArchiveWriter, next_name, read
from pipeline.extract.archive.warc import pack
from pipeline.models import CaptureRef
from tests.extract.archive.exchanges import NOON, killed, names, page, payload, recover, warcio_check, write


def end(ref: CaptureRef) -> int:
    return ref.offset + ref.length


def test_what_was_written_can_be_read(tmp_path: Path) -> None:
    (ref,) = write(tmp_path, "run-1", page("a"))
    capture = read(tmp_path, ref)
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


def test_a_file_that_is_still_written_to_can_be_read(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, "run-1") as writer:
        first, second = writer.write(page("a", b"one")), writer.write(page("b", b"two"))
        assert names(tmp_path) == ["run-1.warc.gz.open"]
        assert [read(tmp_path, ref).body for ref in (first, second)] == [b"one", b"two"]
    assert names(tmp_path) == ["run-1.cdxj", "run-1.warc.gz"]
    assert [read(tmp_path, ref).body for ref in (first, second)] == [b"one", b"two"]


def test_what_was_packed_elsewhere_is_appended(tmp_path: Path) -> None:
    packed = pack(page("a", b"one"))
    with ArchiveWriter(tmp_path, "run-1") as writer:
        ref = writer.append(packed)
    assert read(tmp_path, ref).body == b"one"


@pytest.mark.parametrize(
    "body",
    [b"", bytes(range(256)) * 1000, gzip.compress(b"a body that looks packed"), "Wähler™".encode()],
    ids=["empty", "binary", "gzip", "utf-8"],
)
def test_bodies_come_back_as_they_were(tmp_path: Path, body: bytes) -> None:
    (ref,) = write(tmp_path, "run-1", page("a", body))
    assert read(tmp_path, ref).body == body


def test_a_redirected_page_keeps_the_address_that_was_asked_for(tmp_path: Path) -> None:
    (ref,) = write(tmp_path, "run-1", page("a", final_url="https://www.example.org/2026/a?x=1"))
    capture = read(tmp_path, ref)
    assert capture.url == "https://www.example.org/2026/a?x=1"
    assert capture.requested_url == "https://example.org/a"


def test_warcio_check_passes(tmp_path: Path) -> None:
    write(tmp_path, "run-1", page("a"), page("d", b""), page("e", bytes(range(256)) * 400), notes={"source": "here"})
    assert warcio_check(tmp_path / "run-1.warc.gz") == 0


def test_nothing_written_no_file(tmp_path: Path) -> None:
    write(tmp_path / "archive", "run-1")
    assert names(tmp_path) == []


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    write(tmp_path, "run-1", page("a"))
    with pytest.raises(StoreError, match="exists already"):
        write(tmp_path, "run-1", page("b"))
    killed(tmp_path, "run-2", page("a"))
    with pytest.raises(StoreError, match="left by a killed run"):
        write(tmp_path, "run-2", page("b"))


def test_a_body_that_is_there_already_is_found_at_its_first_place(tmp_path: Path) -> None:
    first, again = page("a"), page("b")
    with ArchiveWriter(tmp_path, "run-1") as writer:
        original = payload(first, writer.write(first))
        revisit = writer.write(again, same_as=original)
    assert read(tmp_path, original.ref).body == b"<p>hello</p>"
    message = (
        "a revisit record has no body: read the response record of https://example.org/a fetched 2026-11-02T12:30:15"
    )
    with pytest.raises(StoreError, match=message):
        read(tmp_path, revisit)


def test_names_count_up(tmp_path: Path) -> None:
    assert next_name(tmp_path, "run") == "run-0000"
    write(tmp_path, "run-0000", page("a"))
    killed(tmp_path, "run-0001", page("a"))
    assert next_name(tmp_path, "run") == "run-0002"


def test_a_full_disk_leaves_the_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = files.os.write
    writer = ArchiveWriter(tmp_path, "run-1")
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
    assert [read(tmp_path, ref).body for ref in (kept, after)] == [b"one", b"three"]
    with (tmp_path / "run-1.warc.gz").open("rb") as file:
        assert sum(1 for _ in ArchiveIterator(file)) == 5


# --- recovery ---------------------------------------------------------------------------------------------------------


def test_what_the_ledger_knows_is_kept_and_what_it_does_not_is_cut(tmp_path: Path) -> None:
    first, second, _ = killed(tmp_path, "run-1", page("a", b"one"), page("b", b"two"), page("c", b"three"))
    assert recover(tmp_path, {"run-1.warc.gz": end(second)}.__getitem__) == ["run-1.warc.gz"]
    assert names(tmp_path) == ["run-1.cdxj", "run-1.warc.gz"]
    assert (tmp_path / "run-1.warc.gz").stat().st_size == end(second)
    assert [read(tmp_path, ref).body for ref in (first, second)] == [b"one", b"two"]
    assert warcio_check(tmp_path / "run-1.warc.gz") == 0


def test_half_a_record_is_cut(tmp_path: Path) -> None:
    (ref,) = killed(tmp_path, "run-1", page("a", b"one"))
    with (tmp_path / "run-1.warc.gz.open").open("ab") as file:
        file.write(b"\x1f\x8b half of a record")
    recover(tmp_path, lambda _: end(ref))
    with (tmp_path / "run-1.warc.gz").open("rb") as file:
        assert [record.rec_type for record in ArchiveIterator(file)] == ["warcinfo", "request", "response"]


def test_a_file_of_which_nothing_is_known_goes(tmp_path: Path) -> None:
    killed(tmp_path, "run-1", page("a"))
    (tmp_path / "run-2.warc.gz.open").touch()
    assert recover(tmp_path, lambda _: 0) == []
    assert names(tmp_path) == []


def test_recovering_twice_and_of_nothing(tmp_path: Path) -> None:
    (ref,) = killed(tmp_path, "run-1", page("a"))
    recover(tmp_path, lambda _: end(ref))
    assert recover(tmp_path, lambda _: end(ref)) == []
    assert recover(tmp_path / "missing", lambda _: 0) == []


def test_a_file_shorter_than_what_is_known_of_it_is_an_error(tmp_path: Path) -> None:
    (ref,) = killed(tmp_path, "run-1", page("a"))
    with pytest.raises(StoreError, match="before its last capture"):
        recover(tmp_path, lambda _: end(ref) + 1)
    assert names(tmp_path) == ["run-1.warc.gz.open"]


def test_a_taken_name_is_an_error(tmp_path: Path) -> None:
    (ref,) = killed(tmp_path, "run-1", page("a"))
    (tmp_path / "run-1.warc.gz").touch()
    with pytest.raises(StoreError, match="exists already"):
        recover(tmp_path, lambda _: end(ref))


def index(folder: Path) -> str:
    return (folder / "run-1.cdxj").read_text()


def test_a_recovered_file_has_an_index_of_what_was_kept(tmp_path: Path) -> None:
    refs = killed(tmp_path, "run-1", page("b", b"two"), page("a", b"one"), page("c", b"three"))
    recover(tmp_path, lambda _: end(refs[1]))
    assert index(tmp_path) == (
        'org,example)/a 20261102123015 {"url": "https://example.org/a", "mime": "text/html", "status": "200", '
        '"digest": "sha1:7YC3ZXG4JEUACJ4BUXY2FJ34XNJZRYIG", '
        f'"length": "{refs[1].length}", "offset": "{refs[1].offset}", "filename": "run-1.warc.gz"}}\n'
        'org,example)/b 20261102123015 {"url": "https://example.org/b", "mime": "text/html", "status": "200", '
        '"digest": "sha1:VV4C5TNMO4H4N242MLSE7EEHH64X7MTL", '
        f'"length": "{refs[0].length}", "offset": "{refs[0].offset}", "filename": "run-1.warc.gz"}}\n'
    )


def test_an_index_that_is_missing_is_made_up_for(tmp_path: Path) -> None:
    first, again = page("b", b"two"), page("a", b"two")
    with ArchiveWriter(tmp_path, "run-1") as writer:
        writer.write(again, same_as=payload(first, writer.write(first)))
    expected = index(tmp_path)
    (tmp_path / "run-1.cdxj").unlink()
    (tmp_path / "run-1.cdxj.tmp").write_text("half an index")
    assert recover(tmp_path, lambda _: 0) == []
    assert names(tmp_path) == ["run-1.cdxj", "run-1.warc.gz"]
    assert index(tmp_path) == expected


def test_an_index_that_is_there_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "run-1", page("a"))
    (tmp_path / "run-1.cdxj").write_text("mine")
    recover(tmp_path, lambda _: 0)
    assert index(tmp_path) == "mine"


@pytest.mark.parametrize("kept", [0.01, 0.5, 0.9])
def test_a_damaged_file_is_not_indexed_in_silence(tmp_path: Path, kept: float) -> None:
    write(tmp_path, "run-1", page("a", os.urandom(2000)), page("b", os.urandom(2000)))
    file = tmp_path / "run-1.warc.gz"
    os.truncate(file, int(file.stat().st_size * kept))
    (tmp_path / "run-1.cdxj").unlink()
    with pytest.raises(
        StoreError, match=r"run-1.warc.gz is damaged after byte \d+.*; restore it, or move it elsewhere"
    ):
        recover(tmp_path, lambda _: 0)


# --- references that are wrong ----------------------------------------------------------------------------------------


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        read(tmp_path, CaptureRef(file="run-1.warc.gz", offset=0, length=10))


@pytest.mark.parametrize(("offset", "length"), [(0, 200), (7, 100), (10**6, 100)])
def test_a_reference_that_is_no_response(tmp_path: Path, offset: int, length: int) -> None:
    write(tmp_path, "run-1", page("a"))
    with pytest.raises(StoreError):
        read(tmp_path, CaptureRef(file="run-1.warc.gz", offset=offset, length=length))


def test_a_body_whose_end_is_missing_is_noticed(tmp_path: Path) -> None:
    (ref,) = write(tmp_path, "run-1", page("a", os.urandom(2000)))
    os.truncate(tmp_path / ref.file, end(ref) - 1000)
    with pytest.raises(StoreError, match="bytes are missing"):
        read(tmp_path, ref)


def test_a_body_that_was_damaged_is_noticed(tmp_path: Path) -> None:
    (ref,) = write(tmp_path, "run-1", page("a", b"<p>hello</p>"))
    path = tmp_path / "run-1.warc.gz"
    data = path.read_bytes()
    record = gzip.decompress(data[ref.offset :]).replace(b"hello", b"hullo")
    damaged = io.BytesIO()
    with gzip.GzipFile(fileobj=damaged, mode="wb") as packed:
        packed.write(record)
    path.write_bytes(data[: ref.offset] + damaged.getvalue())
    with pytest.raises(StoreError, match="digest"):
        read(tmp_path, CaptureRef(file=ref.file, offset=ref.offset, length=len(damaged.getvalue())))
