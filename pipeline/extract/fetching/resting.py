"""Which hosts are left alone for the rest of a run: those that failed too often in a row, or that ask for it."""

import threading
from collections import defaultdict

from pipeline.models import Rejection
from pipeline.reasons import Reason

# What says that a host is in trouble, or wants nothing of us, whatever the page.
_FAILURES = frozenset(
    {
        Reason.TIMEOUT,
        Reason.CONNECTION,
        Reason.DNS,
        Reason.TLS,
        Reason.HTTP_5XX,
        Reason.HTTP_429,
        Reason.BOT_CHALLENGE,
    }
)


class Hosts:
    """How the hosts of a run fare. Safe to share between threads. rest_after: failed requests in a row."""

    def __init__(self, rest_after: int) -> None:
        self._rest_after = rest_after
        self._failures: dict[str, int] = defaultdict(int)
        self._resting: dict[str, str] = {}
        self._lock = threading.Lock()

    def resting(self, host: str) -> str | None:
        """Why a host is not to be asked any more in this run, in a line for an operator; None when it may be."""
        return self._resting.get(host)

    def note(self, host: str, outcome: object) -> None:
        """Count what a request to a host came to."""
        reason = outcome.reason if isinstance(outcome, Rejection) else None
        with self._lock:
            if reason not in _FAILURES:
                self._failures[host] = 0
                return
            self._failures[host] += 1
            if self._failures[host] >= self._rest_after:
                self._rest(host, f"requests that failed in a row: {self._failures[host]}, the latest with {reason}")

    def rest(self, host: str, why: str) -> None:
        """Put a host to rest."""
        with self._lock:
            self._rest(host, why)

    def _rest(self, host: str, why: str) -> None:
        self._resting.setdefault(host, why)
