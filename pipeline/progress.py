"""How a long step tells how far it is: lines in the log when it begins and ends, and a bar on a terminal.

The steps know only `stage`. The command line puts its reporter in place; without one, nothing is drawn.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Protocol

from pipeline.events import Event, tell

Step = Callable[[], None]
"""Called after each thing done."""


class Reporter(Protocol):
    """Draws stages. total is None where nobody knows how much there is."""

    def stage(self, name: str, total: int | None) -> AbstractContextManager[Step]: ...


class Undrawn:
    """For who has no terminal: the log says it all."""

    def stage(self, name: str, total: int | None) -> AbstractContextManager[Step]:
        return nullcontext(_nothing)


_reporter: ContextVar[Reporter] = ContextVar("reporter", default=Undrawn())  # noqa: B039  it has no state


@contextmanager
def reporting_to(reporter: Reporter) -> Iterator[None]:
    """Stages inside this block are drawn by `reporter`."""
    token = _reporter.set(reporter)
    try:
        yield
    finally:
        _reporter.reset(token)


@contextmanager
def stage(name: str, total: int | None = None) -> Iterator[Step]:
    """A stage of the present run: `with stage("fetch", 40) as step: ...; step()`. With nothing to do it is not told."""
    done, began = 0, time.monotonic()

    def step() -> None:
        nonlocal done
        done += 1
        draw()

    def told() -> int | None:
        return None if total is None else done

    with _reporter.get().stage(name, total) as draw:
        if total == 0:
            yield step
            return
        tell(Event.STAGE_BEGINS, stage=name, total=total)
        try:
            yield step
        except BaseException:
            tell(Event.STAGE_BREAKS_OFF, stage=name, count=told(), seconds=time.monotonic() - began)
            raise
        tell(Event.STAGE_ENDS, stage=name, count=told(), seconds=time.monotonic() - began)


def _nothing() -> None:
    pass
