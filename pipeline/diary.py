"""What a run tells of itself: the values that its steps work with in, events out."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from pipeline import extract
from pipeline.events import Event, of_run, tell
from pipeline.health import Topic
from pipeline.ledger import Captured, Run
from pipeline.load import Merged
from pipeline.models import Article, Attempt, Rejection
from pipeline.plans import Plan
from pipeline.reasons import FAILURES, Reason
from pipeline.summary import Summary

# a host that rests would be a line for each of its pages that is left
_FAILED = FAILURES - {Reason.HOST_RESTING}
_TOLD_BEFORE = (Topic.BROKEN_OFF, Topic.SILENT, Topic.UNANSWERED, Topic.OVERRAN)


@contextmanager
def of(plan: Plan, run: Run) -> Iterator[None]:
    """The run from its beginning on; what is told inside the block has its id. An error's text is for the caller."""
    with of_run(run.run_id):
        tell(
            Event.RUN_BEGINS,
            kind=plan.kind,
            sources=len(plan.sources),
            urls=len(plan.urls) or None,
            of=plan.options.get("of"),
        )
        try:
            yield
        except Exception as error:
            tell(Event.RUN_BREAKS_OFF, detail=type(error).__name__)
            raise


def offered(source: str, found: extract.Discovery, new: int) -> None:
    """What a source named, and what of it did not answer. new: URLs that were never seen before."""
    for problem in found.problems:
        detail = problem.detail or problem.reason
        tell(
            Event.DISCOVER_UNANSWERED,
            stage="discover", source=source, url=problem.url, reason=problem.reason, detail=detail,
        )  # fmt: skip
    for url in found.overran:
        tell(Event.DISCOVER_OVERRAN, stage="discover", source=source, url=url)
    for candidate, rejection in found.rejected:
        turned_away("discover", candidate.url, rejection, source)
    documents = {attempt.url for attempt in found.attempts if attempt.purpose == "discovery"}
    urls = len(found.candidates) + len(found.rejected)
    tell(
        Event.DISCOVER_SOURCE,
        stage="discover", source=source, documents=len(documents), candidates=urls, new=new,
        turned_away=len(found.rejected),
    )  # fmt: skip


def fetched(one: extract.Fetched) -> None:
    """How the request for a page ended."""
    task, outcome = one.task, one.outcome
    asked = (attempt for attempt in one.attempts if attempt.purpose == "article")
    requests = [attempt for attempt in asked if not attempt.detail.startswith("not requested")]
    match outcome:
        case Rejection():
            turned_away("fetch", task.url, outcome, task.source, requests)
        case extract.NotModified():
            tell(
                Event.URL_NOT_MODIFIED,
                stage="fetch", source=task.source, url=task.url, outcome="not_modified", **_told_of(requests),
            )  # fmt: skip
        case _:
            tell(
                Event.URL_FETCHED,
                stage="fetch", source=task.source, url=task.url, outcome="fetched", size=len(outcome.body),
                **_told_of(requests),
            )  # fmt: skip


def transformed(one: Captured, result: Article | Rejection) -> None:
    """What transform made of a page; its faults are told where they happen."""
    if not isinstance(result, Rejection):
        tell(Event.URL_TRANSFORMED, stage="transform", source=one.source, url=one.url, outcome="transformed")
    elif result.reason is not Reason.TRANSFORM_ERROR:
        turned_away("transform", one.url, result, one.source)


def turned_away(
    stage: str, url: str, rejection: Rejection, source: str | None = None, requests: Iterable[Attempt] = ()
) -> None:
    """A URL that ends without an article."""
    reason = rejection.reason
    tell(
        Event.URL_FAILED if reason in _FAILED else Event.URL_REJECTED,
        stage=stage, source=source, url=url, outcome=reason, reason=reason, detail=rejection.detail,
        **_told_of([*requests]),
    )  # fmt: skip


def loaded(merged: Iterable[Merged]) -> None:
    """What the articles became in the datasets."""
    for one in merged:
        tell(Event.URL_SETTLED, stage="load", url=one.url, outcome=one.result, article=one.article_id)


def ends(summed_up: Summary) -> None:
    """The verdict, and the numbers."""
    row, health = summed_up.row, summed_up.health
    for trouble in health.troubles:
        if trouble.topic not in _TOLD_BEFORE:
            tell(Event.RUN_TROUBLE, topic=trouble.topic, source=trouble.source, detail=trouble.text)
    tell(
        Event.RUN_ENDS if health.is_well else Event.RUN_NOT_WELL,
        run=row.run_id, status=row.status, verdict=health.line,
        seconds=(row.finished_at - row.started_at).total_seconds() if row.finished_at else None,
        discovered=row.discovered, fetched=row.fetched, written=row.written, revised=row.revised,
        unchanged=row.unchanged, rejected=row.rejected, pending=row.pending,
    )  # fmt: skip


def interrupted(run: Run, *, taken_up: bool) -> None:
    """A run whose process was killed."""
    tell(Event.RUN_TAKEN_UP if taken_up else Event.RUN_CRASHED, run=run.run_id)


def _told_of(requests: list[Attempt]) -> dict[str, int | float | None]:
    """Of the requests for a page: the last one's status and seconds, and how many there were."""
    if not requests:
        return {}
    return {"status": requests[-1].status, "seconds": requests[-1].seconds, "attempts": len(requests)}
