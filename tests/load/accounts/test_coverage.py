from dataclasses import replace
from datetime import timedelta

import pandas as pd

from pipeline.load import read, write_coverage
from pipeline.load.records import Finding, SourceQuality
from tests.load.accounts.test_runs import RUN, SOURCE

FEED = "https://example.org/feed"
QUALITY = SourceQuality(
    words_median=612.5,
    removed_share=0.25,
    missing={"standfirst": 1, "authors": 1},
    findings=(Finding(check="tiny_body", severity="warn", rows=1, detail="9 words"),),
)


def test_a_run_has_a_row_for_each_source(store):
    row = replace(RUN, sources=(SOURCE, replace(SOURCE, source="other")))
    write_coverage(
        store,
        row,
        unanswered={"other": ["https://other.org/feed"]},
        overran={"example": [FEED]},
        quality={"example": QUALITY},
    )
    first, second = read("coverage", store).to_dict("records")
    assert first | {name: list(first[name]) for name in ("unanswered", "overran", "findings")} == {
        "source": "example",
        "run_id": "r1",
        "discovered": 5,
        "fetched": 3,
        "written": 2,
        "revised": 1,
        "unchanged": 1,
        "rejected": 2,
        "pending": 0,
        "rejected_by_reason": {"http_404": 1, "timeout": 1},
        "unanswered": [],
        "overran": [FEED],
        "new": 1,
        "words_median": 612.5,
        "removed_share": 0.25,
        "missing": {"authors": 1, "standfirst": 1},
        "findings": [{"check": "tiny_body", "severity": "warn", "rows": 1, "detail": "9 words"}],
        "date": pd.Timestamp(2026, 3, 1),
    }
    assert (second["source"], [*second["unanswered"]], [*second["overran"]], second["new"]) == (
        "other",
        ["https://other.org/feed"],
        [],
        1,
    )
    assert pd.isna(second["words_median"])


def test_written_again_a_run_replaces_its_own_rows_only(store):
    write_coverage(store, RUN, unanswered={}, overran={}, quality={})
    write_coverage(store, replace(RUN, run_id="r2"), unanswered={}, overran={}, quality={})
    write_coverage(store, replace(RUN, sources=(replace(SOURCE, discovered=6),)), unanswered={}, overran={}, quality={})
    frame = read("coverage", store)
    assert list(zip(frame["run_id"], frame["discovered"], strict=True)) == [("r1", 6), ("r2", 5)]


def test_the_day_is_the_one_on_which_the_run_started(store):
    write_coverage(
        store, replace(RUN, finished_at=RUN.started_at + timedelta(days=1)), unanswered={}, overran={}, quality={}
    )
    assert store.exists("coverage/date=2026-03-01/part-0.parquet")
