"""The verdict on a run."""

from dataclasses import replace
from datetime import UTC, datetime

from pipeline.config import AlertsSettings
from pipeline.health import Health, judge
from pipeline.load import Finding
from pipeline.models import Attempt, Problem, RunStatus
from pipeline.reasons import Reason
from tests.console.test_runs import RUN

NIGHT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def attempt(url: str, outcome: str, purpose: str = "article") -> Attempt:
    return Attempt(
        url=url, source="example", purpose=purpose, started_at=NIGHT, outcome=outcome, status=None, size=0, seconds=0.1,
    )  # fmt: skip


def verdict(**known: object) -> Health:
    nothing = {"attempts": [], "problems": [], "overran": [], "findings": [], "alerts": AlertsSettings()}
    row = known.pop("row", RUN)
    return judge(row, **{**nothing, **known})  # type: ignore[arg-type]


def told(health: Health) -> list[tuple[str, str | None, str, bool]]:
    return [(one.topic, one.source, one.text, one.red) for one in health.troubles]


def test_a_run_without_trouble_is_well() -> None:
    health = verdict(attempts=[attempt(f"https://a.org/{n}", "fetched") for n in range(9)])
    assert (health.is_well, health.line, health.troubles) == (True, "All well", ())


def test_a_source_of_which_nothing_answered_is_silent() -> None:
    problem = Problem(source="quiet", url="https://q.org/feed", reason=Reason.TIMEOUT, detail="timed out")
    other = Problem(source="example", url="https://a.org/feed", reason=Reason.HTTP_404, detail="")
    asked = [
        attempt("https://a.org/feed", "http_404", "discovery"),
        attempt("https://a.org/map", "fetched", "discovery"),
    ]
    health = verdict(problems=[other, problem], attempts=asked)
    assert told(health) == [
        ("silent", "quiet", "silent: no answer from https://q.org/feed: timed out", True),
        ("unanswered", "example", "no answer from https://a.org/feed: http_404", False),
    ]
    assert health.line == "quiet: silent: no answer from https://q.org/feed: timed out"


def test_a_source_whose_only_feed_cannot_be_read_is_silent_whatever_is_known_of_it() -> None:
    broken = Problem(source="example", url="https://a.org/feed", reason=Reason.CONTENT_TYPE, detail="no feed")
    asked = [attempt("https://a.org/feed", "fetched", "discovery"), attempt("https://a.org/1", "fetched")]
    assert not verdict(problems=[broken], attempts=asked).is_well


def test_pages_fail_by_their_last_answer_and_from_a_threshold_on() -> None:
    came_at_last = [attempt("https://a.org/0", "http_5xx"), attempt("https://a.org/0", "fetched")]
    four = [attempt(f"https://a.org/{n}", "http_403") for n in range(1, 5)]
    assert verdict(attempts=[*came_at_last, *four]).is_well
    health = verdict(attempts=[*came_at_last, *four, attempt("https://a.org/5", "timeout")])
    assert told(health) == [("failed pages", "example", "5 of 6 pages failed: 4 http_403, 1 timeout", True)]
    assert verdict(attempts=[*four, attempt("https://a.org/5", "robots_denied")]).is_well


def test_the_threshold_is_the_configurations() -> None:
    pages = [attempt(f"https://a.org/{n}", "http_5xx" if n < 2 else "fetched") for n in range(9)]
    assert verdict(attempts=pages).is_well
    assert not verdict(attempts=pages, alerts=AlertsSettings(max_failed_share=0.2, least_failed=1)).is_well


def test_a_check_is_red_when_it_is_set_to_fail() -> None:
    warned = Finding(check="tiny_body", severity="warn", rows=3, detail="such as https://a.org/1")
    failed = Finding(check="drift_length", severity="fail", rows=0, detail="a median of 90 words")
    assert told(verdict(findings=[("example", warned), ("other", failed)])) == [
        ("quality", "other", "drift_length: a median of 90 words", True),
        ("quality", "example", "tiny_body in 3 articles: such as https://a.org/1", False),
    ]


def test_an_overrun_is_no_failure() -> None:
    health = verdict(overran=[("example", "https://a.org/feed")])
    assert (health.is_well, health.line) == (True, "All well, 1 to look at")


def test_a_run_that_broke_off_is_red() -> None:
    assert verdict(row=replace(RUN, status=RunStatus.CRASHED, pending=7)).line == (
        "the run crashed, 7 URLs are left for the next one"
    )
