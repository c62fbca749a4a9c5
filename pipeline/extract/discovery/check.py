"""Whether a source still offers articles: each of its feeds, sitemaps and listings asked by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.config import Source
from pipeline.extract.discovery.dates import instant
from pipeline.extract.discovery.discover import discover
from pipeline.extract.discovery.wordpress import posts_url
from pipeline.extract.fetching.visits import Crawler
from pipeline.extract.outcomes import Discovery
from pipeline.models import Problem
from pipeline.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCheck:
    """What a feed, sitemap, listing or API answer came to.

    way: `feed`, `sitemap`, `listing` or `wordpress`. reason: why it gave nothing, None when it could be read. detail:
    one line for an operator. robots: what robots.txt says of it, as in `Attempt.robots_rule`. items: pages that it
    names. wanted: those that the source's filters take and robots.txt allows. newest: the latest date that it states
    of an item, None when it states none.
    """

    way: str
    url: str
    reason: Reason | None
    detail: str
    robots: str | None
    items: int
    wanted: int
    newest: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCheck:
    """What the documents of a source came to, in the order in which a run asks for them."""

    source: Source
    documents: tuple[DocumentCheck, ...]

    @property
    def answers(self) -> bool:
        """Whether every document could be read."""
        return all(document.reason is None for document in self.documents)


def check(source: Source, crawler: Crawler) -> SourceCheck:
    """Ask for every document of a source once, as a run does; nothing is remembered."""
    documents = [_document(part, way, url, crawler) for part, way, url in _parts(source)]
    return SourceCheck(source=source, documents=tuple(documents))


def _parts(source: Source) -> Iterator[tuple[Source, str, str]]:
    """The source with one of its documents only, the way that this is, and its address; for each of them."""
    bare = source.model_copy(update={"feeds": (), "sitemaps": (), "listings": (), "wordpress": False})
    for way, key in (("feed", "feeds"), ("sitemap", "sitemaps"), ("listing", "listings")):
        for url in getattr(source, key):
            yield bare.model_copy(update={key: (url,)}), way, url
    if source.wordpress:
        yield bare.model_copy(update={"wordpress": True}), "wordpress", posts_url(source.homepage)


def _document(part: Source, way: str, url: str, crawler: Crawler) -> DocumentCheck:
    found = discover(part, crawler.getter(part.id), {}, datetime.now(UTC))
    own = next((problem for problem in found.problems if problem.url == url), None)
    items = [*found.candidates, *(candidate for candidate, _ in found.rejected)]
    dates = [date for item in items if item.modified and (date := instant(item.modified)) is not None]
    return DocumentCheck(
        way=way,
        url=url,
        reason=own.reason if own else None,
        detail=own.detail if own else _of_parts(found.problems),
        robots=_robots_rule(found, url),
        items=len(items),
        wanted=sum(crawler.verdict(candidate.url).allowed for candidate in found.candidates),
        newest=max(dates, default=None),
    )


def _of_parts(problems: tuple[Problem, ...]) -> str:
    """What went wrong below a sitemap index that could be read itself."""
    if not problems:
        return ""
    first = problems[0]
    return f"{len(problems)} of its sitemaps could not be read, such as {first.url}: {first.detail or first.reason}"


def _robots_rule(found: Discovery, url: str) -> str | None:
    return next((attempt.robots_rule for attempt in found.attempts if attempt.url == url), None)
