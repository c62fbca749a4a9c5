"""Batches of captured pages through transform: archive in, articles and rejections out."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from pipeline import diary, extract
from pipeline.events import Event, tell
from pipeline.ledger import Captured, Claim
from pipeline.load import StagedArticle, article_id
from pipeline.models import Article, Page, Rejection
from pipeline.reasons import Reason
from pipeline.transform import extract as transform_page

SIZE = 500
"""Pages in a batch: large enough that orchestrating it is noise, small enough to hold in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What a batch came to: every page is in one of the two."""

    articles: tuple[tuple[Captured, Article], ...]
    rejections: tuple[tuple[str, Rejection], ...]


class Claims(Protocol):
    """Who stands for which article: the ledger, or what reprocessing has in its place."""

    def claim(self, wanted: Iterable[tuple[str, str, date]]) -> dict[str, Claim]: ...

    def record_rejection(
        self, run_id: str, url: str, rejection: Rejection, now: datetime, *, duplicate_of: str | None
    ) -> None: ...


def split(captured: Sequence[Captured]) -> Iterator[Sequence[Captured]]:
    """The pages in batches of at most `SIZE`."""
    return (captured[start : start + SIZE] for start in range(0, len(captured), SIZE))


def transform(captured: Sequence[Captured], archive: extract.Shelf, step: Callable[[], None]) -> Batch:
    """Transform each page; a page that makes transform fail is a rejection, and the others go on."""
    articles: list[tuple[Captured, Article]] = []
    rejections: list[tuple[str, Rejection]] = []
    for one in captured:
        result = _transformed(one, archive)
        diary.transformed(one, result)
        if isinstance(result, Rejection):
            rejections.append((one.url, result))
        else:
            articles.append((one, result))
        step()
    return Batch(articles=tuple(articles), rejections=tuple(rejections))


def claimed(
    articles: Sequence[tuple[Captured, Article]],
    ledger: Claims,
    run_id: str,
    now: datetime,
    taken_down: Collection[str],
) -> list[StagedArticle]:
    """The articles that their URL stands for, ready to be staged; the ledger is told of the other URLs' rejection.

    taken_down: the ids of articles that were taken out for good, which no address brings back.
    """
    identified = []
    for one, article in articles:
        key = article_id(article.canonical_url)
        if key in taken_down:
            rejection = Rejection(reason=Reason.TAKEN_DOWN, detail=f"leads to article {key}, which was taken down")
            ledger.record_rejection(run_id, one.url, rejection, now, duplicate_of=key)
            diary.turned_away("transform", one.url, rejection, one.source)
        else:
            identified.append((key, one, article))
    claims = ledger.claim((key, one.url, one.first_captured_at.date()) for key, one, _ in identified)
    rows: list[StagedArticle] = []
    for key, one, article in identified:
        claim = claims[key]
        if claim.url != one.url:
            rejection = Rejection(reason=Reason.DUPLICATE, detail=f"the same article as {claim.url}")
            ledger.record_rejection(run_id, one.url, rejection, now, duplicate_of=key)
            diary.turned_away("transform", one.url, rejection, one.source)
            continue
        rows.append(
            StagedArticle(
                article=replace(article, url=one.url),
                source=one.source,
                date=claim.date,
                first_captured_at=one.first_captured_at,
                captured_at=one.captured_at,
                run_id=run_id,
                capture=one.ref,
            )
        )
    return rows


def _transformed(one: Captured, archive: extract.Shelf) -> Article | Rejection:
    capture = extract.read(archive, one.ref)
    page = Page(url=one.final_url, body=capture.body, charset=capture.charset, content_type=capture.content_type)
    try:
        result = transform_page(page)
    except Exception as error:  # a fault in one page must not lose the others; the traceback is logged
        detail, reason = f"{type(error).__name__}: {error}", Reason.TRANSFORM_ERROR
        tell(
            Event.TRANSFORM_FAULT, error,
            stage="transform", source=one.source, url=one.url, outcome=reason, reason=reason, detail=detail,
        )  # fmt: skip
        return Rejection(reason=reason, detail=detail)
    if isinstance(result, Rejection):
        return result
    identity = extract.normalise(result.canonical_url) or one.final_url
    return replace(result, canonical_url=identity)
