"""What a person sees of a run."""

from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.console.runs import print_glances, print_summary
from pipeline.health import Health, Topic, Trouble
from pipeline.load import RunRow, SourceCounts
from pipeline.models import RunStatus
from pipeline.seeing import Glance
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


def glance(run_id: str, **fields: Any) -> Glance:
    values: dict[str, Any] = {
        "run_id": run_id, "kind": "nightly", "of": None, "started_at": NIGHT, "finished_at": NIGHT, "seconds": 4_000.0,
        "state": "finished", "step": None, "last_request_at": None, "well": True, "verdict": "all well",
        "discovered": 48_000, "fetched": 10_000, "written": 9_100, "revised": 100, "unchanged": 30_000,
        "rejected": 8_900, "failed": 1_234, "left": 0,
    }  # fmt: skip
    return Glance(**values | fields)


def test_large_nights_fit_a_line_of_80_columns(capsys: pytest.CaptureFixture[str]) -> None:
    print_glances(
        [
            glance("20261103T030000Z-aaaa", well=None, verdict="fetch, 9876 left"),
            glance("20261102T091500Z-bbbb", kind="rerun", of="20261102T030000Z-cccc"),
            glance("20261102T030000Z-cccc", well=False, verdict="not all right"),
        ]
    )
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert max(map(len, lines)) <= 80
    assert [" ".join(line.split()) for line in lines if "min" in line] == [
        "20261103T030000 nightly 67 min 48000 9000 100 8900 1234 fetch, 9876 left",
        "20261102T091500 rerun 67 min 48000 9000 100 8900 1234 all well, of",
        "20261102T030000 nightly 67 min 48000 9000 100 8900 1234 not all right",
    ]


def test_runs_of_the_same_second_are_named_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    print_glances([glance("20261102T030000Z-aaaa"), glance("20261102T030000Z-bbbb")])
    printed = capsys.readouterr().out
    assert "20261102T030000Z-aaaa" in printed
    assert "20261102T030000Z-bbbb" in printed
