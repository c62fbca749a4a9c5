"""What a person sees of a run."""

from datetime import UTC, datetime

import pytest

from pipeline.console import print_run
from pipeline.load import Finding, RunRow, SourceCounts
from pipeline.models import Problem, RunStatus
from pipeline.reasons import Reason

NIGHT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
NUMBERS = {
    "discovered": 5, "fetched": 3, "written": 2, "revised": 1, "unchanged": 1, "rejected": 2, "pending": 0,
    "rejected_by_reason": {"timeout": 1, "http_404": 1},
}  # fmt: skip
RUN = RunRow(
    run_id="r1",
    started_at=NIGHT,
    finished_at=NIGHT,
    status=RunStatus.FINISHED,
    copydesk_version="0.1.0",
    parameters="{}",
    sources=(SourceCounts(source="example", **NUMBERS),),
    **NUMBERS,
)


def test_what_went_wrong_on_the_way_to_the_articles_is_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    silent = Problem(source="example", url="https://example.org/feed", reason=Reason.TIMEOUT, detail="timed out")
    print_run(RUN, [silent], [("other", "https://other.org/[feed]")], [])
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "Written: 1 new articles, and 1 that their publisher changed.",
        "No answer for example from https://example.org/feed: timed out",
        "Overran: all of https://other.org/[feed] (other) is new, articles before it may have been missed",
    ]


def test_what_quality_checks_found_is_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    tiny = Finding(check="tiny_body", severity="warn", rows=3, detail="such as https://example.org/[a]")
    drift = Finding(check="drift_length", severity="fail", rows=0, detail="a median of 90 words")
    print_run(RUN, [], [], [("example", tiny), ("other", drift)])
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "Warning: example: tiny_body in 3 articles: such as https://example.org/[a]",
        "Failed: other: drift_length: a median of 90 words",
    ]
