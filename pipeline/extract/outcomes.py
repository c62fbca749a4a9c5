"""What a request comes to: the values that the modules of this stage hand to each other and to the caller."""

from dataclasses import dataclass
from datetime import datetime

from pipeline.models import Attempt, Candidate, FetchTask, Problem, Rejection, Response, Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """A 304: the server says that the bytes we have are still the current ones."""

    url: str
    final_url: str
    fetched_at: datetime
    validators: Validators


Outcome = Response | NotModified | Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request with its redirects, answered or not.

    url: as asked for. requests: how many were made, 0 when it was not asked for at all. status: of the last answer,
    None when there was none. seconds: from the request to the last byte, without the pauses made for politeness.
    retry_after: raw header value of the last answer. reservations: what the answer says of its use, raw.
    """

    url: str
    outcome: Outcome
    final_url: str
    started_at: datetime
    seconds: float
    requests: int = 1
    status: int | None = None
    retry_after: str | None = None
    reservations: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A task that has come to its end.

    attempts: every request that was made for it, those for the robots.txt of its hosts among them: whose task is the
    first to need one has it in its attempts, so that each stands in one `Fetched` of a run.
    """

    task: FetchTask
    outcome: Outcome
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What a source offers: the URLs to fetch, those that its filters refuse, and what went wrong on the way."""

    candidates: tuple[Candidate, ...]
    rejected: tuple[tuple[Candidate, Rejection], ...]
    problems: tuple[Problem, ...]
    attempts: tuple[Attempt, ...]
