"""What a site has for finding its articles: feeds, news sitemaps and the WordPress REST API, each tried."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from pipeline.extract.discovery.discover import document_of
from pipeline.extract.discovery.entries import Document, Unreadable
from pipeline.extract.discovery.feeds import parse_feed
from pipeline.extract.discovery.frontpage import FrontPage, read_front_page
from pipeline.extract.discovery.sitemaps import parse_sitemap
from pipeline.extract.discovery.wordpress import parse_posts, posts_url
from pipeline.extract.fetching.kinds import Accept
from pipeline.extract.fetching.visits import Crawler
from pipeline.extract.headers import content_type_of
from pipeline.extract.outcomes import Get
from pipeline.extract.urls import absolute, same_site
from pipeline.models import Entry, FetchTask, Rejection, Response

_FEED_PATHS = ("feed/", "rss", "rss.xml", "feed.xml", "atom.xml")
_SITEMAP_PATHS = ("/news-sitemap.xml", "/sitemap.xml")
_MOST_FEEDS = 8  # of those that a page declares; some declare one for every author
_MOST_SITEMAPS = 6
_NEWS_NAME = re.compile(r"(?<![a-z])(google-?)?news(?!letter)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """An address that was asked for, and what came, in a few words."""

    url: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What there is at an address.

    homepage: where it led. refusal: why it could not be read; then there is nothing else. name, language: as the page
    states them. feeds, sitemaps: that could be read and name pages of this site; the sitemaps are of news where there
    are such. general_sitemaps: what was left out for that. include: patterns for the section that the address is of,
    when the feeds are of the whole site. links: how many pages of the site the page itself links to.
    """

    homepage: str
    refusal: Rejection | None = None
    name: str = ""
    language: str | None = None
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    general_sitemaps: tuple[str, ...] = ()
    wordpress: bool = False
    include: tuple[str, ...] = ()
    links: int = 0
    tried: tuple[Tried, ...] = ()


def explore(url: str, crawler: Crawler) -> Findings:
    """Read a front page or a section's, and try what it declares and what is usual. `url`: as `normalise` gives it."""
    outcome = crawler.visit(FetchTask(url=url, source=""), Accept.PAGE).outcome
    if not isinstance(outcome, Response):
        assert isinstance(outcome, Rejection), "an unconditional request is never answered by 304"  # noqa: S101
        return Findings(homepage=url, refusal=outcome)
    page = read_front_page(outcome.body, outcome.final_url, content_type_of(outcome.headers)[1])
    explorer = _Explorer(page, crawler.getter(""))
    explorer.try_feeds()
    explorer.try_wordpress()
    explorer.try_sitemaps(crawler.sitemaps(page.url))
    return explorer.findings()


