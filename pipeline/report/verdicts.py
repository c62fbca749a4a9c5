"""A run's verdict in a colour and a word, and in one line. Pure."""

from collections.abc import Sequence
from enum import StrEnum

from pipeline.health import Health
from pipeline.report.concerns import Concern

_NAMED = 3  # sources in the line, before the others are counted


class State(StrEnum):
    """The colour of a verdict; `WORDS` say the same."""

    RED = "red"
    AMBER = "amber"  # well, with something to look at
    GREEN = "green"
    OPEN = "open"  # not judged


WORDS = {
    State.RED: "Not all right",
    State.AMBER: "Well, with warnings",
    State.GREEN: "All well",
    State.OPEN: "Not judged",
}


def state_of(health: Health) -> State:
    """Whether something is wrong, or only to be looked at."""
    if not health.is_well:
        return State.RED
    return State.AMBER if health.troubles else State.GREEN


def headline(health: Health, concerns: Sequence[Concern]) -> str:
    """The verdict in a line, short enough for the head of a page."""
    red = [concern for concern in concerns if concern.red]
    if not red:
        return f"{health.line}."
    told = [f"{one.source}: {one.signs[0].word.lower()}" if one.source else one.signs[0].text for one in red[:_NAMED]]
    if len(red) > _NAMED:
        told.append(f"and {len(red) - _NAMED} more")
    others = f" {len(concerns) - len(red)} more to look at." if len(concerns) > len(red) else ""
    return f"{'; '.join(told)}.{others}"
