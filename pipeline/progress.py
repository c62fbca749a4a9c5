"""How a long step tells whoever started it how far it is: a bar on a terminal, a line in a log.

The steps know only `stage`. The command line puts its reporter in place; without one, stages are lines in the log.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Protocol

Step = Callable[[], None]
"""Called after each thing done."""

log = logging.getLogger("copydesk")


class Reporter(Protocol):
    """Shows stages. total is None where nobody knows how much there is."""

    def stage(self, name: str, total: int | None) -> AbstractContextManager[Step]: ...


class LogReporter:
    """A line when a stage begins and one when it ends."""

    @contextmanager
    def stage(self, name: str, total: int | None) -> Iterator[Step]:
        done, began = 0, time.monotonic()

        def step() -> None:
            nonlocal done
            done += 1

        if total == 0:
            yield step
            return
        log.info("%s: begins%s", name, "" if total is None else f", {total} to do")
        yield step
        log.info("%s: ends%s after %.1f s", name, "" if total is None else f", {done} done", time.monotonic() - began)


_reporter: ContextVar[Reporter] = ContextVar("reporter", default=LogReporter())  # noqa: B039  it has no state


@contextmanager
def reporting_to(reporter: Reporter) -> Iterator[None]:
    """Stages inside this block are shown by `reporter`."""
    token = _reporter.set(reporter)
    try:
        yield
    finally:
        _reporter.reset(token)


def stage(name: str, total: int | None = None) -> AbstractContextManager[Step]:
    """A stage of the present run: `with stage("fetch", 40) as step: ...; step()`."""
    return _reporter.get().stage(name, total)
