"""What a killed run had archived and not noted is handed over whole."""

import pytest

from pipeline.extract.archive import files
from pipeline.extract.archive.files import FileWriter, read
from pipeline.extract.archive.orphans import Orphan
from pipeline.extract.archive.shelf import Shelf
from pipeline.models import Attempt, Validators
from tests.extract.archive.exchanges import NOON, killed, names, page, payload, warcio_check

NOTES = {"source": "example", "robots": "allowed", "fetchTimeMs": "250", "via": "https://example.org/old"}
HEADERS = (("Content-Type", "text/html"), ("ETag", '"7"'), ("Last-Modified", "Mon, 02 Nov 2026 12:00:00 GMT"))


def recovered(shelf: Shelf, end: int, *, wanted: int = 100) -> list[Orphan]:
    """The orphans that a caller takes who wants so many."""
    taken: list[Orphan] = []

    def adopt(orphan: Orphan) -> bool:
        if len(taken) == wanted:
            return False
        taken.append(orphan)
        return True

    files.recover(shelf, lambda _: end, adopt)
    return taken


def test_an_orphan_says_what_the_fetch_said(shelf: Shelf) -> None:
    moved = page("new", b"one", url="https://example.org/old", headers=HEADERS)
    writer = FileWriter(shelf, "run-1")
    ref = writer.write(moved, notes=NOTES)
    (orphan,) = recovered(shelf, 0)
    assert (orphan.ref, orphan.digest) == (ref, "sha1:" + "7YC3ZXG4JEUACJ4BUXY2FJ34XNJZRYIG")
    assert (orphan.response.url, orphan.response.final_url) == ("https://example.org/old", "https://example.org/new")
    assert (orphan.response.body, orphan.response.fetched_at) == (b"one", NOON)
    assert orphan.response.validators == Validators(etag='"7"', last_modified="Mon, 02 Nov 2026 12:00:00 GMT")
    assert orphan.attempt == Attempt(
        url="https://example.org/old",
        source="example",
        started_at=NOON,
        outcome="fetched",
        status=200,
        size=3,
        seconds=0.25,
        robots_rule="allowed",
        final_url="https://example.org/new",
        detail="the run was killed before it had noted this",
    )


def test_only_what_is_not_known_is_an_orphan(shelf: Shelf) -> None:
    first, second, third = killed(shelf, "run-1", page("a", b"one"), page("b", b"two"), page("c", b"three"))
    orphans = recovered(shelf, first.offset + first.length)
    assert [orphan.ref for orphan in orphans] == [second, third]
    assert [read(shelf, orphan.ref).body for orphan in orphans] == [b"two", b"three"]
    assert names(shelf) == ["run-1.cdxj", "run-1.warc.gz"]
    assert warcio_check(shelf.folder / "run-1.warc.gz") == 0


def test_what_follows_a_declined_one_is_cut_off(shelf: Shelf) -> None:
    refs = killed(shelf, "run-1", page("a", b"one"), page("b", b"two"), page("c", b"three"))
    assert len(recovered(shelf, 0, wanted=1)) == 1
    assert (shelf.folder / "run-1.warc.gz").stat().st_size == refs[0].offset + refs[0].length


@pytest.mark.parametrize("cut", [1, 8, 60])
def test_a_torn_record_is_none(shelf: Shelf, cut: int) -> None:
    first, second = killed(shelf, "run-1", page("a", b"one"), page("b", b"two" * 100))
    file = shelf.folder / "run-1.warc.gz.open"
    file.write_bytes(file.read_bytes()[:-cut])
    assert [orphan.ref for orphan in recovered(shelf, 0)] == [first]
    assert (shelf.folder / "run-1.warc.gz").stat().st_size < second.offset


def test_a_revisit_record_is_none(shelf: Shelf) -> None:
    first, again = page("a", b"one"), page("b", b"one")
    writer = FileWriter(shelf, "run-1")
    ref = writer.write(first)
    writer.write(again, same_as=payload(first, ref))
    assert [orphan.ref for orphan in recovered(shelf, 0)] == [ref]


def test_what_was_copied_from_another_file_is_no_orphan(shelf: Shelf) -> None:
    writer = FileWriter(shelf, "run-1")
    writer.write(page("fetched", b"one"), notes=NOTES)
    writer.write(page("copied", b"two"), notes={"source": "example", "copiedFrom": "file:///others.warc.gz"})
    writer.write(page("fetched-too", b"three"), notes=NOTES)
    assert [orphan.response.body for orphan in recovered(shelf, 0)] == [b"one"]
