"""What can be known of a URL, and which events lead from one state to the next: the whole table is `TRANSITIONS`.

          captured            loaded
queued ─────────────► fetched ───────► written
 ▲  ▲  │                 │                │
 │  │  │ failed          │ failed         │ taken up: it changed, or a visit is due
 │  │  ├───► failed ◄────┤                │
 │  │  │       │ taken up when it is due  │
 │  └──────────┴──────────────────────────┘
 │     │ refused         │ refused
 │     └───► rejected ◄──┘
 └─────────────┘ taken up: what said no is asked anew each run

From every state a URL may be taken down, and is then rejected for good. One that is fetched is queued again when its
bytes are lost, one that is rejected may be fetched again without a request: its bytes are still there. And whatever it
is, it is fetched when somebody else's bytes of it are brought in.
"""

from collections.abc import Mapping
from enum import StrEnum

from pipeline.errors import StateError


class State(StrEnum):
    """Where a URL stands between runs."""

    QUEUED = "queued"  # to be fetched
    FETCHED = "fetched"  # in the archive, to be transformed
    WRITTEN = "written"  # an article in the datasets
    REJECTED = "rejected"  # no article, for good or until what said no is asked anew
    FAILED = "failed"  # no article yet: to be tried again when it is due


class Event(StrEnum):
    """What can happen to a URL."""

    TAKEN_UP = "taken up"  # a run is to fetch it
    CAPTURED = "captured"  # its bytes are in the archive
    NOT_MODIFIED = "found as it was"  # the server says that the page is as we have it
    LOADED = "loaded"  # its article is in the datasets
    FAILED = "failed"  # no article this time, for a reason that a later run may find gone
    REFUSED = "refused"  # no article: for good, or by what costs nothing to ask anew
    TURNED_AWAY = "turned away"  # refused by discovery, before anything was asked for
    LOST = "found without its bytes"  # they went from the archive before it was transformed
    TAKEN_DOWN = "taken down"  # taken out for good, whatever it was
    REBUILT = "rebuilt as an article"  # by reprocessing
    DISMISSED = "rebuilt as no article"  # by reprocessing: for good
    PUT_OFF = "rebuilt as no article yet"  # by reprocessing: to be asked again
    BROUGHT_IN = "brought in"  # its bytes, which somebody else fetched, are in the archive
    REOPENED = "reopened"  # a rerun is to transform once more what the archive has of it
    SPARED = "spared"  # an article that stays as it is: not asked for, or what came was kept aside


class Result(StrEnum):
    """What became of a URL in one run."""

    WRITTEN = "written"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


TRANSITIONS: Mapping[tuple[State, Event], State] = {
    (State.QUEUED, Event.TAKEN_UP): State.QUEUED,
    (State.WRITTEN, Event.TAKEN_UP): State.QUEUED,
    (State.FAILED, Event.TAKEN_UP): State.QUEUED,
    (State.REJECTED, Event.TAKEN_UP): State.QUEUED,
    (State.QUEUED, Event.CAPTURED): State.FETCHED,
    (State.QUEUED, Event.NOT_MODIFIED): State.WRITTEN,
    (State.QUEUED, Event.SPARED): State.WRITTEN,
    (State.FETCHED, Event.LOADED): State.WRITTEN,
    (State.FETCHED, Event.SPARED): State.WRITTEN,
    (State.WRITTEN, Event.LOADED): State.WRITTEN,  # a load that is repeated
    (State.QUEUED, Event.FAILED): State.FAILED,
    (State.FETCHED, Event.FAILED): State.FAILED,
    (State.QUEUED, Event.REFUSED): State.REJECTED,
    (State.FETCHED, Event.REFUSED): State.REJECTED,
    (State.QUEUED, Event.TURNED_AWAY): State.REJECTED,
    (State.FETCHED, Event.TURNED_AWAY): State.REJECTED,
    (State.FAILED, Event.TURNED_AWAY): State.REJECTED,
    (State.REJECTED, Event.TURNED_AWAY): State.REJECTED,
    (State.WRITTEN, Event.TURNED_AWAY): State.WRITTEN,  # an article stays one, whatever a filter says of it now
    (State.FETCHED, Event.LOST): State.QUEUED,
    **{(state, Event.REBUILT): State.WRITTEN for state in (State.WRITTEN, State.REJECTED, State.FAILED)},
    **{(state, Event.DISMISSED): State.REJECTED for state in (State.WRITTEN, State.REJECTED, State.FAILED)},
    **{(state, Event.PUT_OFF): State.FAILED for state in (State.WRITTEN, State.REJECTED, State.FAILED)},
    (State.REJECTED, Event.REOPENED): State.FETCHED,
    **{(state, Event.BROUGHT_IN): State.FETCHED for state in State},
    **{(state, Event.TAKEN_DOWN): State.REJECTED for state in State},
}
"""What an event makes of a URL's state; an event that does not stand here cannot happen in that state."""


def after(state: State, event: Event) -> State:
    """The state that `event` leads to. Raises `StateError` when it cannot happen in `state`."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise StateError(f"a URL that is {state} cannot be {event}") from None
