"""Troubles put together by source, and the verdict in a line."""

from dataclasses import replace
from typing import Any

from pipeline.config import AlertsSettings
from pipeline.health import Health, Topic, Trouble, judge
from pipeline.load import Finding
from pipeline.load.nights import Example
from pipeline.models import RunStatus
from pipeline.report.concerns import Concern, concerns
from pipeline.report.verdicts import State, headline, state_of
from pipeline.summary import Summary
from tests.report.samples import RUN

TINY = Finding(check="tiny_body", severity="warn", rows=3, detail="such as https://a.org/it's: 12 words")
SHORT = Finding(check="drift_length", severity="fail", rows=0, detail="a median of 90 words")
FEW = Finding(check="drift_volume", severity="warn", rows=0, detail="no new articles in 3 runs")


def summary(*findings: tuple[str, Finding], troubles: tuple[Trouble, ...] = ()) -> Summary:
    judged = judge(RUN, attempts=[], problems=[], overran=[], findings=findings, alerts=AlertsSettings())
    health = Health(troubles=(*troubles, *judged.troubles))
    return Summary(row=RUN, problems=(), overran=(), findings=findings, health=health)


def trouble(topic: Topic, source: str | None, *, red: bool) -> Trouble:
    return Trouble(topic=topic, source=source, text="what there is to say", red=red)


def told(found: tuple[Concern, ...]) -> list[tuple[Any, ...]]:
    return [(one.source, [sign.word for sign in one.signs], one.commands) for one in found]


def test_an_article_that_a_check_names_is_the_example() -> None:
    (concern,) = concerns(summary(("a", TINY)), {})
    assert concern.example == Example(title="https://a.org/it's", url="https://a.org/it's")
    assert concern.signs[0].text == "3 articles, such as https://a.org/it's: 12 words"
    assert concern.commands == ("""copydesk explain 'https://a.org/it'"'"'s'""",)


def test_what_is_said_of_a_source_is_one_concern_and_the_worst_is_told_first() -> None:
    found = concerns(summary(("a", TINY), ("a", FEW), ("a", SHORT)), {})
    assert [sign.word for sign in found[0].signs] == ["Layout changed", "Unusual volume", "Tiny body"]
    assert found[0].red


def test_the_shortest_article_is_the_example_of_another_layout() -> None:
    found = concerns(summary(("a", SHORT)), {"a": Example(title="Short", url="https://a.org/2")})
    assert told(found) == [
        ("a", ["Layout changed"], ("copydesk explain https://a.org/2", "copydesk reprocess --source a --dry-run")),
    ]
    without = concerns(summary(("a", SHORT)), {})
    assert told(without) == [("a", ["Layout changed"], ("copydesk reprocess --source a --dry-run",))]


def test_the_order_is_what_is_red_then_what_is_urgent() -> None:
    troubles = (
        trouble(Topic.OVERRAN, "f", red=False), trouble(Topic.UNANSWERED, "e", red=False),
        trouble(Topic.FAILED_PAGES, "c", red=True), trouble(Topic.SILENT, "b", red=True),
        trouble(Topic.BROKEN_OFF, None, red=True),
    )  # fmt: skip
    found = concerns(summary(("g", TINY), ("d", FEW), troubles=troubles), {})
    assert told(found) == [
        (None, ["Broken off"], ("copydesk run",)),
        ("b", ["Silent"], ("copydesk sources check b",)),
        (
            "c",
            ["Pages failed"],
            (f"copydesk failures {RUN.run_id} --source c", f"copydesk rerun {RUN.run_id} --source c"),
        ),
        ("d", ["Unusual volume"], ("copydesk sources check d",)),
        ("e", ["No answer"], ("copydesk sources check e",)),
        ("f", ["Moved on too far"], ("copydesk run --source f",)),
        ("g", ["Tiny body"], ("""copydesk explain 'https://a.org/it'"'"'s'""",)),
    ]


def test_the_verdict_in_a_line() -> None:
    def line(known: Summary) -> tuple[State, str]:
        return state_of(known), headline(known, concerns(known, {}))

    silent = tuple(trouble(Topic.SILENT, source, red=True) for source in "abcd")
    assert line(summary()) == (State.GREEN, "Every source answered, and every check passed.")
    assert line(summary(("a", TINY))) == (State.AMBER, "All well, 1 to look at.")
    assert line(summary(("e", TINY), troubles=silent[:1])) == (State.RED, "a: silent. 1 more to look at.")
    assert line(summary(troubles=silent)) == (State.RED, "a: silent; b: silent; c: silent; and 1 more.")
    going_on = replace(summary(), row=replace(RUN, status=RunStatus.RUNNING, finished_at=None))
    assert line(going_on) == (State.OPEN, "The run goes on.")
    broken = trouble(Topic.BROKEN_OFF, None, red=True)
    assert line(summary(troubles=(broken,))) == (State.RED, "what there is to say.")
