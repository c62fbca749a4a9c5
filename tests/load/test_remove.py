"""An article's rows go, and a reader who joins meets no half of one meanwhile."""

import pytest

from pipeline.load import article_id, remove_articles
from pipeline.storage import Store
from tests.load.load_samples import TOGETHER, article, captured, content, load

A, B = (article_id(f"https://example.org/{slug}") for slug in "ab")


def printed(store: Store) -> None:
    load(store, "r1", captured(article("a")), captured(article("b")))
    load(store, "r2", captured(article("a", "Second."), nights=1))


def test_every_row_of_it_goes_and_no_other(store: Store) -> None:
    printed(store)
    before = content(store)
    remove_articles(store, [A], ["https://example.org/a"])
    assert content(store) == {name: [row for row in rows if row["article_id"] != A] for name, rows in before.items()}
    assert {name: len(rows) for name, rows in content(store).items()} == {
        "articles": 1, "sections": 2, "removed": 1, "revisions": 0,
    }  # fmt: skip


def test_what_is_not_there_changes_nothing(folder: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(folder)

    def written(*_: object) -> None:
        raise AssertionError("a file was written")

    monkeypatch.setattr(Store, "write", written)
    remove_articles(folder, ["f" * 16], ["https://example.org/unknown"])


def test_at_no_moment_is_an_article_without_its_sections(folder: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(folder)
    seen: list[tuple[bool, bool]] = []
    real = Store.write

    def write(self: Store, name: str, data: bytes) -> None:
        real(self, name, data)
        found = content(folder, *TOGETHER)
        has = {name: any(row["article_id"] == A for row in rows) for name, rows in found.items()}
        assert has["sections"] or not has["articles"]
        seen.append((has["articles"], has["sections"]))

    monkeypatch.setattr(Store, "write", write)
    remove_articles(folder, [A], [])
    assert seen[0] == (True, True)
    assert (False, True) in seen
    assert seen[-1] == (False, False)
