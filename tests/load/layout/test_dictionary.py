"""`docs/datasets.md` is the declared columns in words: complete, and true of what a run writes."""

import re
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.load.layout.columns import ARTICLES, DATASETS, Dataset
from pipeline.load.layout.dictionary import KEYS, dictionary
from pipeline.load.layout.schemas import read_schema

PAGE = Path(__file__).parents[3] / "docs" / "datasets.md"
CHAPTERS = dict(re.findall(r"^### (\w+)\n(.*?)(?=^### |\Z)", dictionary(), re.MULTILINE | re.DOTALL))
LIKE_ARTICLES = ("revisions", "quarantine")


def rows(dataset: str) -> dict[str, list[str]]:
    """The table of columns: name to the other cells."""
    cells = (line.strip("| ").split(" | ") for line in CHAPTERS[dataset].splitlines() if line.startswith("| `"))
    return {row[0].strip("`"): row[1:] for row in cells}


def test_the_page_is_what_the_generator_prints() -> None:
    assert PAGE.read_text(encoding="utf-8") == dictionary(), (
        "mend with: python -m pipeline.load.layout.dictionary > docs/datasets.md"
    )


def test_there_is_a_chapter_for_every_dataset_in_order() -> None:
    assert list(CHAPTERS) == list(DATASETS) == list(KEYS)


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=list(DATASETS))
def test_every_column_is_explained_in_its_order(dataset: Dataset) -> None:
    names = read_schema(dataset).names
    if dataset.name in LIKE_ARTICLES:
        named = re.search(r"The columns of `articles` \((.*)\), then:", CHAPTERS[dataset.name])
        assert named is not None
        inherited = re.findall(r"`(\w+)`", named[1])
        assert set(inherited) <= set(read_schema(ARTICLES).names)
        assert [*inherited, *rows(dataset.name)] == names
    else:
        assert list(rows(dataset.name)) == names


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=list(DATASETS))
def test_where_null_is_possible_it_is_said_what_it_means(dataset: Dataset) -> None:
    silent = [column.name for column in dataset.columns if column.nullable != ("null" in _beside_parts(column))]
    assert silent == []


def _beside_parts(column) -> str:  # type: ignore[no-untyped-def]
    """A description; a part of a record may be null where the record is not."""
    nested = pa.types.is_nested(column.type)
    return "" if nested else column.description


def test_a_row_gives_type_null_version_and_meaning() -> None:
    assert rows("articles")["rating_count"] == [
        "whole number",
        "`int32`",
        "yes",
        "1",
        "Votes behind rating_value; 0 when nobody voted, null when the page has no widget or shows no count.",
    ]
    assert rows("coverage")["missing"][:4] == ["map of text to whole number", "`map<string, int64>`", "never", "2"]
    assert rows("articles")["author_boxes"][0] == "list of records: name, role, bio, link"
    assert rows("articles")["date"][:3] == ["day", "`date32[day]`", "never"]


def test_enumerations_list_their_values() -> None:
    assert "share_bar, newsletter, related, comments" in rows("removed")["label"][-1]
    assert "paragraph, list_item, quote, table_row, caption, preformatted" in rows("sections")["kinds"][-1]


def test_columns_of_a_newer_dataset_are_as_new_as_it_is() -> None:
    assert {cells[3] for cells in rows("takedowns").values()} == {"2"}
