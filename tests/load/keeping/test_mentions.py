"""What `coverage` says of an article that was taken down: its number, no word of it."""

from dataclasses import replace
from typing import Any

from pipeline.load import read, write_coverage
from pipeline.load.keeping.mentions import remove_mentions
from pipeline.load.records import Finding, SourceQuality
from pipeline.storage import Store
from tests.load.accounts.test_runs import RUN, SOURCE
from tests.load.load_samples import file_states


def finding(check: str, detail: str) -> Finding:
    return Finding(check=check, severity="fail", rows=1, detail=detail)


def covered(store: Store) -> None:
    gone = finding("tiny_body", "such as https://example.org/a: «They saw a heron.»")
    kept = finding("absurd_date", "such as https://example.org/b: 1970-01-01")
    quality = {"example": SourceQuality(findings=(kept, gone)), "other": SourceQuality(findings=(kept,))}
    sources = (SOURCE, replace(SOURCE, source="other"))
    write_coverage(store, replace(RUN, sources=sources), unanswered={}, overran={}, quality=quality)


def details(store: Store) -> dict[str, list[Any]]:
    rows = read("coverage", store).to_dict("records")
    return {row["source"]: [(one["check"], one["rows"], one["detail"]) for one in row["findings"]] for row in rows}


def test_a_detail_that_names_it_goes_and_the_count_stays(store: Store) -> None:
    covered(store)
    remove_mentions(store, ["https://example.org/a"])
    kept = ("absurd_date", 1, "such as https://example.org/b: 1970-01-01")
    assert details(store) == {
        "example": [kept, ("tiny_body", 1, "such as an article that was taken down")],
        "other": [kept],
    }


def test_where_nothing_names_it_nothing_is_written(store: Store) -> None:
    covered(store)
    before = file_states(store)
    remove_mentions(store, ["https://example.org/unknown", "https://example.org/"])
    assert file_states(store) == before
