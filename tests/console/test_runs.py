"""What a person sees of a run."""

from datetime import UTC, datetime

import pytest

from pipeline.console.runs import print_summary
from pipeline.health import Health, Topic, Trouble
from pipeline.load import RunRow, SourceCounts
from pipeline.models import RunStatus
from pipeline.summary import Summary

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


def test_what_is_wrong_is_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    silent = Trouble(topic=Topic.SILENT, source="example", text="silent: no answer from https://a.org/[feed]", red=True)
    drift = Trouble(topic=Topic.QUALITY, source="other", text="drift_length: a median of 90 words", red=False)
    print_summary(Summary(row=RUN, problems=(), overran=(), findings=(), health=Health(troubles=(silent, drift))))
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "Written: 1 new articles, and 1 that their publisher changed.",
        "Failed: example: silent: no answer from https://a.org/[feed]",
        "Warning: other: drift_length: a median of 90 words",
    ]
