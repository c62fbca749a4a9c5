"""The steps of a run as the ledger sees them, each as short as a test wants it."""

import itertools
from datetime import UTC, datetime, timedelta

from pipeline.ledger import Ledger, Result
from pipeline.models import Attempt, Candidate, CaptureRef, FetchTask, Payload, Rejection, Response, Validators
from pipeline.reasons import Reason

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "https://example.org/story"
TASK = FetchTask(url=URL, source="example")

_offsets = itertools.count(start=100, step=50)


def candidate(url: str = URL, modified: str | None = None, source: str = "example") -> Candidate:
    return Candidate(url=url, source=source, found_by="https://example.org/feed/", modified=modified)


def attempt(outcome: str, url: str = URL) -> Attempt:
    return Attempt(url=url, source="example", started_at=NOON, outcome=outcome, status=200, size=10, seconds=0.5)


def response(url: str = URL, at: datetime = NOON) -> Response:
    return Response(
        url=url,
        final_url=url,
        status=200,
        reason="OK",
        headers=(),
        request_headers=(),
        body=b"<p>text</p>",
        fetched_at=at,
        validators=Validators(etag='"1"'),
    )


def begin(ledger: Ledger, run_id: str, *candidates: Candidate, at: datetime = NOON) -> None:
    ledger.begin_run(run_id, {}, at)
    ledger.enlist(run_id, candidates, (), at)


def capture(  # noqa: PLR0913  # each test says what it is about
    ledger: Ledger,
    run_id: str,
    url: str = URL,
    *,
    at: datetime = NOON,
    offset: int | None = None,
    digest: str = "sha1:A",
    same_as: Payload | None = None,
) -> CaptureRef:
    ref = CaptureRef(file="a.warc.gz", offset=next(_offsets) if offset is None else offset, length=50)
    task, attempts = FetchTask(url=url, source="example"), [attempt("fetched", url)]
    ledger.record_capture(run_id, task, response(url, at), ref, attempts, digest=digest, same_as=same_as)
    return ref


def write(ledger: Ledger, run_id: str, url: str = URL, result: Result = Result.WRITTEN) -> None:
    ledger.record_articles(run_id, [(url, "a" * 16, result)])


def publish(ledger: Ledger, run_id: str, *candidates: Candidate, at: datetime = NOON) -> None:
    """A run that finds articles and writes them."""
    begin(ledger, run_id, *candidates, at=at)
    for one in candidates:
        capture(ledger, run_id, one.url, at=at)
        write(ledger, run_id, one.url)


def reject(ledger: Ledger, run_id: str, reason: Reason, at: datetime = NOON, url: str = URL) -> None:
    ledger.record_rejection(run_id, url, Rejection(reason=reason, detail="so it was"), at)


def not_modified(ledger: Ledger, run_id: str, at: datetime = NOON) -> None:
    ledger.record_not_modified(run_id, TASK, at, [attempt("not_modified")])


def results(ledger: Ledger, run_id: str) -> dict[tuple[str | None, str | None], int]:
    return {(tally.result, tally.reason): tally.count for tally in ledger.tally(run_id)}
