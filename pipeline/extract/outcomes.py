"""What a request comes to: the values that the modules of this stage hand to each other and to the caller."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pipeline.extract.archive.warc import Packed
from pipeline.models import Attempt, Candidate, FetchTask, Problem, Rejection, Response, Snapshot, Validators


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
    packed: a Response ready for the archive, when it was asked for by `crawl`.
    """

    task: FetchTask
    outcome: Outcome
    attempts: tuple[Attempt, ...]
    packed: Packed | None = None


class Get(Protocol):
    """Fetches a document, obeying robots.txt and the host's pace: conditionally when there are validators."""

    def __call__(self, url: str, validators: Validators | None = None) -> Fetched: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What a source offers: the URLs to fetch, those that its filters refuse, and what went wrong on the way.

    snapshots: what to remember of its documents until the next run, in place of what was known; nothing of those that
    failed. overran: addresses of the feeds and the like that may have dropped articles since the last look at them.
    """

    candidates: tuple[Candidate, ...]
    rejected: tuple[tuple[Candidate, Rejection], ...]
    problems: tuple[Problem, ...]
    attempts: tuple[Attempt, ...]
    snapshots: tuple[Snapshot, ...]
    overran: tuple[str, ...]
