"""The log as it was before a test set it up."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import pytest

from pipeline import logs
from pipeline.config import Settings
from pipeline.events import masking


@contextmanager
def as_before() -> Iterator[None]:
    """Whatever is set up inside the block is undone."""
    loggers = [logging.getLogger(name) for name in ("copydesk", "copydesk.url")]
    before = [(logger, logger.handlers, logger.level, logger.propagate) for logger in loggers]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(masking, "_known", set())
        yield
    for logger, handlers, level, propagate in before:
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


@contextmanager
def undone(settings: Settings, file: IO[str]) -> Iterator[None]:
    """The log as the settings want it, into a file, inside the block."""
    with as_before(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", file)
        logs.set_up(settings)
        yield


@pytest.fixture(autouse=True)
def loggers_as_before() -> Iterator[None]:
    with as_before():
        yield
