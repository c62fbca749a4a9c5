"""The robots.txt of each host, by RFC 9309: asked for once, when its first page is."""

import threading
from urllib.parse import urlsplit

from pipeline.extract.fetching.asking import Asking, Manners, Note
from pipeline.extract.fetching.kinds import Accept
from pipeline.extract.fetching.rules import Rules, Verdict
from pipeline.extract.fetching.trips import Trip
from pipeline.extract.outcomes import Exchange
from pipeline.models import Rejection, Response
from pipeline.reasons import Reason

_MAX_BYTES = 512_000  # RFC 9309, 2.5: at least 500 KiB are to be read; what follows may be ignored
_MEANWHILE = 0.05  # seconds until whoever finds that another thread is asking already looks again

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
        Reason.HOST_RESTING,
    }
)
_WELCOME = Verdict(allowed=True, rule="robots.txt itself")


class Robots:
    """The robots.txt of every host of a run, each fetched when it is first needed. Safe to share between threads.

    An answer 4xx but 429, or redirects that lead nowhere, mean that there are no rules; 429, 5xx and no answer at all
    mean that nothing may be fetched now. Raises nothing of the network's doing.
    """

    def __init__(self, manners: Manners, user_agent: str) -> None:
        self._manners = manners
        self._user_agent = user_agent
        self._files: dict[str, _File] = {}
        self._lock = threading.Lock()

    def verdict(self, url: str, note: Note) -> Verdict | float:
        """May `url` be fetched? A float is the instant (on the pacer's clock) to ask again: it is not known yet.

        Makes the request for the host's robots.txt when its turn has come, and tells `note` of it, so that each such
        request is told of once.
        """
        rules = self.rules(url, note)
        return rules.verdict(url) if isinstance(rules, Rules) else rules

    def rules(self, url: str, note: Note) -> Rules | Verdict | float:
        """What the robots.txt of the URL's host says; a Verdict on all of it where there is none. Else as `verdict`."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            file = self._files.get(origin)
            if file is None:
                file = self._files[origin] = _File(self._manners, self._user_agent, f"{origin}/robots.txt")
        return file.step(note)


class _File:
    """One robots.txt. Whoever needs it takes it a step further, one at a time."""

    def __init__(self, manners: Manners, user_agent: str, url: str) -> None:
        self._manners = manners
        self._user_agent = user_agent
        self._url = url
        self._asking = Asking(manners, self._begin, lambda _: _WELCOME)
        self._rules: Rules | Verdict | None = None
        self._turn = threading.Lock()

    def step(self, note: Note) -> Rules | Verdict | float:
        if self._rules is None:
            if not self._turn.acquire(blocking=False):
                return self._manners.pacer.clock() + _MEANWHILE
            try:
                return self._ask(note)
            finally:
                self._turn.release()
        return self._rules

    def _ask(self, note: Note) -> Rules | Verdict | float:
        if self._rules is None:  # nobody was faster
            step = self._asking.step(lambda exchange, _: note(exchange, None))
            if isinstance(step, float):
                return step
            self._rules = _read(step, self._user_agent)
        return self._rules

    def _begin(self) -> Trip:
        return self._manners.fetcher.trip(self._url, accept=Accept.ANYTHING, at_most=_MAX_BYTES)


def _read(exchange: Exchange, user_agent: str) -> Rules | Verdict:
    outcome, status = exchange.outcome, exchange.status or 0
    if isinstance(outcome, Response):
        return _parse(outcome.body, user_agent)
    reason = outcome.reason if isinstance(outcome, Rejection) else Reason.HTTP_5XX
    if reason in _UNREACHABLE or status >= 500:
        what = status if status >= 400 else reason.value
        return Verdict(allowed=False, rule=f"robots.txt unreachable ({what})", reason=reason)
    return Verdict(allowed=True, rule=f"no robots.txt ({status})")


def _parse(body: bytes, user_agent: str) -> Rules | Verdict:
    if len(body) == _MAX_BYTES:
        body = body.rpartition(b"\n")[0]  # half a rule would be another rule
    text = body.decode("utf-8-sig", "replace")
    if text.lstrip().startswith("<"):
        return Verdict(allowed=True, rule="no robots.txt (a page in its place)")
    return Rules(text, user_agent)
