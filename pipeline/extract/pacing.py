"""Politeness: no host is asked more often than its delay allows, whoever asks."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Host:
    turn: threading.Lock = field(default_factory=threading.Lock)
    last_start: float = float("-inf")


class Pacer:
    """Keeps the starts of any two requests to one host at least a delay apart. Safe to share between threads.

    delay_seconds: the least delay; a host's own Crawl-delay counts when it is longer. clock: seconds that never go
    back; the instants that methods return are on it. sleep: pauses the calling thread for so many seconds.
    """

    def __init__(
        self,
        delay_seconds: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.clock = clock
        self.sleep = sleep
        self._delay = delay_seconds
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def next_start(self, host: str, crawl_delay: float | None = None) -> float:
        """The instant from which on a request to `host` may start; it may lie in the past."""
        return self._host(host).last_start + self._interval(crawl_delay)

    def wait(self, host: str, crawl_delay: float | None = None) -> None:
        """Return when a request to `host` may start, and count it as started now."""
        state = self._host(host)
        # Held while asleep: whoever comes next measures from this start as it really was, not as it was planned.
        with state.turn:
            while (pause := state.last_start + self._interval(crawl_delay) - self.clock()) > 0:
                self.sleep(pause)
            state.last_start = self.clock()

    def _interval(self, crawl_delay: float | None) -> float:
        return max(self._delay, crawl_delay or 0.0)

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())
