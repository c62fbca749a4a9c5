"""robots.txt by RFC 9309: asked for once per host, and what it says about a URL."""

import re
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from pipeline.extract.http import Fetcher
from pipeline.extract.kinds import Accept
from pipeline.extract.outcomes import Exchange
from pipeline.extract.pacing import Pacer
from pipeline.extract.retries import RetryPolicy
from pipeline.extract.urls import host_of
from pipeline.models import Rejection, Response
from pipeline.reasons import Reason

_MAX_BYTES = 512_000  # RFC 9309, 2.5: at least 500 KiB are to be read; what follows may be ignored

# RFC 9309, 2.3.1.4: no answer is no permission
_UNREACHABLE = frozenset(
    {
        Reason.HTTP_429,
        Reason.HTTP_5XX,
        Reason.TIMEOUT,
        Reason.DNS,
        Reason.TLS,
        Reason.CONNECTION,
        Reason.PRIVATE_ADDRESS,
        Reason.TOO_LARGE,
    }
)

_CONTACT = re.compile(
    r"\S*(?:://|@)\S*"
)  # its words are not the crawler's name: `User-agent: bot` is not for https://x.org/bot


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What robots.txt says of a URL.

    rule: for the record, such as `allowed`, `disallowed by robots.txt`, `no robots.txt (404)`, `robots.txt unreachable
    (timeout)`. crawl_delay: seconds that the host wants between requests. reason: why not, None when allowed:
    ROBOTS_DENIED when a rule says so, otherwise the reason that kept robots.txt from us, so that a host's bad hour is
    not taken for its word.
    """

    allowed: bool
    rule: str
    crawl_delay: float | None = None
    reason: Reason | None = None


class Robots:
    """The robots.txt of every host of a crawl, each fetched when it is first needed. Safe to share between threads.

    An answer 4xx but 429, or redirects that lead nowhere, mean that there are no rules; 429, 5xx and no answer at all
    mean that nothing may be fetched now. Raises nothing of the network's doing.
    """

    def __init__(self, fetcher: Fetcher, user_agent: str, pacer: Pacer, retries: RetryPolicy | None = None) -> None:
        self._fetcher = fetcher
        self._user_agent = _CONTACT.sub("", user_agent)
        self._pacer = pacer
        self._retries = retries or RetryPolicy()
        self._files: dict[str, Future[Protego | Verdict]] = {}
        self._lock = threading.Lock()

    def verdict(self, url: str) -> Verdict:
        """May `url` be fetched? The first question about a host waits for its robots.txt."""
        rules = self._rules(url)
        if isinstance(rules, Verdict):
            return rules
        delay = rules.crawl_delay(self._user_agent)
        if rules.can_fetch(url, self._user_agent):
            return Verdict(allowed=True, rule="allowed", crawl_delay=delay)
        return Verdict(allowed=False, rule="disallowed by robots.txt", crawl_delay=delay, reason=Reason.ROBOTS_DENIED)

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of the URL's host names, as it names them."""
        rules = self._rules(url)
        return () if isinstance(rules, Verdict) else tuple(rules.sitemaps)

    def _rules(self, url: str) -> Protego | Verdict:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            file = self._files.get(origin)
            mine = file is None
            if file is None:
                file = self._files[origin] = Future()
        if mine:
            try:
                file.set_result(self._load(f"{origin}/robots.txt"))
            except BaseException as error:
                file.set_exception(error)  # or the threads that wait for it would wait for ever
                raise
        return file.result()

    def _load(self, url: str) -> Protego | Verdict:
        attempts = 0
        while True:
            self._pacer.wait(host_of(url))
            exchange = self._fetcher.fetch(url, accept=Accept.ANYTHING, permit=self._pace)
            attempts += 1
            pause = self._retries.pause(exchange, attempts)
            if pause is None:
                return _read(exchange)
            self._pacer.sleep(pause)

    def _pace(self, url: str) -> None:
        self._pacer.wait(host_of(url))


def _read(exchange: Exchange) -> Protego | Verdict:
    outcome = exchange.outcome
    if isinstance(outcome, Response):
        return Protego.parse(outcome.body[:_MAX_BYTES].decode("utf-8-sig", "replace"))
    reason = outcome.reason if isinstance(outcome, Rejection) else Reason.HTTP_5XX
    if reason in _UNREACHABLE:
        what = exchange.status if exchange.status and exchange.status >= 400 else reason.value
        return Verdict(allowed=False, rule=f"robots.txt unreachable ({what})", reason=reason)
    return Verdict(allowed=True, rule=f"no robots.txt ({exchange.status})")
