"""Whatever goes wrong, there is advice, and it can be typed."""

import re

import pytest

from pipeline.health import Topic, Trouble
from pipeline.reasons import Reason
from pipeline.seeing.advice import OF_REASON, OF_TOPIC, Advice
from pipeline.seeing.counsel import Counsel, again, on_reason, on_trouble

RUN = "20261102T030000Z-5ee1"
COMMANDS = ("rerun", "sources check", "failures", "run", "report")


def test_every_reason_and_every_topic_has_advice() -> None:
    assert {*OF_REASON} == {*Reason}
    assert {*OF_TOPIC} == {*Topic}


@pytest.mark.parametrize("advice", [*OF_REASON.values(), *OF_TOPIC.values()])
def test_advice_is_a_sentence_and_a_command_that_there_is(advice: Advice) -> None:
    assert re.fullmatch(r"[A-Z].{9,119}[.:]", advice.text)
    assert advice.text.endswith(":") <= (advice.command is not None)  # what promises a command has one
    if advice.command is not None:
        assert advice.command.startswith(COMMANDS)
        assert {*re.findall(r"\{(\w+)\}", advice.command)} <= {"run", "source", "reason"}


def test_advice_is_filled_in() -> None:
    assert on_reason(Reason.TIMEOUT, RUN, ["example"]) == Counsel(
        text="The site was too slow. If it always is, raise fetch.timeout_seconds, then:",
        command=f"rerun {RUN} --source example --reason timeout",
    )
    silent = Trouble(topic=Topic.SILENT, source="example", text="silent", red=True)
    assert on_trouble(silent, RUN).command == "sources check example"
    broken = Trouble(topic=Topic.BROKEN_OFF, source=None, text="the run failed", red=True)
    assert on_trouble(broken, RUN).command == "run"


def test_a_command_is_for_all_sources_where_there_are_several() -> None:
    assert on_reason(Reason.TIMEOUT, RUN, ["a", "b"]).command == f"rerun {RUN} --reason timeout"
    assert on_reason(Reason.DNS, RUN, ["a", "b"]).command == "sources check a b"
    assert on_reason(Reason.PAYWALL, RUN, ["a", "b"]).command is None


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason.TIMEOUT, "tried again by the next run, 5 times at most"),
        (Reason.HTTP_404, "tried again after 20 hours, 2 times at most"),
        (Reason.EXCLUDED, "decided anew by every run"),
        (Reason.NOT_ARTICLE, "final"),
    ],
)
def test_when_it_is_asked_again_is_the_policy_s(reason: Reason, said: str) -> None:
    assert again(reason) == said