class _Explorer:
    """Tries one address after the other, and keeps what is there."""

    def __init__(self, page: FrontPage, get: Get) -> None:
        self._page = page
        self._get = get
        self._tried: dict[str, str] = {}
        self._feeds: dict[str, tuple[Entry, ...]] = {}
        self._news: list[str] = []
        self._general: list[str] = []
        self._wordpress = False

    def findings(self) -> Findings:
        page = self._page
        general = tuple(self._general)
        enough = bool(self._feeds or self._news or self._wordpress)
        return Findings(
            homepage=page.url,
            name=page.name,
            language=page.language,
            feeds=tuple(self._feeds),
            sitemaps=tuple(self._news) if enough else general,
            general_sitemaps=general if enough else (),
            wordpress=self._wordpress,
            include=self._include(),
            links=page.links,
            tried=tuple(Tried(url=url, result=result) for url, result in self._tried.items()),
        )

    def try_feeds(self) -> None:
        """What the page declares; only where that gives none, what is usual, up to the first that is there."""
        for url in self._declared():
            self._feed(url)
        usual = (urljoin(base, path) for base in dict.fromkeys((self._section, self._root)) for path in _FEED_PATHS)
        for url in usual:
            if self._feeds:
                return
            self._feed(url)

    def try_wordpress(self) -> None:
        """The posts of a whole site; those of a section's site are not the section's."""
        declared = self._page.wordpress_api
        if declared is None and self._section != self._root:
            return
        if declared is not None and declared != urljoin(self._section, "wp-json/"):
            return
        url = posts_url(self._page.url)
        answer = self._fetch(url)
        if answer is not None:
            self._wordpress = self._judge(url, document_of(answer, parse_posts), "post")

    def try_sitemaps(self, named: Sequence[str]) -> None:
        """What robots.txt names, else what is usual; news sitemaps first, as they are short and new."""
        addresses = [url for one in named if (url := absolute(one, self._root)) is not None]
        pending = _news_first(dict.fromkeys(addresses or (urljoin(self._root, path) for path in _SITEMAP_PATHS)))
        asked = 0
        while pending and asked < _MOST_SITEMAPS and not self._news:
            asked += 1
            url = pending.pop(0)
            pending = [child for child in self._sitemap(url) if _NEWS_NAME.search(urlsplit(child).path)] + pending

    @property
    def _root(self) -> str:
        return urljoin(self._page.url, "/")

    @property
    def _section(self) -> str:
        """The folder that the page is of: `/politics/` for `/politics` as for `/politics/index.html`."""
        path = urlsplit(self._page.url).path
        last = path.rpartition("/")[2]
        return urljoin(self._page.url, f"{last}/" if last and "." not in last else ".")

    def _declared(self) -> Iterator[str]:
        feeds = [url for url in self._page.feeds if "/comments/" not in url]
        own = [url for url in feeds if self._section != self._root and url.startswith(self._section)]
        yield from (own or feeds)[:_MOST_FEEDS]

    def _include(self) -> tuple[str, ...]:
        """The section's path, when items of a feed for the whole site are below it."""
        path = urlsplit(self._section).path
        if path == "/" or any(url.startswith(self._section) for url in self._feeds):
            return ()
        inside = any(path in entry.url for entries in self._feeds.values() for entry in entries)
        outside = any(path not in entry.url for entries in self._feeds.values() for entry in entries)
        return (re.escape(path).replace("\\-", "-"),) if inside and outside else ()

    def _feed(self, url: str) -> None:
        answer = self._fetch(url)
        if answer is None:
            return
        feed = document_of(answer, parse_feed)
        if self._judge(url, feed, "item") and not isinstance(feed, Unreadable):
            self._feeds[answer.final_url] = feed.entries

    def _sitemap(self, url: str) -> tuple[str, ...]:
        """Keep a sitemap that can be read; the sitemaps that it names, if it is an index."""
        answer = self._fetch(url)
        if answer is None:
            return ()
        sitemap = document_of(answer, parse_sitemap)
        if isinstance(sitemap, Unreadable):
            self._tried[url] = sitemap.detail
            return ()
        is_news = sitemap.window or bool(_NEWS_NAME.search(urlsplit(url).path))
        kind = "an index of" if sitemap.children else "a sitemap of news," if is_news else "a sitemap,"
        self._tried[url] = f"{kind} {len(sitemap.children) or len(sitemap.entries)}"
        if sitemap.children or sitemap.entries:
            (self._news if is_news else self._general).append(url)
        return tuple(child.url for child in sitemap.children)

    def _judge(self, url: str, document: Document | Unreadable, what: str) -> bool:
        """Note what a document came to; whether it names pages of this site."""
        if isinstance(document, Unreadable):
            self._tried[url] = document.detail
            return False
        entries = document.entries
        ours = sum(same_site(entry.url, self._page.url) for entry in entries)
        self._tried[url] = f"{len(entries)} {what if len(entries) == 1 else f'{what}s'}" + (
            "" if ours == len(entries) else f", {ours} of this site"
        )
        return ours > 0

    def _fetch(self, url: str) -> Response | None:
        if url in self._tried:
            return None
        outcome = self._get(url).outcome
        if isinstance(outcome, Response):
            return outcome
        self._tried[url] = f"{outcome.reason}: {outcome.detail}" if isinstance(outcome, Rejection) else "not modified"
        return None


def _news_first(urls: Iterable[str]) -> list[str]:
    return sorted(urls, key=lambda url: not _NEWS_NAME.search(urlsplit(url).path))
