import threading
import time
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import pytest

from pipeline.extract.archive.digests import payload_digest
from pipeline.extract.fetching.crawl import crawl
from pipeline.extract.fetching.visits import Crawler
from pipeline.extract.outcomes import Fetched
from pipeline.extract.urls import host_of
from pipeline.models import FetchTask, Rejection, Response
from pipeline.reasons import Reason
from tests.extract.conftest import Answer, Site


def tasks(site: Site, count: int) -> list[FetchTask]:
    for number in range(count):
        site[f"/{number}"] = Answer(f"<p>{number}</p>".encode())
    return [FetchTask(url=site.url(f"/{number}"), source="here") for number in range(count)]


def test_every_task_is_delivered_once_in_the_calling_thread(make_site: Callable[[], Site], patient: Crawler) -> None:
    todo = [task for _ in range(6) for task in tasks(make_site(), 10)]
    results: list[Fetched] = []
    threads = set()

    def take(fetched: Fetched) -> None:
        results.append(fetched)
        threads.add(threading.current_thread())

    crawl(todo, patient, take)
    assert sorted(each.task.url for each in results) == sorted(task.url for task in todo)
    assert all(isinstance(each.outcome, Response) for each in results)
    assert threads == {threading.current_thread()}


def test_nothing_to_do(patient: Crawler) -> None:
    results: list[Fetched] = []
    crawl([], patient, results.append)
    assert results == []


def test_a_host_is_served_in_order_by_one_at_a_time(site: Site, patient: Crawler) -> None:
    under_way = threading.Semaphore(1)
    overlaps = []

    def page(handler: BaseHTTPRequestHandler) -> None:
        overlaps.append(not under_way.acquire(blocking=False))
        time.sleep(0.01)
        under_way.release()
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    todo = tasks(site, 8)
    for number in range(8):
        site[f"/{number}"] = page
    crawl(todo, patient, lambda _: None)
    assert overlaps == [False] * 8
    assert site.paths() == ["/robots.txt", *(f"/{number}" for number in range(8))]


def test_results_come_when_they_are_there(make_site: Callable[[], Site], patient: Crawler) -> None:
    slow, fast = make_site(), make_site()
    todo = [*tasks(slow, 1), *tasks(fast, 3)]
    delivered = threading.Event()

    def late(handler: BaseHTTPRequestHandler) -> None:
        delivered.wait(5)
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    slow["/0"] = late
    order: list[str] = []

    def take(fetched: Fetched) -> None:
        order.append(fetched.task.url)
        if len(order) == 3:
            delivered.set()

    crawl(todo, patient, take)
    assert order == [fast.url("/0"), fast.url("/1"), fast.url("/2"), slow.url("/0")]


def test_a_host_in_trouble_does_not_hold_the_others_up(make_site: Callable[[], Site], patient: Crawler) -> None:
    ill, well = make_site(), make_site()
    todo = [*tasks(ill, 2), *tasks(well, 5)]
    ill["/0"] = [Answer(b"", 503, {"Retry-After": "50"}), Answer()]
    results: list[Fetched] = []
    crawl(todo, replace(patient, concurrency=1), results.append)
    assert [each.task.url for each in results[-2:]] == [ill.url("/0"), ill.url("/1")]
    assert [len(each.attempts) for each in results] == [
        2,
        1,
        1,
        1,
        1,
        3,
        1,
    ]  # the first of a host asks for robots.txt


def test_the_longest_queue_is_served_first_when_threads_are_scarce(
    make_site: Callable[[], Site], patient: Crawler
) -> None:
    short, middle, long = make_site(), make_site(), make_site()
    todo = [*tasks(short, 1), *tasks(middle, 2), *tasks(long, 3)]
    order: list[str] = []
    crawl(todo, replace(patient, concurrency=1), lambda fetched: order.append(host_of(fetched.task.url)))
    names = {host_of(site.root): name for site, name in ((short, "short"), (middle, "middle"), (long, "long"))}
    assert [names[host] for host in order] == ["long", "middle", "long", "short", "middle", "long"]


def test_a_fault_in_on_result_ends_the_crawl_at_once(site: Site, patient: Crawler) -> None:
    results: list[Fetched] = []

    def full(fetched: Fetched) -> None:
        results.append(fetched)
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        crawl(tasks(site, 50), patient, full)
    assert len(results) == 1
    assert len(site.requests) < 10


def test_an_interrupt_does_not_wait_for_requests_under_way(make_site: Callable[[], Site], patient: Crawler) -> None:
    slow, fast = make_site(), make_site()
    todo = [*tasks(slow, 1), *tasks(fast, 1)]
    hold = threading.Event()
    slow["/0"] = lambda _: hold.wait(4) and None

    def interrupt(fetched: Fetched) -> None:
        raise KeyboardInterrupt

    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        crawl(todo, patient, interrupt)
    assert time.monotonic() - begin < 2
    hold.set()


def test_a_fault_of_ours_in_a_thread_is_not_hidden(
    site: Site, patient: Crawler, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(patient.manners.fetcher, "advance", broken)
    with pytest.raises(ZeroDivisionError, match="a bug"):
        crawl(tasks(site, 5), patient, lambda _: None)


def test_a_slow_consumer_slows_the_crawl(make_site: Callable[[], Site], patient: Crawler) -> None:
    sites = [make_site() for _ in range(8)]
    todo = [task for site in sites for task in tasks(site, 5)]
    ahead = []
    taken = 0

    def slowly(fetched: Fetched) -> None:
        nonlocal taken
        time.sleep(0.01)
        taken += 1
        ahead.append(sum(len([path for path in site.paths() if path != "/robots.txt"]) for site in sites) - taken)

    crawl(todo, patient, slowly)
    assert taken == 40
    assert max(ahead) <= patient.concurrency


def test_a_page_comes_packed_for_the_archive(site: Site, patient: Crawler) -> None:
    results: list[Fetched] = []
    site["/0"] = Answer(b"<p>a page</p>")
    crawl([FetchTask(url=site.url("/0"), source="here")], patient, results.append)
    assert [each.packed.digest if each.packed else None for each in results] == [payload_digest(b"<p>a page</p>")]
    assert [each.packed.response if each.packed else None for each in results] == [each.outcome for each in results]


def test_a_rejection_is_a_result(site: Site, patient: Crawler) -> None:
    results: list[Fetched] = []
    crawl([FetchTask(url=site.url("/gone"), source="here")], patient, results.append)
    assert [each.packed for each in results] == [None]
    assert [each.outcome for each in results] == [Rejection(reason=Reason.HTTP_404, detail="404 Not Found")]
