"""An article's rows go, and a reader who joins meets no half of one meanwhile."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.load import article_id, remove_articles
from pipeline.load.layout.columns import ARTICLES, DATASETS
from pipeline.load.layout.packed import superfluous
from pipeline.load.layout.partition import partition_name, read_partition, write_partition
from pipeline.load.layout.schemas import table_of
from pipeline.storage import Store
from tests.load.load_samples import DAY, TOGETHER, article, captured, content, load, stated

A, B = (article_id(f"https://example.org/{slug}") for slug in "ab")


def printed(store: Store) -> None:
    load(store, "r1", captured(article("a")), captured(article("b")))
    load(store, "r2", captured(article("a", "Second."), nights=1))


def test_every_row_of_it_goes_and_no_other(store: Store) -> None:
    printed(store)
    before = content(store)
    remove_articles(store, [A], ["https://example.org/a"], [DAY])
    assert content(store) == {name: [row for row in rows if row["article_id"] != A] for name, rows in before.items()}
    assert {name: len(rows) for name, rows in content(store).items()} == {
        "articles": 1, "sections": 2, "removed": 1, "revisions": 0,
    }  # fmt: skip


def test_what_the_files_keep_of_what_they_replaced_goes_too(store: Store) -> None:
    printed(store)
    names = [partition_name(DATASETS[name], DAY) for name in TOGETHER]
    assert [kept_of_the_former(store, name) > 0 for name in names] == [True, True, True, True]
    remove_articles(store, [A], [], [DAY])
    assert [kept_of_the_former(store, name) for name in names] == [0, 0, 0, 0]


def kept_of_the_former(store: Store, name: str) -> int:
    data = store.read(name)
    return superfluous(pq.read_metadata(pa.BufferReader(data)), len(data))


def test_what_is_not_there_changes_nothing(folder: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(folder)

    def written(*_: object) -> None:
        raise AssertionError("a file was written")

    monkeypatch.setattr(Store, "write", written)
    remove_articles(folder, ["f" * 16], ["https://example.org/unknown"], [])


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
    remove_articles(folder, [A], [], [DAY])
    assert seen[0] == (True, True)
    assert (False, True) in seen
    assert seen[-1] == (False, False)


@pytest.mark.parametrize(
    ("one", "other", "original"),
    [
        (None, None, "c"),  # captured together: by id
        (None, "2026-02-27T09:00:00Z", "c"),
        ("2026-02-28", "2026-02-28T09:00:00Z", "c"),  # a bare date is the end of its day
        ("2026-02-28", "2026-03-01T00:30:00Z", "b"),
        (None, "2026-03-05", "c"),  # nothing is published after it was captured
    ],
)
def test_the_earliest_that_is_left_becomes_the_original(
    folder: Store, one: str | None, other: str | None, original: str
) -> None:
    published = {"b": one, "c": other}
    rows = [captured(article(slug, published=date and stated(date))) for slug, date in published.items()]
    load(folder, "r1", captured(article("a")), *rows)
    table = read_partition(folder, ARTICLES, DAY)
    cluster = [{**row, "cluster_id": A, "original": row["article_id"] == A} for row in table.to_pylist()]
    write_partition(folder, ARTICLES, DAY, table_of(ARTICLES, cluster))
    remove_articles(folder, [A], [], [DAY])
    found = {row["url"][-1]: row["original"] for row in content(folder, "articles")["articles"]}
    assert found == {slug: slug == original for slug in "bc"}
