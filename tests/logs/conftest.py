"""The log as it was before a test set it up."""

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def loggers_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test sets up is undone."""
    monkeypatch.setattr("pipeline.events.masking._known", set())
    loggers = [logging.getLogger(name) for name in ("copydesk", "copydesk.url")]
    before = [(logger, logger.handlers, logger.level, logger.propagate) for logger in loggers]
    yield
    for logger, handlers, level, propagate in before:
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)
