"""Certificates made for the tests, names that resolve as a test wants it, and a crawler in a hurry."""

import contextlib
import datetime
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from pipeline.config import FetchSettings
from pipeline.extract.fetching.pacing import Pacer
from pipeline.extract.fetching.visits import Crawler, crawler
from tests.extract.conftest import FakeTime

DEADLINE = 0.4
YESTERDAY = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """Who signs. trusted: whom the crawler trusts; other: whom nobody does."""

    trusted: trustme.CA
    other: trustme.CA

    def context(self, host: str, *, trusted: bool = True, expired: bool = False) -> ssl.SSLContext:
        """What a server at `host` identifies itself with."""
        authority = self.trusted if trusted else self.other
        until = YESTERDAY if expired else None
        since = YESTERDAY - datetime.timedelta(days=1) if expired else None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(host, not_before=since, not_after=until).configure_cert(context)
        return context


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority(trustme.CA(), trustme.CA())


@pytest.fixture
def trusting(authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The crawler trusts the tests' authority instead of the world's."""
    file = tmp_path / "authority.pem"
    authority.trusted.cert_pem.write_to_path(str(file))
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(file))


class Zone:
    """The names that resolve, each with its answers in turn, the last for ever: `127.0.0.1`, or several addresses."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._answers: dict[str, list[str]] = {}

    def __setitem__(self, name: str, answers: list[str]) -> None:
        self._answers[name] = answers

    def look_up(self, host: str, port: int, *_: object, **__: object) -> list[object]:
        self.asked.append(host)
        answers = self._answers.get(host)
        if answers is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (each, port)) for each in answer.split()]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Zone:
    made = Zone()
    monkeypatch.setattr(socket, "getaddrinfo", made.look_up)
    return made


@pytest.fixture
def hurried() -> FetchSettings:
    return FetchSettings(
        delay_seconds=0, jitter=0, timeout_seconds=DEADLINE, max_bytes=1_000_000, allow_private_addresses=True
    )


MakeCrawler = Callable[[FetchSettings], Crawler]


@pytest.fixture
def make_crawler(fake_time: FakeTime) -> Iterator[MakeCrawler]:
    """Crawlers whose pauses take no time; only the network does."""
    with contextlib.ExitStack() as stack:

        def make(settings: FetchSettings) -> Crawler:
            made = crawler(settings, Pacer(0.0, fake_time.clock, fake_time.sleep))
            return stack.enter_context(contextlib.closing(made))

        yield make


@pytest.fixture
def hasty(hurried: FetchSettings, make_crawler: MakeCrawler) -> Crawler:
    return make_crawler(hurried)
