"""The benchmark of fetching, small and without peers: what it serves, what it counts, and what it prints."""

import gzip
import subprocess
import sys

import requests

from benchmarks.fetching import Run, measure, report
from benchmarks.made_pages import maker
from benchmarks.page_server import serving
from pipeline.extract import normalise


def test_pages_are_of_real_sizes_and_no_two_are_equal() -> None:
    made = maker(seed=1)
    pages = [made.page(number) for number in range(200)]
    assert len(set(pages)) == 200
    assert 150_000 < sum(map(len, pages)) / 200 < 210_000
    assert 0.17 < sum(len(gzip.compress(page, 6)) for page in pages[:40]) / sum(map(len, pages[:40])) < 0.21
    assert maker(seed=1).page(7) == pages[7]


def test_the_server_has_many_hosts_and_a_robots_txt_on_each() -> None:
    with serving(6, 3) as urls:
        assert [url.split("/")[2].split(":")[0] for url in urls] == ["127.0.0.2", "127.0.0.3", "127.0.0.4"] * 2
        assert urls == [normalise(url) for url in urls]
        answer = requests.get(urls[4], timeout=10)
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.content == maker().page(4)
        assert requests.get(urls[4].replace("article", "other"), timeout=10).status_code == 404
        robots = requests.get("/".join([*urls[1].split("/")[:3], "robots.txt"]), timeout=10)
        assert (robots.status_code, robots.text.splitlines()[0]) == (200, "User-agent: *")


def test_plain_bodies_are_not_packed_on_the_way() -> None:
    with serving(1, 1, plain=True) as urls:
        answer = requests.get(urls[0], timeout=10)
    assert "Content-Encoding" not in answer.headers
    assert answer.content == maker().page(0)


def test_copydesk_keeps_every_page() -> None:
    with serving(30, 4) as urls:
        (run,) = measure(urls, ["copydesk"], rounds=1, concurrency=4)
    assert (run.system, run.pages) == ("copydesk", 30)
    assert run.cpu_seconds > 0
    assert run.seconds > 0
    assert 50 < run.mb < 300


def test_the_report_compares_the_rounds_of_neighbours() -> None:
    def run(system: str, seconds: float) -> Run:
        return Run(system=system, seconds=seconds, cpu_seconds=seconds / 2, pages=100, mb=120.4)

    runs = [
        run("copydesk", 1),
        run("scrapy", 2),
        run("scrapy", 4),
        run("copydesk", 5),
        run("copydesk", 2),
        run("scrapy", 2),
    ]
    assert list(report(runs)) == [
        "copydesk       50 pages/s (20 to 100), 10.00 ms of a processor a page, peak 120 MB, 100 pages kept",
        "scrapy         50 pages/s (25 to 50), 10.00 ms of a processor a page, peak 120 MB, 100 pages kept",
        "copydesk / scrapy: 1.00 (0.80 to 2.00)",
    ]


def test_the_script_runs_without_peers() -> None:
    command = [sys.executable, "-m", "benchmarks.fetching", "--pages=8", "--hosts=2", "--rounds=1", "--peers=none"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.startswith("copydesk ")
    assert done.stdout.endswith("8 pages kept\n")


def test_a_peer_that_is_not_there_is_named() -> None:
    command = [sys.executable, "-m", "benchmarks.fetching", "--pages=1", "--peers=curl"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "curl: no such peer; there are scrapy, or say none" in done.stderr
