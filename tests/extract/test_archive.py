import argparse
import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from pipeline.errors import StoreError
from pipeline.extract import archive
from pipeline.extract.archive import ArchiveWriter, next_name, read, recover
from pipeline.models import CaptureRef, Response, Validators

NOON = datetime(2026, 11, 2, 12, 30, 15, 123456, tzinfo=UTC)


def page(name: str, body: bytes = b"<p>hello</p>", **changes: object) -> Response:
    url = f"https://example.org/{name}"
    values: dict[str, object] = {
        "url": url,
        "final_url": url,
        "status": 200,
        "reason": "OK",
        "headers": (
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Encoding", "gzip"),
            ("Content-Length", "5"),
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"),
        ),
        "request_headers": (("User-Agent", "copydesk-test/1.0"),),
        "body": body,
        "fetched_at": NOON,
        "validators": Validators(),
    }
    return Response(**{**values, **changes})  # type: ignore[arg-type]


def write(folder: Path, name: str, *pages: Response) -> list[CaptureRef]:
    with ArchiveWriter(folder, name) as writer:
        return [writer.write(each) for each in pages]


def killed(folder: Path, name: str, *pages: Response) -> list[CaptureRef]:
    """What a process leaves behind that is killed after writing these."""
    writer = ArchiveWriter(folder, name)
    refs = [writer.write(each) for each in pages]
    with pytest.raises(KeyboardInterrupt), writer:
        raise KeyboardInterrupt
    return refs


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


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
    assert names(tmp_path) == ["run-1.warc.gz"]
    assert [read(tmp_path, ref).body for ref in (first, second)] == [b"one", b"two"]


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


def test_headers_beyond_ascii_do_no_harm(tmp_path: Path) -> None:
    headers = (("Content-Type", "text/html"), ("X-Title", "WÃ¤hler"), ("X-Odd", "\x80"))
    (ref,) = write(tmp_path, "run-1", page("a", headers=headers, reason="Très bien"))
    assert read(tmp_path, ref).body == b"<p>hello</p>"
    assert read(tmp_path, ref).content_type == "text/html"


def test_the_file_is_warc_as_others_read_it(tmp_path: Path) -> None:
    write(tmp_path, "run-1", page("a?b=c"), page("d", b""), page("e", b"x" * 100_000))
    path = tmp_path / "run-1.warc.gz"
    with path.open("rb") as file:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.rec_headers.protocol)
            for record in ArchiveIterator(file)
        ]
    assert records == [
        ("warcinfo", None, "WARC/1.1"),
        ("request", "https://example.org/a?b=c", "WARC/1.1"),
        ("response", "https://example.org/a?b=c", "WARC/1.1"),
        ("request", "https://example.org/d", "WARC/1.1"),
        ("response", "https://example.org/d", "WARC/1.1"),
        ("request", "https://example.org/e", "WARC/1.1"),
        ("response", "https://example.org/e", "WARC/1.1"),
    ]


def test_requests_are_kept_and_name_their_responses(tmp_path: Path) -> None:
    write(tmp_path, "run-1", page("a?b=c"))
    with (tmp_path / "run-1.warc.gz").open("rb") as file:
        _, asked, answer = [(record.rec_headers, record.http_headers) for record in ArchiveIterator(file)]
    assert asked[0].get_header("WARC-Concurrent-To") == answer[0].get_header("WARC-Record-ID")
    assert asked[1].to_str() == "GET /a?b=c HTTP/1.1\r\nHost: example.org\r\nUser-Agent: copydesk-test/1.0\r\n"


def test_warcio_check_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "run-1", page("a"), page("d", b""), page("e", bytes(range(256)) * 400))
    arguments = argparse.Namespace(inputs=[str(tmp_path / "run-1.warc.gz")], verbose=True)
    assert Checker(arguments).process_all() == 0
    assert capsys.readouterr().out.count("digest pass") == 7


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


def test_names_count_up(tmp_path: Path) -> None:
    assert next_name(tmp_path, "run") == "run-0000"
    write(tmp_path, "run-0000", page("a"))
    killed(tmp_path, "run-0001", page("a"))
    assert next_name(tmp_path, "run") == "run-0002"


def test_a_full_disk_leaves_the_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = archive.os.write
    writer = ArchiveWriter(tmp_path, "run-1")
    kept = writer.write(page("a", b"one"))

    def full(file: int, data: bytes) -> int:
        if len(data) < 300:
            raise OSError(28, "No space left on device")
        return real(file, data[:300])

    monkeypatch.setattr(archive.os, "write", full)
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
    assert names(tmp_path) == ["run-1.warc.gz"]
    assert (tmp_path / "run-1.warc.gz").stat().st_size == end(second)
    assert [read(tmp_path, ref).body for ref in (first, second)] == [b"one", b"two"]
    arguments = argparse.Namespace(inputs=[str(tmp_path / "run-1.warc.gz")], verbose=False)
    assert Checker(arguments).process_all() == 0


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


# --- references that are wrong ----------------------------------------------------------------------------------------


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        read(tmp_path, CaptureRef(file="run-1.warc.gz", offset=0, length=10))


@pytest.mark.parametrize(("offset", "length"), [(0, 200), (7, 100), (10**6, 100)])
def test_a_reference_that_is_no_response(tmp_path: Path, offset: int, length: int) -> None:
    write(tmp_path, "run-1", page("a"))
    with pytest.raises(StoreError):
        read(tmp_path, CaptureRef(file="run-1.warc.gz", offset=offset, length=length))


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
