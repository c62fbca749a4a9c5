"""Records are found by their addresses, however spelt, and by their bodies."""

import pytest

from pipeline.extract.archive.digests import payload_digest
from pipeline.extract.archive.files import FileWriter
from pipeline.extract.archive.search import indexed_at, indexed_bodies
from pipeline.extract.archive.shelf import Shelf
from pipeline.storage import Store
from tests.extract.archive.exchanges import page, payload, write


@pytest.fixture
def store(shelf: Shelf) -> Store:
    with FileWriter(shelf, "run-1") as writer:
        original = payload(page("a"), writer.write(page("a")))
        writer.write(page("b"), same_as=original)
    write(shelf, "run-2", page("c"), page("a", b"later", final_url="https://example.org/a?utm_source=feed"))
    return shelf.store


def test_an_address_in_any_spelling(store: Store) -> None:
    found = indexed_at(store, {"https://example.org/a"})
    assert [(one.file, one.url, one.revisit) for one in found] == [
        ("run-1.warc.gz", "https://example.org/a", False),
        ("run-2.warc.gz", "https://example.org/a?utm_source=feed", False),
    ]


def test_an_address_that_is_not_there(store: Store) -> None:
    assert indexed_at(store, {"https://example.org/d", "https://other.org/a"}) == []


def test_a_body_wherever_it_is_held(store: Store) -> None:
    found = indexed_bodies(store, {payload_digest(b"<p>hello</p>")})
    assert [(one.file, one.url) for one in found] == [
        ("run-1.warc.gz", "https://example.org/a"),
        ("run-2.warc.gz", "https://example.org/c"),
    ]
