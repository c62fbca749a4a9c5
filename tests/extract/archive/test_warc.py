"""Records as warcio and FastWARC read them, which were written by others."""

import tempfile

import pytest
from fastwarc.warc import WarcRecord
from hypothesis import example, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from pipeline.extract.archive.files import FileWriter, read
from pipeline.extract.archive.shelf import Shelf
from pipeline.storage import Store
from tests.extract.archive.exchanges import fastwarc_records, page, payload, warcio_check, write

NOTES = {"source": "example", "robots": "allowed", "fetchTimeMs": "120"}
_TOKEN = st.characters(min_codepoint=0x21, max_codepoint=0xFF, exclude_characters=":")
_VALUE = st.characters(min_codepoint=0x20, max_codepoint=0xFF)
_NAMES = st.text(_TOKEN, min_size=1, max_size=12) | st.sampled_from(["Content-Length", "content-length", "Set-Cookie"])
_HEADERS = st.lists(st.tuples(_NAMES, st.text(_VALUE, max_size=30).map(str.strip)), max_size=8)
_REASONS = st.text(_VALUE, max_size=20).map(lambda text: " ".join(text.split()))


def test_an_exchange_has_a_request_a_metadata_and_a_response_record(shelf: Shelf) -> None:
    write(shelf, "run-1", page("a?b=c"), page("d", b""), notes=NOTES)
    kinds = [(record.headers["WARC-Type"], record.headers.get("WARC-Target-URI")) for record in records(shelf)]
    assert kinds == [
        ("warcinfo", None),
        ("request", "https://example.org/a?b=c"),
        ("metadata", "https://example.org/a?b=c"),
        ("response", "https://example.org/a?b=c"),
        ("request", "https://example.org/d"),
        ("metadata", "https://example.org/d"),
        ("response", "https://example.org/d"),
    ]


def test_without_notes_there_is_no_metadata_record(shelf: Shelf) -> None:
    write(shelf, "run-1", page("a"))
    assert [record.headers["WARC-Type"] for record in records(shelf)] == ["warcinfo", "request", "response"]


def test_request_and_metadata_name_their_response(shelf: Shelf) -> None:
    write(shelf, "run-1", page("a?b=c"), notes={**NOTES, "reservations": "X-Robots-Tag: noai,\r\n noimageai"})
    _, asked, notes, answer = records(shelf)
    assert asked.headers["WARC-Concurrent-To"] == notes.headers["WARC-Concurrent-To"] == answer.record_id
    assert asked.http_headers.status_line == "GET /a?b=c HTTP/1.1"
    assert list(asked.http_headers) == [("Host", "example.org"), ("User-Agent", "copydesk-test/1.0")]
    assert notes.headers["Content-Type"] == "application/warc-fields"
    assert notes.reader.read() == (
        b"source: example\r\nrobots: allowed\r\nfetchTimeMs: 120\r\nreservations: X-Robots-Tag: noai,  noimageai\r\n"
    )


def test_a_response_record_says_what_was_received(shelf: Shelf) -> None:
    write(shelf, "run-1", page("a", final_url="https://www.example.org/a"))
    *_, answer = records(shelf)
    assert dict(answer.headers) == {
        "WARC-Type": "response",
        "WARC-Record-ID": answer.record_id,
        "WARC-Date": "2026-11-02T12:30:15.123456Z",
        "WARC-Target-URI": "https://www.example.org/a",
        "X-Crawler-Requested-URI": "https://example.org/a",
        "WARC-Payload-Digest": "sha1:EH2SPSI2J7IA53E7X7MLVOIBNGZPXYIP",
        "WARC-Block-Digest": "sha1:AXK3O22U43A7CX4IIN2ZE7H2FBVYXM2F",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": "188",
    }
    assert answer.http_headers.status_line == "HTTP/1.1 200 OK"
    assert list(answer.http_headers) == [
        ("Content-Type", "text/html; charset=utf-8"),
        ("X-Crawler-Content-Encoding", "gzip"),
        ("X-Crawler-Content-Length", "5"),
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2"),
        ("Content-Length", "12"),
    ]
    assert answer.verify_payload_digest()
    assert answer.reader.read() == b"<p>hello</p>"


