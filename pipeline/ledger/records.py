"""What the ledger answers with."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pipeline.ledger.states import Result
from pipeline.models import CaptureRef, RunStatus
from pipeline.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run. finished_at is None while it goes on."""

    run_id: str
    started_at: datetime
    finished_at: datetime | None
    status: RunStatus
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A page in the archive that waits to be transformed. url: as discovered; final_url: after redirects."""

    url: str
    final_url: str
    source: str
    ref: CaptureRef
    first_captured_at: datetime
    captured_at: datetime


class Work(StrEnum):
    """What a page needs to be done again."""

    FETCH = "fetch"  # a request to its site
    TRANSFORM = "transform"  # its bytes are in the archive


class Novelty(StrEnum):
    """What a capture that somebody else made is beside what is known of its page."""

    WANTED = "wanted"  # newer than all that is known, or of a page that is no article
    WAITING = "waiting"  # in the archive, to be transformed
    HAD = "had"  # in the archive, and done
    OLDER = "older"  # of an article, or of a page that waits, of which a later capture is known
    TAKEN_DOWN = "taken down"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOver:
    """A page that a run has not made an article. reason: why, None when the run left it undone.

    now, detail: why it is none at this moment; None and empty when it is one, or waits for a run. work: None when there
    is nothing to do: it is an article by now, or was taken down.
    """

    url: str
    source: str
    reason: Reason | None
    now: Reason | None
    detail: str
    work: Work | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Which URL stands for an article, and the day whose partition holds it."""

    url: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A URL of the ledger. article_id: what it is a copy of, else what it became; None when it is no article."""

    url: str
    source: str
    article_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record of the archive. digest: of its body, None when it is not known. revisit: whether that lies elsewhere."""

    file: str
    offset: int
    digest: str | None
    revisit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many URLs of a source had this result in a run. result is None for URLs not settled yet."""

    source: str
    result: Result | None
    reason: Reason | None
    count: int
