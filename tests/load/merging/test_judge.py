from datetime import UTC, datetime

import pytest

from pipeline.load.merging.judge import Capture, Standing, Verdict, judge

FIRST = datetime(2026, 3, 1, tzinfo=UTC)


def capture(content: str, day: int) -> Capture:
    return Capture(captured_at=datetime(2026, 3, day, tzinfo=UTC), content_hash=content, url="https://example.org/a")


def standing(content: str, day: int, *, run: str, revision: int = 1) -> Standing:
    return Standing(capture=capture(content, day), run_id=run, revision=revision, first_captured_at=FIRST)


@pytest.mark.parametrize(
    ("arriving", "known", "expected"),
    [
        pytest.param(capture("x", 2), None, ("written", 1, True), id="new"),
        pytest.param(capture("x", 2), standing("x", 1, run="old"), ("unchanged", 1, False), id="same content"),
        pytest.param(capture("y", 2), standing("x", 1, run="old"), ("revised", 2, True), id="new content"),
        pytest.param(
            capture("y", 2), standing("x", 1, run="old", revision=4), ("revised", 5, True), id="fifth revision"
        ),
        pytest.param(capture("y", 1), standing("x", 2, run="old"), ("unchanged", 1, False), id="older capture"),
        pytest.param(capture("x", 2), standing("x", 2, run="now"), ("written", 1, False), id="resumed, written"),
        pytest.param(
            capture("x", 2), standing("x", 2, run="now", revision=2), ("revised", 2, False), id="resumed, revised"
        ),
        pytest.param(
            capture("y", 3), standing("x", 2, run="now"), ("written", 1, True), id="later capture of this run"
        ),
        pytest.param(
            capture("y", 1), standing("x", 2, run="now"), ("written", 1, False), id="earlier capture of this run"
        ),
    ],
)
def test_verdicts(arriving, known, expected):
    result, revision, writes = expected
    assert judge(arriving, known, "now") == Verdict(result=result, revision=revision, writes=writes)
