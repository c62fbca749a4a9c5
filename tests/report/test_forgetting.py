"""A takedown takes an article out of the reports too."""

import json
from pathlib import Path

import pytest

from pipeline.report.forgetting import forget
from pipeline.report.names import INDEX, VERDICTS, page_of
from pipeline.storage import Store

ADDRESS = "https://example.org/story?id=1&page=2"
ESCAPED = "https://example.org/story?id=1&amp;page=2"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.at(tmp_path)
    store.write(page_of("r1"), f'<a href="{ESCAPED}">The story</a>'.encode())
    store.write(page_of("r2"), b"<p>another one</p>")
    store.write(INDEX, b"<p>r1: example: schema</p>")
    return store


def names(store: Store) -> list[str]:
    return [file.name for file in store.files("reports")]


def test_the_pages_that_name_it_are_deleted(store: Store) -> None:
    assert forget(store, [ADDRESS]) == [page_of("r1")]
    assert names(store) == [INDEX, page_of("r2")]
    assert forget(store, [ADDRESS]) == []


def test_a_verdict_that_names_it_goes_and_the_index_with_it(store: Store) -> None:
    red = {"state": "red", "line": f"example: empty_body in 1 articles: such as {ADDRESS}: no words"}
    store.write(VERDICTS, json.dumps({"r1": red, "r2": {"state": "green", "line": "All well"}}).encode())
    assert forget(store, [ADDRESS]) == [page_of("r1"), INDEX]
    assert json.loads(store.read(VERDICTS)) == {"r2": {"state": "green", "line": "All well"}}
    assert names(store) == [page_of("r2"), VERDICTS]


def test_nothing_happens_without_reports(tmp_path: Path) -> None:
    assert forget(Store.at(tmp_path), [ADDRESS]) == []
