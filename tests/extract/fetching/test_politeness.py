"""Politeness is exact, and costs no more time than it must: as the servers see it, over real sockets."""

import itertools
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

from pipeline.config import FetchSettings, Source
from pipeline.extract.discovery.discover import discover
from pipeline.extract.fetching.crawl import crawl
from pipeline.extract.fetching.visits import crawler
from pipeline.extract.outcomes import Fetched
from pipeline.models import FetchTask, Response
from tests.extract.conftest import Answer, Site

DELAY = 0.15
SIZES = [*range(1, 15), 2, 2, 3, 5, 8, 24]  # pages of each of the 20 hosts
FEED = {"Content-Type": "application/rss+xml"}
MOVED = "/moved"


def furnish(site: Site, pages: int) -> None:
    """A feed, and pages of which the last is found by a redirect."""
    paths = [f"/{number}" for number in range(pages - 1)] + [MOVED]
    for path in paths:
        site[path] = Answer()
    site[MOVED] = Answer(b"", 301, {"Location": "/there"})
    site["/there"] = Answer()
    items = "".join(f"<item><link>{site.url(path)}</link></item>" for path in paths)
    site["/feed"] = Answer(f"<rss><channel>{items}</channel></rss>".encode(), headers=FEED)


def night(sites: list[Site], settings: FetchSettings) -> tuple[list[Fetched], float]:
    """Discovery and crawl of all sites; the results, and the seconds that the crawl took."""
    results: list[Fetched] = []
    with closing(crawler(settings)) as made, ThreadPoolExecutor(len(sites)) as pool:
        sources = [Source(id="here", homepage=site.root, feeds=(site.url("/feed"),)) for site in sites]
        found = list(pool.map(lambda source: discover(source, made.getter("here"), {}, datetime.now(UTC)), sources))
        tasks = [FetchTask(url=each.url, source="here") for one in found for each in one.candidates]
        time.sleep(DELAY)  # so that the crawl begins as if nobody had been asked
        begin = time.monotonic()
        crawl(tasks, made, results.append)
        return results, time.monotonic() - begin


def test_20_hosts_with_a_delay(make_site: Callable[[], Site], settings: FetchSettings) -> None:
    polite = settings.model_copy(update={"delay_seconds": DELAY, "concurrency": 16})
    slowest = make_site()
    furnish(slowest, max(SIZES))
    _, alone = night([slowest], polite)

    sites = [make_site() for _ in SIZES]
    for site, pages in zip(sites, SIZES, strict=True):
        furnish(site, pages)
    results, together = night(sites, polite)

    assert all(isinstance(fetched.outcome, Response) for fetched in results)
    # robots.txt, the feed, the pages, and where one of them has moved to
    assert [len(site.started) for site in sites] == [pages + 3 for pages in SIZES]
    gaps = [later - earlier for site in sites for earlier, later in itertools.pairwise(site.started)]
    assert min(gaps) >= DELAY
    assert together <= 1.1 * alone, f"{together:.2f} s with all hosts, {alone:.2f} s with the slowest alone"


def test_redirects_to_another_host_wait_for_its_turn_and_keep_nobody_waiting(
    make_site: Callable[[], Site], settings: FetchSettings
) -> None:
    """Two hosts move all their pages to a third, and a fourth is served meanwhile, by one thread."""
    old, older, new, other = (make_site() for _ in range(4))
    tasks = []
    for number in range(4):
        for site in (old, older):
            site[f"/{number}"] = Answer(b"", 301, {"Location": new.url(f"/{number}")})
            tasks.append(FetchTask(url=site.url(f"/{number}"), source="here"))
        new[f"/{number}"] = other[f"/{number}"] = Answer()
        tasks.append(FetchTask(url=other.url(f"/{number}"), source="here"))
    begin = time.monotonic()
    results: list[Fetched] = []
    with closing(crawler(settings.model_copy(update={"delay_seconds": DELAY, "concurrency": 1}))) as made:
        crawl(tasks, made, results.append)
    took = time.monotonic() - begin
    assert all(isinstance(fetched.outcome, Response) for fetched in results)
    gaps = [later - earlier for site in (old, older, new, other) for earlier, later in itertools.pairwise(site.started)]
    assert len(new.started) == 1 + 8
    assert min(gaps) >= DELAY
    assert took < 15 * DELAY, "nine requests to the third host are eight delays"
