import itertools
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from http.server import BaseHTTPRequestHandler

import pytest

from pipeline.config import FetchSettings
from pipeline.extract.crawl import crawl
from pipeline.extract.digests import payload_digest
from pipeline.extract.outcomes import Fetched
from pipeline.extract.urls import host_of
from pipeline.extract.visits import Crawler, crawler
from pipeline.models import FetchTask, Rejection, Response
from pipeline.reasons import Reason

from .conftest import Answer, Site


def tasks(site: Site, count: int) -> list[FetchTask]:
    for number in range(count):
        site[f"/{number}"] = Answer(f"<p>{number}</p>".encode())
    return [FetchTask(url=site.url(f"/{number}"), source="here") for number in range(count)]


def run(
    made: Crawler, settings: FetchSettings, todo: Sequence[FetchTask], on_result: Callable[[Fetched], None]
) -> None:
    crawl(todo, made.fetcher, made.robots, made.pacer, settings, on_result)


def test_every_task_is_delivered_once_in_the_calling_thread(
    make_site: Callable[[], Site], patient: Crawler, settings: FetchSettings
) -> None:
    todo = [task for _ in range(6) for task in tasks(make_site(), 10)]
    results: list[Fetched] = []
    threads = set()

    def take(fetched: Fetched) -> None:
        results.append(fetched)
        threads.add(threading.current_thread())

    run(patient, settings, todo, take)
    assert sorted(each.task.url for each in results) == sorted(task.url for task in todo)
    assert all(isinstance(each.outcome, Response) for each in results)
    assert threads == {threading.current_thread()}


def test_nothing_to_do(patient: Crawler, settings: FetchSettings) -> None:
    results: list[Fetched] = []
    run(patient, settings, [], results.append)
    assert results == []


def test_a_host_is_served_in_order_by_one_at_a_time(site: Site, patient: Crawler, settings: FetchSettings) -> None:
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
    run(patient, settings, todo, lambda _: None)
    assert overlaps == [False] * 8
    assert site.paths() == ["/robots.txt", *(f"/{number}" for number in range(8))]


def test_results_come_when_they_are_there(
    make_site: Callable[[], Site], patient: Crawler, settings: FetchSettings
) -> None:
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

    run(patient, settings, todo, take)
    assert order == [fast.url("/0"), fast.url("/1"), fast.url("/2"), slow.url("/0")]


def test_a_host_in_trouble_does_not_hold_the_others_up(
    make_site: Callable[[], Site], patient: Crawler, settings: FetchSettings
) -> None:
    ill, well = make_site(), make_site()
    todo = [*tasks(ill, 2), *tasks(well, 5)]
    ill["/0"] = [Answer(b"", 503, {"Retry-After": "50"}), Answer()]
    results: list[Fetched] = []
    one_thread = settings.model_copy(update={"concurrency": 1})
    run(patient, one_thread, todo, results.append)
    assert [each.task.url for each in results[-2:]] == [ill.url("/0"), ill.url("/1")]
    assert [len(each.attempts) for each in results] == [1, 1, 1, 1, 1, 2, 1]


def test_no_host_is_asked_faster_than_its_delay_and_none_waits_for_another(
    make_site: Callable[[], Site], settings: FetchSettings
) -> None:
    sizes = [2, 3, 4, 5, 6, 7]
    todo = [task for size in sizes for task in tasks(make_site(), size)]
    made = crawler(settings.model_copy(update={"delay_seconds": 0.1}))
    starts: dict[str, list[float]] = defaultdict(list)
    begin = time.monotonic()
    run(
        made,
        settings.model_copy(update={"concurrency": 2}),
        todo,
        lambda fetched: starts[host_of(fetched.task.url)].append(fetched.attempts[0].started_at.timestamp()),
    )
    took = time.monotonic() - begin
    made.close()
    gaps = [later - earlier for host in starts.values() for earlier, later in itertools.pairwise(host)]
    assert len(gaps) == sum(sizes) - len(sizes)
    assert min(gaps) > 0.09  # the start is noted a moment after the pacer's
    assert took < 1.7, "the slowest host alone needs 0.7 s, all one after the other 2.7 s"


def test_a_fault_in_on_result_ends_the_crawl_at_once(site: Site, patient: Crawler, settings: FetchSettings) -> None:
    results: list[Fetched] = []

    def full(fetched: Fetched) -> None:
        results.append(fetched)
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        run(patient, settings, tasks(site, 50), full)
    assert len(results) == 1
    assert len(site.requests) < 10


def test_an_interrupt_does_not_wait_for_requests_under_way(
    make_site: Callable[[], Site], patient: Crawler, settings: FetchSettings
) -> None:
    slow, fast = make_site(), make_site()
    todo = [*tasks(slow, 1), *tasks(fast, 1)]
    hold = threading.Event()
    slow["/0"] = lambda _: hold.wait(4) and None

    def interrupt(fetched: Fetched) -> None:
        raise KeyboardInterrupt

    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run(patient, settings, todo, interrupt)
    assert time.monotonic() - begin < 2
    hold.set()


def test_a_fault_of_ours_in_a_thread_is_not_hidden(
    site: Site, patient: Crawler, settings: FetchSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(patient.fetcher, "fetch", broken)
    with pytest.raises(ZeroDivisionError, match="a bug"):
        run(patient, settings, tasks(site, 5), lambda _: None)


def test_a_slow_consumer_slows_the_crawl(
    make_site: Callable[[], Site], patient: Crawler, settings: FetchSettings
) -> None:
    sites = [make_site() for _ in range(8)]
    todo = [task for site in sites for task in tasks(site, 5)]
    ahead = []
    taken = 0

    def slowly(fetched: Fetched) -> None:
        nonlocal taken
        time.sleep(0.01)
        taken += 1
        ahead.append(sum(len([path for path in site.paths() if path != "/robots.txt"]) for site in sites) - taken)

    run(patient, settings, todo, slowly)
    assert taken == 40
    assert max(ahead) <= settings.concurrency


def test_a_page_comes_packed_for_the_archive(site: Site, patient: Crawler, settings: FetchSettings) -> None:
    results: list[Fetched] = []
    site["/0"] = Answer(b"<p>a page</p>")
    run(patient, settings, [FetchTask(url=site.url("/0"), source="here")], results.append)
    assert [each.packed.digest if each.packed else None for each in results] == [payload_digest(b"<p>a page</p>")]
    assert [each.packed.response if each.packed else None for each in results] == [each.outcome for each in results]


def test_a_rejection_is_a_result(site: Site, patient: Crawler, settings: FetchSettings) -> None:
    results: list[Fetched] = []
    run(patient, settings, [FetchTask(url=site.url("/gone"), source="here")], results.append)
    assert [each.packed for each in results] == [None]
    assert [each.outcome for each in results] == [Rejection(reason=Reason.HTTP_404, detail="404 Not Found")]
