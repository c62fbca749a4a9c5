"""Which URLs a source offers: all its feeds, sitemaps, listings and its REST API, asked one after the other."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from pipeline.config import Source
from pipeline.extract.discovery import snapshots
from pipeline.extract.discovery.dates import instant, later
from pipeline.extract.discovery.entries import Document, Unreadable
from pipeline.extract.discovery.feeds import parse_feed
from pipeline.extract.discovery.filters import AgeFilter, UrlFilter
from pipeline.extract.discovery.listings import parse_listing
from pipeline.extract.discovery.sitemaps import parse_sitemap
from pipeline.extract.discovery.unpacking import unpacked
from pipeline.extract.discovery.wordpress import MENDS, parse_posts, posts_url
from pipeline.extract.headers import content_type_of
from pipeline.extract.outcomes import Discovery, Get, NotModified
from pipeline.extract.urls import Home, absolute, normalise
from pipeline.models import Attempt, Candidate, Entry, Problem, Rejection, Response, Snapshot
from pipeline.reasons import Reason

MAX_SITEMAP_DEPTH = 3  # an index in an index in an index
MAX_SITEMAPS = 50  # documents a source and run

Parse = Callable[[bytes, str, str | None], Document | Unreadable]
"""Given a document's body, its address after redirects, and the charset of its Content-Type."""


def discover(
    source: Source,
    get: Get,
    known: Mapping[str, Snapshot],
    now: datetime,
    max_age_days: float | None = None,
) -> Discovery:
    """Everything that `source` offers now, filtered: one candidate a URL, found by the document that had it first, with
    the latest `modified` that any document states. A document that fails is a Problem, and the others still count.

    known: what is remembered of its documents, by their address; they are asked for conditionally, and what has not
    changed counts as it is remembered. max_age_days: for a source that has no limit of its own.
    A link of a listing that no `include` pattern names is not counted: menus are full of such.
    """
    age = AgeFilter(now=now, max_age_days=source.max_age_days or max_age_days)
    finder = _Finder(source, get, known, age)
    for url in dict.fromkeys(source.feeds):
        finder.feed(url)
    finder.sitemaps(source.sitemaps)
    for url in dict.fromkeys(source.listings):
        finder.listing(url)
    if source.wordpress:
        finder.posts(posts_url(source.homepage))
    return finder.result()


