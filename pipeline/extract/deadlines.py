"""One deadline for a whole request.

Timeouts of sockets bound a single read, so a server that sends a byte now and then could hold a request for ever. Here
a watchdog thread shuts the request's connection down when its time is over, whatever it is waiting for.
"""

import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")

_SHORTEST = 0.001  # a timeout of 0 would mean "do not block"


class Guard:
    """The time limit of one request, and the connection to cut when it is over."""

    def __init__(self, seconds: float, *, allow_private: bool) -> None:
        self.allow_private = allow_private
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


def bounded(call: Callable[[], T], seconds: float) -> T:
    """What `call` gives, or TimeoutError after so many seconds.

    For what cannot be interrupted, such as a look-up in the DNS: it is left behind in a thread of its own.
    """
    result: Future[T] = Future()

    def run() -> None:
        try:
            result.set_result(call())
        except BaseException as error:
            result.set_exception(error)

    threading.Thread(target=run, name="bounded", daemon=True).start()
    return result.result(seconds)


CURRENT: ContextVar[Guard] = ContextVar("CURRENT")  # the guard of the request that this thread is making


class Watchdog:
    """Cuts the requests that outlive their deadline. One thread, started at the first request."""

    def __init__(self) -> None:
        self._guards: set[Guard] = set()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    @contextlib.contextmanager
    def guard(self, seconds: float, *, allow_private: bool) -> Iterator[Guard]:
        """Bound what the block does; requests made in it find the guard in `CURRENT`."""
        guard = Guard(seconds, allow_private=allow_private)
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

    @contextlib.contextmanager
    def paused(self, guard: Guard) -> Iterator[None]:
        """Stop the guard's clock while the block runs: a pause for politeness is no slowness of the server."""
        with self._changed:
            self._guards.discard(guard)
        begin = time.monotonic()
        try:
            yield
        finally:
            guard.deadline += time.monotonic() - begin
            self._add(guard)

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
            if guard is min(self._guards, key=lambda each: each.deadline):
                self._changed.notify()

    def _run(self) -> None:
        with self._changed:
            while self._guards or not self._closed:
                now = time.monotonic()
                for guard in [guard for guard in self._guards if guard.deadline <= now]:
                    self._guards.discard(guard)
                    guard.cut()
                first = min((guard.deadline for guard in self._guards), default=None)
                self._changed.wait(None if first is None else max(0.0, first - time.monotonic()))
            self._thread = None