def test_the_same_body_again_is_a_revisit_record(shelf: Shelf) -> None:
    first, again = page("a"), page("b", headers=(("Content-Type", "text/html"), ("ETag", '"2"')))
    with FileWriter(shelf, "run-1") as writer:
        writer.write(again, same_as=payload(first, writer.write(first)), notes=NOTES)
    *_, asked, notes, revisit = records(shelf)
    assert asked.headers["WARC-Concurrent-To"] == notes.headers["WARC-Concurrent-To"] == revisit.record_id
    assert dict(revisit.headers) == {
        "WARC-Type": "revisit",
        "WARC-Record-ID": revisit.record_id,
        "WARC-Date": "2026-11-02T12:30:15.123456Z",
        "WARC-Target-URI": "https://example.org/b",
        "WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
        "WARC-Refers-To-Target-URI": "https://example.org/a",
        "WARC-Refers-To-Date": "2026-11-02T12:30:15.123456Z",
        "WARC-Payload-Digest": "sha1:EH2SPSI2J7IA53E7X7MLVOIBNGZPXYIP",
        "WARC-Block-Digest": "sha1:XNTNSCP4RV44OZRTMKBTGKNVTW3AQ3VF",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": "75",
    }
    assert list(revisit.http_headers) == [("Content-Type", "text/html"), ("ETag", '"2"'), ("Content-Length", "12")]
    assert revisit.reader.read() == b""
    assert warcio_check(shelf.folder / "run-1.warc.gz") == 0


def test_a_header_folded_over_two_lines_becomes_one(shelf: Shelf) -> None:
    write(shelf, "run-1", page("a", headers=(("X-Long", "one,\r\n two"),)))
    *_, answer = records(shelf)
    assert answer.http_headers["X-Long"] == "one,  two"


@settings(max_examples=60)
@given(reason=_REASONS, headers=_HEADERS, body=st.binary(max_size=200))
@example(reason="Très bien", headers=[("X-Titel", "Wähler"), ("X-\xff", "\xfe")], body=b"")
@example(
    reason="", headers=[("Content-Length", "3"), ("Content-Length", "4"), ("Transfer-Encoding", "chunked")], body=b"x"
)
@example(reason="OK", headers=[], body=bytes(range(256)) * 40_000)
def test_whatever_a_server_sends_others_read_it_as_it_was(
    reason: str, headers: list[tuple[str, str]], body: bytes
) -> None:
    with tempfile.TemporaryDirectory() as name:
        shelf = Shelf(store=Store.at(name))
        (ref,) = write(shelf, "run-1", page("a", body, reason=reason, headers=tuple(headers)))
        assert warcio_check(shelf.folder / "run-1.warc.gz") == 0
        *_, answer = records(shelf)
        assert answer.http_headers.status_line_bytes == f"HTTP/1.1 200 {reason}".strip().encode("latin-1")
        assert list(answer.http_headers.items_bytes()) == [*map(kept, headers), (b"Content-Length", b"%d" % len(body))]
        assert answer.reader.read() == body
        assert read(shelf, ref).body == body


def kept(header: tuple[str, str]) -> tuple[bytes, bytes]:
    """A header as it is to lie in the record: Latin-1 stands for the bytes that were received."""
    name, value = (part.encode("latin-1") for part in header)
    wire = name.lower() in {b"content-length", b"content-encoding", b"transfer-encoding"}
    return (b"X-Crawler-" + name if wire else name, value)


def test_characters_that_no_header_can_have_are_replaced(shelf: Shelf) -> None:
    (ref,) = write(shelf, "run-1", page("a", headers=(("X-Odd", "a\u2014b"),), reason="\ud800"))
    *_, answer = records(shelf)
    assert (answer.http_headers["X-Odd"], answer.http_headers.status_line) == ("a?b", "HTTP/1.1 200 ?")
    assert read(shelf, ref).status == 200


def test_ten_megabytes(shelf: Shelf) -> None:
    body = bytes(range(250)) * 40_000
    (ref,) = write(shelf, "run-1", page("a", body))
    *_, answer = records(shelf)
    assert answer.reader.read() == body
    assert read(shelf, ref).body == body


@pytest.mark.parametrize("member", ["warcinfo", "request", "response"])
def test_each_record_is_a_gzip_member_of_its_own(shelf: Shelf, member: str) -> None:
    write(shelf, "run-1", page("a"))
    data = (shelf.folder / "run-1.warc.gz").read_bytes()
    with (shelf.folder / "run-1.warc.gz").open("rb") as file:
        stream = ArchiveIterator(file)
        placed = {record.rec_type: (stream.get_record_offset(), stream.get_record_length()) for record in stream}
    offset, length = placed[member]
    assert data[offset : offset + 4] == b"\x1f\x8b\x08\x00"
    (shelf.folder / "one.warc.gz").write_bytes(data[offset : offset + length])
    assert [record.headers["WARC-Type"] for record in fastwarc_records(shelf.folder / "one.warc.gz")] == [member]


def records(shelf: Shelf) -> list[WarcRecord]:
    return fastwarc_records(shelf.folder / "run-1.warc.gz")


def test_a_request_that_nobody_knows_is_not_made_up(shelf: Shelf) -> None:
    write(shelf, "run-1", page("copied", request_headers=()))
    with (shelf.folder / "run-1.warc.gz").open("rb") as stream:
        assert [record.rec_type for record in ArchiveIterator(stream)] == ["warcinfo", "response"]
