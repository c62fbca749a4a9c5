"""Who listens to copydesk's loggers, as Prefect's handler does; and errors to tell of."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


def caught(error: Exception) -> Exception:
    """The error with a traceback."""
    try:
        _throw(error)
    except Exception as raised:
        return raised
    raise AssertionError


def _throw(error: Exception) -> None:
    raise error


class _Ear(logging.Handler):
    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__()
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)


@contextmanager
def listening(name: str = "copydesk", level: int = logging.INFO) -> Iterator[list[logging.LogRecord]]:
    """The records that a logger hands on meanwhile."""
    records: list[logging.LogRecord] = []
    logger, ear = logging.getLogger(name), _Ear(records)
    before = logger.level
    logger.addHandler(ear)
    logger.setLevel(level)
    try:
        yield records
    finally:
        logger.removeHandler(ear)
        logger.setLevel(before)
