"""A web server on loopback that does what a test tells it, and a crawler whose pauses take no time."""

import contextlib
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from pipeline.config import FetchSettings
from pipeline.extract.fetching.http import Fetcher
from pipeline.extract.fetching.kinds import Accept
from pipeline.extract.fetching.pacing import Pacer
from pipeline.extract.fetching.visits import Crawler, crawler
from pipeline.extract.outcomes import Exchange, Outcome
from pipeline.models import Validators


@dataclass(frozen=True)
class Answer:
    """status, headers and body of an answer; Content-Length is added unless the headers say otherwise."""

    body: bytes = b"<p>hello</p>"
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


Behaviour = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """One host. `site[path] = plan`: an Answer, several to be given in turn (the last for ever), or a function."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.started: list[float] = []
        self._plans: dict[str, list[Answer | Behaviour]] = {}
        self._served: dict[str, int] = defaultdict(int)
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.site = self
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __setitem__(self, path: str, plan: "Answer | Behaviour | list[Answer | Behaviour]") -> None:
        self._plans[path] = plan if isinstance(plan, list) else [plan]

    def url(self, path: str) -> str:
        return f"{self.root}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def plan_for(self, path: str, headers: dict[str, str]) -> Answer | Behaviour:
        with self._lock:
            self.requests.append((path, headers))
            self.started.append(time.monotonic())
            plans = self._plans.get(path, [Answer(status=404)])
            number = min(self._served[path], len(plans) - 1)
            self._served[path] += 1
            return plans[number]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    site: Site


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def handle(self) -> None:
        with contextlib.suppress(OSError):  # a client that has had enough
            super().handle()

    def do_GET(self) -> None:
        plan = self.server.site.plan_for(self.path, dict(self.headers.items()))
        if not isinstance(plan, Answer):
            plan(self)
            return
        self.send_response(plan.status)
        for name, value in plan.headers.items():
            self.send_header(name, value)
        if "Content-Length" not in plan.headers:
            self.send_header("Content-Length", str(len(plan.body)))
        self.end_headers()
        self.wfile.write(plan.body)

    def log_message(self, *args: Any) -> None:
        """Nothing on the terminal."""


class Browser(Fetcher):
    """A fetcher that follows redirects at once, without a look at robots.txt or the clock."""

    def fetch(self, url: str, validators: Validators | None = None, *, accept: Accept = Accept.PAGE) -> Exchange:
        trip = self.trip(url, validators, accept=accept)
        while (outcome := self.advance(trip)) is None:
            pass
        return self.exchange(trip, outcome)

    def get(self, url: str, validators: Validators | None = None, *, accept: Accept = Accept.PAGE) -> Outcome:
        return self.fetch(url, validators, accept=accept).outcome


class FakeTime:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def make_site() -> Iterator[Callable[[], Site]]:
    sites: list[Site] = []

    def make() -> Site:
        sites.append(Site())
        return sites[-1]

    yield make
    for each in sites:
        each.close()


@pytest.fixture
def settings() -> FetchSettings:
    return FetchSettings(
        user_agent="copydesk-test/1.0 (+https://example.org/bot)",
        delay_seconds=0.0,
        jitter=0.0,
        timeout_seconds=5.0,
        max_bytes=100_000,
        concurrency=4,
        allow_private_addresses=True,
    )


@pytest.fixture
def fetcher(settings: FetchSettings) -> Iterator[Browser]:
    with Browser(settings) as fetcher:
        yield fetcher


@pytest.fixture
def fake_time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def patient(settings: FetchSettings, fake_time: FakeTime) -> Iterator[Crawler]:
    """A crawler without delay between requests, whose pauses before retries take no time."""
    made = crawler(settings, Pacer(0.0, fake_time.clock, fake_time.sleep))
    yield made
    made.close()
