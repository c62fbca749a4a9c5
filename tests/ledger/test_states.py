"""The state machine: every pair of state and event, each with its literal end."""

import pytest

from pipeline.errors import StateError
from pipeline.ledger.states import Event, State, after

LEADS_TO = {
    ("queued", "taken up"): "queued",
    ("queued", "captured"): "fetched",
    ("queued", "found as it was"): "written",
    ("queued", "failed"): "failed",
    ("queued", "refused"): "rejected",
    ("queued", "turned away"): "rejected",
    ("queued", "spared"): "written",
    ("fetched", "spared"): "written",
    ("fetched", "loaded"): "written",
    ("fetched", "failed"): "failed",
    ("fetched", "refused"): "rejected",
    ("fetched", "turned away"): "rejected",
    ("written", "taken up"): "queued",
    ("written", "loaded"): "written",
    ("written", "turned away"): "written",
    ("failed", "taken up"): "queued",
    ("failed", "turned away"): "rejected",
    ("rejected", "taken up"): "queued",
    ("rejected", "turned away"): "rejected",
    ("fetched", "found without its bytes"): "queued",
    ("rejected", "reopened"): "fetched",
    ("queued", "brought in"): "fetched",
    ("fetched", "brought in"): "fetched",
    ("written", "brought in"): "fetched",
    ("failed", "brought in"): "fetched",
    ("rejected", "brought in"): "fetched",
    ("queued", "taken down"): "rejected",
    ("fetched", "taken down"): "rejected",
    ("written", "taken down"): "rejected",
    ("failed", "taken down"): "rejected",
    ("rejected", "taken down"): "rejected",
    ("written", "rebuilt as an article"): "written",
    ("rejected", "rebuilt as an article"): "written",
    ("failed", "rebuilt as an article"): "written",
    ("written", "rebuilt as no article"): "rejected",
    ("rejected", "rebuilt as no article"): "rejected",
    ("failed", "rebuilt as no article"): "rejected",
    ("written", "rebuilt as no article yet"): "failed",
    ("rejected", "rebuilt as no article yet"): "failed",
    ("failed", "rebuilt as no article yet"): "failed",
}
PAIRS = [(state, event) for state in State for event in Event]


@pytest.mark.parametrize(("state", "event"), [pair for pair in PAIRS if pair in LEADS_TO])
def test_an_event_leads_to_its_state(state: State, event: Event) -> None:
    assert after(state, event) == LEADS_TO[state, event]


@pytest.mark.parametrize(("state", "event"), [pair for pair in PAIRS if pair not in LEADS_TO])
def test_any_other_event_is_a_fault(state: State, event: Event) -> None:
    with pytest.raises(StateError, match=f"^a URL that is {state} cannot be {event}$"):
        after(state, event)


def test_every_literal_pair_is_one_of_the_machine() -> None:
    assert len(PAIRS) == 75
    assert set(LEADS_TO) <= set(PAIRS)
