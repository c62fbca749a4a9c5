"""Telling: an event and its fields become a record of the standard library's logging, fit to be written anywhere."""

import logging
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from string import Formatter

from pipeline.events.catalogue import WORDINGS, Event
from pipeline.events.cleaning import clean
from pipeline.events.masking import masked

Value = str | int | float | None

RUNS, URLS = "copydesk", "copydesk.url"
"""The loggers: of what there are a few dozen lines a night, and of what there is a line a page."""

_LONGEST_TRACEBACK = 8_000  # characters, of its end

_runs = logging.getLogger(RUNS)
_urls = logging.getLogger(URLS)
_run: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What a record says. fields: cleaned (see `clean`), none that is empty."""

    event: Event
    fields: Mapping[str, Value]

    def __str__(self) -> str:
        """The event's sentence."""
        parts = _parts(WORDINGS[self.event].text)
        return "".join(part.format_map(self.fields) for part, names in parts if names <= self.fields.keys())


def tell(event: Event, error: BaseException | None = None, /, **fields: Value) -> None:
    """Tell of an event, its fields cleaned, to whoever listens. error: what it happened by, told with its traceback."""
    wording = WORDINGS[event]
    logger = _urls if event.startswith("url.") else _runs
    if not logger.isEnabledFor(wording.level):
        return
    said = {name: clean(value) for name, value in {"run": _run, **fields}.items() if value is not None and value != ""}
    record = logger.makeRecord(logger.name, wording.level, "", 0, Line(event, said), (), None)
    if error is not None:
        record.exc_text = masked("".join(traceback.format_exception(error)).rstrip())[-_LONGEST_TRACEBACK:]
    logger.handle(record)


@contextmanager
def of_run(run_id: str) -> Iterator[None]:
    """What this process tells inside the block is of this run, whichever thread tells it.

    A process has one run at a time. A context variable would not reach the threads that were there before it.
    """
    global _run  # noqa: PLW0603
    before, _run = _run, run_id
    try:
        yield
    finally:
        _run = before


@cache
def _parts(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The parts of a wording's text, each with the fields that it names."""
    return tuple(
        (part, frozenset(name for _, name, _, _ in Formatter().parse(part) if name)) for part in text.split("|")
    )
