"""The benchmarks of the datasets, small: what they make, and what they say of it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import mean

import pytest

from benchmarks.datasets import Measured, Night, copied, filled, measure
from benchmarks.made_articles import TONIGHT, captured
from pipeline.load import article_id, read


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("full"), articles=360, per_day=10)


def test_articles_are_of_real_sizes_and_no_two_are_equal() -> None:
    rows = [captured(TONIGHT, number) for number in range(40)]
    assert 550 < mean(len(row.article.text.split()) for row in rows) < 700
    assert {(len(row.article.sections), len(row.article.removed)) for row in rows} == {(8, 30)}
    assert len({row.article.text for row in rows}) == 40
    assert captured(TONIGHT, 7) == rows[7]


def test_the_full_store_has_its_articles_with_all_that_belongs_to_them(full: Path) -> None:
    articles = read("articles", full)
    assert len(articles) == 360
    assert articles["article_id"].is_unique
    assert set(articles["date"].dt.date) == {TONIGHT - timedelta(days=back) for back in range(1, 37)}
    assert list(articles["article_id"]) == list(map(article_id, articles["canonical_url"]))
    known = set(articles["article_id"])
    for dataset, each in (("sections", 8), ("removed", 30)):
        rows = read(dataset, full)
        assert set(rows["article_id"]) == known
        assert len(rows) == 360 * each


def test_the_latest_days_were_loaded_as_nights_are(full: Path) -> None:
    assert len(read("runs", full)) == 20
    assert read("coverage", full)["new"].sum() == 20 * 10
    assert len(list(full.glob(".signatures/*"))) == 20 + 14  # the first of them looked back at fourteen days


def test_a_night_revises_articles_of_a_copy_of_the_store(full: Path) -> None:
    with copied(full) as copy:
        figures = measure(copy, new=20, rounds=1)
        articles = read("articles", copy, start=TONIGHT)
        assert list(articles["date"].dt.date.value_counts().sort_index()) == [20, 20]
        assert len(read("revisions", copy)) == 50
    assert set(figures.reading) == {"pandas, first", "pandas, again", "read, first", "read, again"}
    assert figures.empty.seconds > 0
    assert figures.empty.mb > 50

    assert not copy.exists()
    assert len(read("articles", full)) == 360
    assert len(read("revisions", full)) == 0


def test_a_store_that_is_there_is_used_again(full: Path) -> None:
    assert filled(full, articles=1, per_day=1) == full
    assert len(read("articles", full)) == 360


NIGHT = Night(seconds=1.0, cpu_seconds=1.0, mb=100.0)
GOOD = Measured(
    empty=NIGHT,
    full=replace(NIGHT, seconds=1.2, mb=120.0),
    revising=replace(NIGHT, seconds=9.0),
    reading={"pandas": 0.9},
)


def test_what_is_good_enough() -> None:
    assert GOOD.good
    assert not replace(GOOD, full=replace(NIGHT, seconds=1.21)).good
    assert not replace(GOOD, full=replace(NIGHT, mb=121.0)).good
    assert not replace(GOOD, reading={"pandas": 0.9, "read": 1.0}).good


def test_the_least_of_several_nights() -> None:
    nights = [NIGHT, replace(NIGHT, seconds=0.9, mb=110.0)]
    assert Night.least(nights) == Night(seconds=0.9, cpu_seconds=1.0, mb=100.0)
