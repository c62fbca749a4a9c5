"""One deadline for a whole request.

Timeouts of sockets bound a single read, so a server that sends a byte now and then could hold a request for ever. Here
a watchdog thread shuts the request's connection down when its time is over, whatever it is waiting for.
"""

import contextlib
import math
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextvars import ContextVar

from pipeline.extract.fetching.addresses import Resolver

_SHORTEST = 0.001  # a timeout of 0 would mean "do not block"


class Guard:
    """The time limit of one request, and the connection to cut when it is over. resolver: says where it may go."""

    def __init__(self, seconds: float, resolver: Resolver) -> None:
        self.resolver = resolver
        self.deadline = time.monotonic() + seconds
        self.expired = False
        self._connection: socket.socket | None = None
        self._lock = threading.Lock()

    def remaining(self) -> float:
        """Seconds left, never 0 or less, so that it can be a socket's timeout."""
        return max(_SHORTEST, self.deadline - time.monotonic())

    @property
    def over(self) -> bool:
        return self.expired or time.monotonic() >= self.deadline

    def watch(self, sock: socket.socket) -> None:
        """From now on `sock` is what gets cut."""
        # A duplicate reaches the same connection also after TLS or http.client took the original over.
        duplicate = socket.socket(fileno=os.dup(sock.fileno()))
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = duplicate
            if self.expired:
                self._shut_down()

    def cut(self) -> None:
        with self._lock:
            self.expired = True
            self._shut_down()

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _shut_down(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(OSError):  # not connected yet, or the peer was faster
                self._connection.shutdown(socket.SHUT_RDWR)


CURRENT: ContextVar[Guard] = ContextVar("CURRENT")  # the guard of the request that this thread is making


class Watchdog:
    """Cuts the requests that outlive their deadline. One thread, started at the first request."""

    def __init__(self) -> None:
        self._guards: set[Guard] = set()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._wakes_at = math.inf

    @contextlib.contextmanager
    def guard(self, seconds: float, resolver: Resolver) -> Iterator[Guard]:
        """Bound what the block does; requests made in it find the guard in `CURRENT`."""
        guard = Guard(seconds, resolver)
        token = CURRENT.set(guard)
        self._add(guard)
        try:
            yield guard
        finally:
            with self._changed:
                self._guards.discard(guard)
                if self._closed:
                    self._changed.notify()
            guard.close()
            CURRENT.reset(token)

    def close(self) -> None:
        """End the thread as soon as no request is under way."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _add(self, guard: Guard) -> None:
        with self._changed:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="deadlines", daemon=True)
                self._thread.start()
            self._guards.add(guard)
            if guard.deadline < self._wakes_at:
                self._changed.notify()

    def _run(self) -> None:
        with self._changed:
            while self._guards or not self._closed:
                now = time.monotonic()
                for guard in [guard for guard in self._guards if guard.deadline <= now]:
                    self._guards.discard(guard)
                    guard.cut()
                # Not told when a guard is done: it wakes for nothing now and then, rather than at each request.
                self._wakes_at = min((guard.deadline for guard in self._guards), default=math.inf)
                left = self._wakes_at - time.monotonic()
                self._changed.wait(None if left == math.inf else max(0.0, left))
            self._thread = None
