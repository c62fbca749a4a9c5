"""The lines are what cdxj-indexer 1.5 writes for the same archive, but for the offsets; others find records by them."""

import io
import json
from datetime import datetime, timedelta

import pytest
from fastwarc.warc import ArchiveIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from pipeline.extract.archive.files import FileWriter
from pipeline.extract.archive.shelf import Shelf
from tests.extract.archive.exchanges import NOON, page, payload, write


def lines(shelf: Shelf) -> list[tuple[str, str, dict[str, str]]]:
    """Key, timestamp and fields of each line of the index."""
    split = [line.split(" ", 2) for line in (shelf.folder / "run-1.cdxj").read_text("ascii").splitlines()]
    return [(key, when, json.loads(fields)) for key, when, fields in split]


def two_bodies_of_three_pages(shelf: Shelf) -> None:
    first = page("b?y=1&X=2", b"one")
    with FileWriter(shelf, "run-1") as writer:
        original = payload(first, writer.write(first, notes={"source": "here"}))
        writer.write(page("c", b"one"), same_as=original)
        writer.write(page("a", b"two", headers=(("Content-Type", "Text/HTML ; charset=x"),), status=203))


def test_a_line_an_answer_sorted_by_key(shelf: Shelf) -> None:
    two_bodies_of_three_pages(shelf)
    assert [(key, when) for key, when, _ in lines(shelf)] == [
        ("org,example)/a", "20261102123015"),
        ("org,example)/b?x=2&y=1", "20261102123015"),
        ("org,example)/c", "20261102123015"),
    ]
    common = {"filename": "run-1.warc.gz"}
    described = [{k: v for k, v in fields.items() if k not in {"offset", "length"}} for *_, fields in lines(shelf)]
    assert described == [
        {
            "url": "https://example.org/a",
            "mime": "text/html",
            "status": "203",
            "digest": "sha1:VV4C5TNMO4H4N242MLSE7EEHH64X7MTL",
            **common,
        },
        {
            "url": "https://example.org/b?y=1&X=2",
            "mime": "text/html",
            "status": "200",
            "digest": "sha1:7YC3ZXG4JEUACJ4BUXY2FJ34XNJZRYIG",
            **common,
        },
        {
            "url": "https://example.org/c",
            "mime": "warc/revisit",
            "status": "200",
            "digest": "sha1:7YC3ZXG4JEUACJ4BUXY2FJ34XNJZRYIG",
            **common,
        },
    ]


def test_the_order_of_fields_is_that_of_other_indexes(shelf: Shelf) -> None:
    write(shelf, "run-1", page("a"))
    ((*_, fields),) = lines(shelf)
    assert list(fields) == ["url", "mime", "status", "digest", "length", "offset", "filename"]


def test_offset_and_length_are_precisely_the_record(shelf: Shelf) -> None:
    two_bodies_of_three_pages(shelf)
    data = (shelf.folder / "run-1.warc.gz").read_bytes()
    found = []
    for *_, fields in lines(shelf):
        start, length = int(fields["offset"]), int(fields["length"])
        member = data[start : start + length]
        (fast,) = ArchiveIterator(io.BytesIO(member))
        ((kind, target),) = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"))
            for record in WarcioIterator(io.BytesIO(member))
        ]
        assert (fast.headers["WARC-Type"], fast.headers["WARC-Target-URI"]) == (kind, target)
        found.append((kind, target))
    assert found == [
        ("response", "https://example.org/a"),
        ("response", "https://example.org/b?y=1&X=2"),
        ("revisit", "https://example.org/c"),
    ]


def test_an_answer_of_no_stated_type_has_no_mime(shelf: Shelf) -> None:
    write(shelf, "run-1", page("a", headers=()))
    ((*_, fields),) = lines(shelf)
    assert "mime" not in fields


@pytest.mark.parametrize("hours", [0, 14])
def test_timestamps_are_in_utc(shelf: Shelf, hours: int) -> None:
    fetched_at: datetime = NOON + timedelta(hours=hours)
    write(shelf, "run-1", page("a", fetched_at=fetched_at))
    ((_, when, _),) = lines(shelf)
    assert when == f"{fetched_at:%Y%m%d%H%M%S}"
