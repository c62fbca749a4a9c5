"""Which URLs a source offers: all its feeds, sitemaps, listings and its REST API, asked one after the other."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace

from pipeline.config import Source
from pipeline.extract.dates import later
from pipeline.extract.entries import Unreadable
from pipeline.extract.feeds import parse_feed
from pipeline.extract.filters import UrlFilter
from pipeline.extract.headers import content_type_of
from pipeline.extract.listings import listing_links
from pipeline.extract.outcomes import Discovery, Fetched
from pipeline.extract.sitemaps import parse_sitemap
from pipeline.extract.urls import absolute, normalise
from pipeline.extract.wordpress import parse_posts, posts_url
from pipeline.models import Attempt, Candidate, Entry, Problem, Rejection, Response
from pipeline.reasons import Reason

MAX_SITEMAP_DEPTH = 3  # an index in an index in an index
MAX_SITEMAPS = 50  # documents a source and run

Get = Callable[[str], Fetched]
"""Fetches a document, obeying robots.txt and the host's pace: `pipeline.extract.visits.Crawler.getter`."""


def discover(source: Source, get: Get) -> Discovery:
    """Everything that `source` offers now, filtered: one candidate a URL, found by the document that had it first, with
    the latest `modified` that any document states. A document that fails is a Problem, and the others still count.

    A link of a listing that no `include` pattern names is not counted: menus are full of such.
    """
    finder = _Finder(source, get)
    for url in source.feeds:
        finder.feed(url)
    finder.sitemaps(source.sitemaps)
    for url in source.listings:
        finder.listing(url)
    if source.wordpress:
        finder.posts(posts_url(source.homepage))
    return finder.result()


class _Finder:
    """Collects what the documents of one source say."""

    def __init__(self, source: Source, get: Get) -> None:
        self._source = source
        self._get = get
        self._filter = UrlFilter.of(source)
        self._found: dict[str, Candidate] = {}
        self._refused: dict[str, Rejection] = {}
        self._problems: list[Problem] = []
        self._attempts: list[Attempt] = []

    def result(self) -> Discovery:
        wanted = [found for url, found in self._found.items() if url not in self._refused]
        return Discovery(
            candidates=tuple(wanted),
            rejected=tuple((self._found[url], refusal) for url, refusal in self._refused.items()),
            problems=tuple(self._problems),
            attempts=tuple(self._attempts),
        )

    def feed(self, url: str) -> None:
        answer = self._fetch(url)
        if answer is not None:
            self._take(parse_feed(answer.body, answer.final_url), answer)

    def posts(self, url: str) -> None:
        answer = self._fetch(url)
        if answer is not None:
            self._take(parse_posts(answer.body), answer)

    def listing(self, url: str) -> None:
        answer = self._fetch(url)
        if answer is None:
            return
        links = listing_links(answer.body, answer.final_url, content_type_of(answer.headers)[1])
        self._take([Entry(url=link) for link in links if self._filter.includes(link)], answer)

    def sitemaps(self, roots: Iterable[str]) -> None:
        """Breadth first, so that the limit cuts the deepest."""
        pending = deque((url, 1) for url in roots)
        seen = {url for url, _ in pending}
        read = 0
        while pending:
            if read == MAX_SITEMAPS:
                self._problem(
                    pending[0][0], Reason.TOO_LARGE, f"{read} sitemaps read, this and {len(pending) - 1} more not"
                )
                return
            url, depth = pending.popleft()
            read += 1
            children = self._sitemap(url)
            if children and depth == MAX_SITEMAP_DEPTH:
                self._problem(url, Reason.TOO_LARGE, f"sitemap indexes nested deeper than {MAX_SITEMAP_DEPTH}")
                continue
            fresh = [child for child in dict.fromkeys(children) if child not in seen]
            seen.update(fresh)
            pending.extend((child, depth + 1) for child in fresh)

    def _sitemap(self, url: str) -> list[str]:
        """Take a sitemap's pages; the addresses of the sitemaps that it names."""
        answer = self._fetch(url)
        if answer is None:
            return []
        sitemap = parse_sitemap(answer.body)
        if isinstance(sitemap, Unreadable):
            self._take(sitemap, answer)
            return []
        self._take(sitemap.entries, answer)
        return [child for each in sitemap.children if (child := absolute(each, answer.final_url)) is not None]

    def _fetch(self, url: str) -> Response | None:
        fetched = self._get(url)
        self._attempts.extend(fetched.attempts)
        outcome = fetched.outcome
        if isinstance(outcome, Response):
            return outcome
        if isinstance(outcome, Rejection):
            self._problem(url, outcome.reason, outcome.detail)
        return None

    def _take(self, entries: Iterable[Entry] | Unreadable, answer: Response) -> None:
        if isinstance(entries, Unreadable):
            self._problem(answer.url, Reason.CONTENT_TYPE, entries.detail)
            return
        for entry in entries:
            url = normalise(entry.url, answer.final_url)
            if url is not None:
                self._add(url, answer.url, entry.modified)

    def _add(self, url: str, found_by: str, modified: str | None) -> None:
        known = self._found.get(url)
        if known is not None:
            self._found[url] = replace(known, modified=later(known.modified, modified))
            return
        self._found[url] = Candidate(url=url, source=self._source.id, found_by=found_by, modified=modified)
        refusal = self._filter.refusal(url)
        if refusal is not None:
            self._refused[url] = refusal

    def _problem(self, url: str, reason: Reason, detail: str) -> None:
        self._problems.append(Problem(source=self._source.id, url=url, reason=reason, detail=detail))
