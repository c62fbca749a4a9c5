"""The rows of one article, from the files of its day and no other."""

from datetime import timedelta

import pytest

from pipeline.config import QualitySettings
from pipeline.errors import StoreError
from pipeline.load import article_id, check, cluster_of, compare, quarantined, rows_of_article, stage
from pipeline.load.layout.columns import ARTICLES
from pipeline.load.layout.files import read_rows
from pipeline.load.layout.partition import partition_name
from pipeline.storage import Store
from tests.load.load_samples import DAY, NIGHT, article, captured, content, load, section

TEXT = "The council of Port Ellery voted nine to four on Monday to keep the night ferry running through the winter. "
LONG = f"{TEXT} {TEXT.replace('Monday', 'Tuesday')} {TEXT.replace('ferry', 'bus')}"


def id_of(slug: str) -> str:
    return article_id(f"https://example.org/{slug}")


def test_an_article_s_rows_are_those_of_the_datasets(store: Store) -> None:
    load(store, "r1", *(captured(article(slug)) for slug in ("one", "two", "three")))
    load(store, "r2", captured(article("two", "Second version."), nights=1))
    rows = rows_of_article(store, id_of("two"), "example", DAY)
    stored = content(store)
    own = {
        name: [{k: v for k, v in row.items() if k != "date"} for row in each if row["article_id"] == id_of("two")]
        for name, each in stored.items()
    }
    assert [rows.article] == own["articles"]
    assert list(rows.sections) == own["sections"]
    assert list(rows.removed) == own["removed"]
    assert list(rows.revisions) == own["revisions"]
    assert (own["articles"][0]["revision"], len(rows.revisions), len(rows.sections)) == (2, 1, 2)


def test_what_is_not_there_is_nothing(store: Store) -> None:
    assert rows_of_article(store, id_of("one"), "example", DAY).article is None
    load(store, "r1", captured(article("one")))
    assert rows_of_article(store, id_of("other"), "example", DAY).article is None
    assert rows_of_article(store, id_of("one"), "another", DAY).article is None
    assert rows_of_article(store, id_of("one"), "example", DAY + timedelta(days=1)).article is None


def test_a_damaged_file_is_told(store: Store) -> None:
    store.write(partition_name(ARTICLES, DAY), b"PAR1 no parquet PAR1")
    with pytest.raises(StoreError, match="articles"):
        rows_of_article(store, id_of("one"), "example", DAY)


def test_values_beyond_what_a_file_has_are_not_looked_for_in_it(store: Store) -> None:
    load(store, "r1", captured(article("one")))
    name = partition_name(ARTICLES, DAY)
    assert read_rows(store, name, ARTICLES, {"source": "zzz"}).num_rows == 0
    assert read_rows(store, name, ARTICLES, {"source": "aaa"}).num_rows == 0
    assert read_rows(store, name, ARTICLES, {"source": "example"}).num_rows == 1


def test_a_cluster_s_members_are_found_on_the_days_asked_for(store: Store) -> None:
    later = DAY + timedelta(days=2)
    texts = {"one": LONG, "copy": LONG, "other": "Something else was decided, of which nobody has written yet."}
    load(store, "r1", *(captured(article(slug, sections=(section(0, None, text),))) for slug, text in texts.items()))
    load(store, "r2", captured(article("late", sections=(section(0, None, LONG),)), nights=2, first=later))
    compare(store, {DAY, later}, 14)
    cluster_id = min(id_of("one"), id_of("copy"))
    members = cluster_of(store, cluster_id, DAY, later)
    assert [(one.date, one.url.rsplit("/", 1)[1]) for one in members[2:]] == [(later, "late")]
    assert {one.url.rsplit("/", 1)[1] for one in members[:2]} == {"one", "copy"}
    assert sum(one.original is True for one in members) == 1
    assert len(cluster_of(store, cluster_id, DAY, DAY)) == 2


def test_what_was_kept_aside_is_found_by_its_url_and_day(store: Store) -> None:
    empty = captured(article("empty", sections=()))
    check([stage([empty], store, "r1", "batch")], store, "r1", QualitySettings(), NIGHT)
    (row,) = quarantined(store, "https://example.org/empty", "example", [DAY, DAY + timedelta(days=1)])
    assert (row["run_id"], row["failures"]) == ("r1", ["empty_body"])
    assert quarantined(store, "https://example.org/empty", "example", []) == []
    assert quarantined(store, "https://example.org/other", "example", [DAY]) == []
