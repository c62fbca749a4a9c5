"""Politeness: no host is asked more often than its delay allows, whoever asks."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class _Host:
    """last: when its latest request was answered, begun while it is not. stretch: what this delay is multiplied by."""

    last: float = float("-inf")
    stretch: float = 1.0
    under_way: bool = False
    rests_until: float = float("-inf")


class Pacer:
    """Keeps any two requests to one host at least a delay apart. Safe to share between threads.

    The delay counts from the moment at which the answer to a request begins, or its failure: only then is it certain
    that it has arrived, however long the way took, so that the host itself sees the delay.

    delay_seconds: the least delay; a host's own Crawl-delay counts when it is longer. jitter: up to this share of it is
    added at random. clock: seconds that never go back; the instants that methods return are on it. sleep: pauses the
    calling thread for so many seconds. chance: gives random numbers from 0 to 1.
    """

    def __init__(
        self,
        delay_seconds: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        *,
        jitter: float = 0.0,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.clock = clock
        self.sleep = sleep
        self._delay = delay_seconds
        self._jitter = jitter
        self._chance = chance
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def start(self, host: str, crawl_delay: float | None = None) -> float | None:
        """Count a request to `host` as begun now, and give None; or the instant to ask again, as it must not begin yet.

        Whoever is given None makes the request at once and calls `answered`.
        """
        with self._lock:
            state, now = self._hosts.setdefault(host, _Host()), self.clock()
            delay = max(self._delay, crawl_delay or 0.0) * state.stretch
            at = max(state.last + delay, state.rests_until)
            if state.under_way and delay:
                return max(at, now + delay)
            if at > now:
                return at
            state.last, state.under_way = now, True
            state.stretch = 1 + self._jitter * self._chance()
            return None

    def answered(self, host: str) -> None:
        """The request that was begun has been answered, or has failed."""
        with self._lock:
            state = self._hosts[host]
            state.last, state.under_way = self.clock(), False

    def rest(self, host: str, seconds: float) -> None:
        """Let no request to `host` begin for so long."""
        with self._lock:
            state = self._hosts.setdefault(host, _Host())
            state.rests_until = max(state.rests_until, self.clock() + seconds)
