"""Tombstones, and the rows that an address or an id has."""

from datetime import UTC, datetime

from pipeline.load import Tombstone, article_id, entomb, held, read, taken_down, tombstones
from pipeline.storage import Store
from tests.load.load_samples import article, captured, load

A_ID, B_ID = (article_id(f"https://example.org/{slug}") for slug in "ab")
FIRST = Tombstone(
    article_id=A_ID,
    url="https://example.org/a",
    source="example",
    reason="court order",
    removed_at=datetime(2026, 11, 27, tzinfo=UTC),
)
SECOND = Tombstone(
    article_id=B_ID,
    url="https://example.org/b",
    source="example",
    reason="wish of the publisher",
    removed_at=datetime(2026, 11, 26, tzinfo=UTC),
)


def test_tombstones_are_kept(store: Store) -> None:
    assert tombstones(store) == []
    assert taken_down(store) == frozenset()
    entomb(store, [FIRST])
    entomb(store, [SECOND])
    assert tombstones(store) == [SECOND, FIRST]
    assert taken_down(store) == {A_ID, B_ID}
    assert list(read("takedowns", store)["reason"]) == ["wish of the publisher", "court order"]


def test_the_first_tombstone_stays(folder: Store) -> None:
    entomb(folder, [FIRST])
    again = Tombstone(
        article_id=A_ID, url="https://example.org/a?", source="", reason="again", removed_at=SECOND.removed_at
    )
    entomb(folder, [again, SECOND])
    assert tombstones(folder) == [SECOND, FIRST]


def test_rows_are_held_under_addresses_and_ids(folder: Store) -> None:
    load(folder, "r1", captured(article("a")), captured(article("b", url="https://example.org/other")))
    load(folder, "r2", captured(article("a", "Second."), nights=1))
    assert [(one.dataset, one.title) for one in held(folder, {"https://example.org/a"}, ())] == [
        ("articles", "Title of a"),
        ("revisions", "Title of a"),
    ]
    assert [one.canonical_url for one in held(folder, {"https://example.org/other"}, ())] == ["https://example.org/b"]
    assert [one.article_id for one in held(folder, (), {B_ID})] == [B_ID]
    assert held(folder, (), ()) == held(folder, {"https://example.org/c"}, {"c" * 16}) == []