class _Finder:
    """Collects what the documents of one source say."""

    def __init__(self, source: Source, get: Get, known: Mapping[str, Snapshot], age: AgeFilter) -> None:
        self._source = source
        self._get = get
        self._known = known
        self._home = Home.of(source.homepage)
        self._filter = UrlFilter.of(source)
        self._age = age
        self._found: dict[str, Candidate] = {}
        self._published: dict[str, str] = {}
        self._problems: list[Problem] = []
        self._attempts: list[Attempt] = []
        self._snapshots: dict[str, Snapshot] = {}
        self._overran: list[str] = []

    def result(self) -> Discovery:
        wanted: list[Candidate] = []
        refused: list[tuple[Candidate, Rejection]] = []
        for url, candidate in self._found.items():
            refusal = self._filter.refusal(url) or self._age.refusal(self._published.get(url))
            if refusal is None:
                wanted.append(candidate)
            else:
                refused.append((candidate, refusal))
        return Discovery(
            candidates=tuple(wanted),
            rejected=tuple(refused),
            problems=tuple(self._problems),
            attempts=tuple(self._attempts),
            snapshots=tuple(self._snapshots.values()),
            overran=tuple(self._overran),
        )

    def feed(self, url: str) -> None:
        self._read(url, parse_feed)

    def listing(self, url: str) -> None:
        self._read(url, partial(parse_listing, home=self._home), wanted=self._filter.includes)

    def posts(self, url: str) -> None:
        self._read(url, parse_posts, mends=MENDS)

    def sitemaps(self, roots: Iterable[str]) -> None:
        """Breadth first, and of an index the newest first, so that the limit cuts the deepest and the oldest."""
        pending = deque((url, 1) for url in dict.fromkeys(roots))
        seen = {url for url, _ in pending}
        read = 0
        while pending:
            if read == MAX_SITEMAPS:
                url, more = pending[0][0], len(pending) - 1
                self._problem(url, Reason.TOO_LARGE, f"{read} sitemaps read, this and {more} more not")
                return
            url, depth = pending.popleft()
            read += 1
            children = self._read(url, parse_sitemap)
            if children and depth == MAX_SITEMAP_DEPTH:
                self._problem(url, Reason.TOO_LARGE, f"sitemap indexes nested deeper than {MAX_SITEMAP_DEPTH}")
                continue
            fresh = [child for child in children if child not in seen]
            seen.update(fresh)
            pending.extend((child, depth + 1) for child in fresh)

    def _read(
        self,
        url: str,
        parse: Parse,
        *,
        wanted: Callable[[str], bool] = lambda _: True,
        mends: Mapping[Reason, str] | None = None,
    ) -> list[str]:
        """Take a document's pages; the addresses of the documents that it names.

        wanted: which pages count at all. mends: what to add to the complaint when it cannot be had.
        """
        before = self._known.get(url)
        fetched = self._get(url, snapshots.conditions(before))
        self._attempts.extend(fetched.attempts)
        outcome = fetched.outcome
        if isinstance(outcome, Rejection):
            mend = (mends or {}).get(outcome.reason)
            self._problem(url, outcome.reason, f"{outcome.detail}: {mend}" if mend else outcome.detail)
            return []
        if isinstance(outcome, NotModified):
            if before is not None:
                self._snapshots[url] = snapshots.confirmed(before, outcome.validators)
                self._take(url, self._spelled(before.entries, url), wanted)
            return []
        document = document_of(outcome, parse)
        if isinstance(document, Unreadable):
            self._problem(url, document.reason, document.detail)
            return []
        if document.shortfall:
            self._problem(url, Reason.TOO_LARGE, document.shortfall)
        pages = self._spelled(document.entries, outcome.final_url)
        self._remember(url, document, pages, outcome)
        self._take(url, pages, wanted)
        return _newest_first(document.children, outcome.final_url)

    def _spelled(self, entries: Iterable[Entry], base: str) -> tuple[Entry, ...]:
        """One entry a page, its URL normalised, with the latest dates; without what is no web address."""
        found: dict[str, Entry] = {}
        for entry in entries:
            url = normalise(entry.url, base, self._home)
            if url is None:
                continue
            same = found.get(url, entry)
            published, modified = later(same.published, entry.published), later(same.modified, entry.modified)
            found[url] = Entry(url=url, published=published, modified=modified)
        return tuple(found.values())

    def _remember(self, url: str, document: Document, pages: tuple[Entry, ...], answer: Response) -> None:
        before = self._known.get(url)
        snapshot = snapshots.taken(url, document, pages, answer.validators)
        if snapshots.is_worth_keeping(snapshot, before):
            self._snapshots[url] = snapshot
        if snapshots.overran(before, document, pages):
            self._overran.append(url)

    def _take(self, found_by: str, pages: Iterable[Entry], wanted: Callable[[str], bool]) -> None:
        for page in pages:
            if wanted(page.url):
                self._add(page, found_by)

    def _add(self, page: Entry, found_by: str) -> None:
        url = page.url
        # A date of publication stays the same while the article does, so it may stand in for that of the change.
        modified = page.modified or page.published
        known = self._found.get(url)
        if known is None:
            self._found[url] = Candidate(url=url, source=self._source.id, found_by=found_by, modified=modified)
        else:
            self._found[url] = replace(known, modified=later(known.modified, modified))
        published = later(self._published.get(url), page.published)
        if published is not None:
            self._published[url] = published

    def _problem(self, url: str, reason: Reason, detail: str) -> None:
        self._problems.append(Problem(source=self._source.id, url=url, reason=reason, detail=detail))


def document_of(answer: Response, parse: Parse) -> Document | Unreadable:
    """What an answer says, unpacked where it is gzipped."""
    body = unpacked(answer.body)
    if isinstance(body, Unreadable):
        return body
    return parse(body, answer.final_url, content_type_of(answer.headers)[1])


def _newest_first(children: Iterable[Entry], base: str) -> list[str]:
    """The sitemaps of an index, those first that state no date, for they may be new."""
    undated = [child for child in children if not child.modified]
    dated = [(date, child) for child in children if child.modified and (date := instant(child.modified))]
    dated.sort(key=lambda one: one[0], reverse=True)
    ordered = [*undated, *(child for _, child in dated)]
    addresses = (absolute(child.url, base) for child in ordered)
    return list(dict.fromkeys(address for address in addresses if address is not None))
