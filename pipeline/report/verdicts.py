"""A run's verdict in a colour and a word, and in one line. Pure."""

from collections.abc import Sequence
from enum import StrEnum

from pipeline.models import RunStatus
from pipeline.report.concerns import Concern
from pipeline.summary import Summary

_NAMED = 3  # sources in the line, before the others are counted


class State(StrEnum):
    """The colour of a verdict; `WORDS` say the same."""

    RED = "red"
    AMBER = "amber"  # well, with something to look at
    GREEN = "green"
    OPEN = "open"  # not judged, as it goes on


WORDS = {
    State.RED: "Not all right",
    State.AMBER: "Well, with warnings",
    State.GREEN: "All well",
    State.OPEN: "Not yet judged",
}


def state_of(summary: Summary) -> State:
    """Whether something is wrong, or only to be looked at; of a run that goes on nothing good is said yet."""
    if not summary.health.is_well:
        return State.RED
    if summary.row.status is RunStatus.RUNNING:
        return State.OPEN
    return State.AMBER if summary.health.troubles else State.GREEN


def headline(summary: Summary, concerns: Sequence[Concern]) -> str:
    """The verdict in a line, short enough for the head of a page."""
    match state_of(summary):
        case State.RED:
            return _wrong(concerns)
        case State.OPEN:
            return "The run goes on."
        case State.AMBER:
            return f"{summary.health.line}."
        case State.GREEN:
            return "Every source answered, and every check passed."


def _wrong(concerns: Sequence[Concern]) -> str:
    red = [concern for concern in concerns if concern.red]
    told = [f"{one.source}: {one.signs[0].word.lower()}" if one.source else one.signs[0].text for one in red[:_NAMED]]
    if len(red) > _NAMED:
        told.append(f"and {len(red) - _NAMED} more")
    others = f" {len(concerns) - len(red)} more to look at." if len(concerns) > len(red) else ""
    return f"{'; '.join(told)}.{others}"
