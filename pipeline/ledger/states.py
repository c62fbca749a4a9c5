"""What can be known of a URL, and which steps lead from one state to the next.

queued ──► fetched ──► written ──► queued        (discovery says that the page changed)
  │ ▲         └──────► rejected                  (the page is no article)
  │ └──── failed                                 (the next run tries again)
  ├─────► failed                                 (a transient reason, also of what was fetched: a wall)
  └─────► rejected ──► queued                    (a filter or robots.txt said no, and is asked again each run)
"""

from enum import StrEnum

from pipeline.reasons import Reason


class State(StrEnum):
    """Where a URL stands between runs."""

    QUEUED = "queued"  # to be fetched
    FETCHED = "fetched"  # in the archive, to be transformed
    WRITTEN = "written"  # an article in the datasets
    REJECTED = "rejected"  # no article, for good
    FAILED = "failed"  # no article yet: to be tried again by the next run


class Result(StrEnum):
    """What became of a URL in one run."""

    WRITTEN = "written"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


# decided without asking the page's server for the page, so they cost nothing to decide again
ASKED_AGAIN = frozenset({Reason.EXCLUDED, Reason.ROBOTS_DENIED})

# captured, but not the article: the server's «not modified since» would be about the wall
STAND_INS = frozenset({Reason.CONSENT_WALL, Reason.BOT_CHALLENGE})


def state_after(reason: Reason) -> State:
    """The state of a URL that was turned away for `reason`."""
    return State.FAILED if reason.retry.later else State.REJECTED
