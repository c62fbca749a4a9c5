"""A month of nights: what is said of a year of them holds already."""

from pathlib import Path

import pytest

from benchmarks.dataset_year import Year, bounds, spend
from pipeline.load import read
from pipeline.storage import Store

NIGHTS, NEW, REVISED = 30, 10, 1


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Year]:
    root = tmp_path_factory.mktemp("month")
    return root, spend(Store.at(root), NIGHTS, NEW, REVISED)


def test_every_night_is_in_the_datasets(month: tuple[Path, Year]) -> None:
    root, year = month
    assert year.articles == len(read("articles", root)) == NIGHTS * NEW
    # the days 1, 2, 4, 8 and 16 before, as far as there are any
    assert len(read("revisions", root)) == sum(NIGHTS - back for back in (1, 2, 4, 8, 16))
    assert len(read("runs", root)) == NIGHTS
    assert read("coverage", root)["written"].sum() == len(read("fetches", root)) == NIGHTS * NEW + 119


def test_there_is_one_file_a_day_and_dataset(month: tuple[Path, Year]) -> None:
    _, year = month
    assert year.files == {
        "articles": 30, "sections": 30, "removed": 30, "revisions": 30, "fetches": 30, "coverage": 30, "runs": 1,
    }  # fmt: skip


def test_files_are_bounded_and_what_they_replaced_can_be_forgotten(month: tuple[Path, Year]) -> None:
    _, year = month
    assert year.size_of_article < 70_000  # of so few articles a day, most is footers
    assert year.sizes["runs"] <= 10_000 * NIGHTS
    assert year.sizes["sections"] > 2 * year.without["sections"]
    assert year.without["fetches"] == year.sizes["fetches"]


def test_a_year_is_judged_by_its_bounds() -> None:
    sizes = {"articles": 14_000_000, "runs": 10_000 * 100}
    year = Year(
        articles=1_000, files={"articles": 100, "runs": 1}, sizes=sizes, without=sizes, read=0.5, nights=(1.0,) * 100
    )
    assert all(bounds(year).values())
    slower = Year(
        articles=300, files={"articles": 101, "runs": 2}, sizes=sizes, without=sizes, read=2.5,
        nights=(*[1.0] * 60, *[1.5] * 40),
    )  # fmt: skip
    assert not any(bounds(slower).values())
