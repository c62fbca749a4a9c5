"""How a record looks: a sentence for a person, or a JSON object."""

import logging
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from pipeline.events import Line, one_line
from pipeline.events.catalogue import FIELDS


class TextLines(logging.Formatter):
    """A line a record, a traceback indented below it. brief: without time and level, for who sees it happen."""

    def __init__(self, *, brief: bool) -> None:
        super().__init__()
        self._brief = brief

    def format(self, record: logging.LogRecord) -> str:
        head = "" if self._brief else f"{_time(record)} {record.levelname:7} "
        below = [f"    {one_line(line)}" for line in (record.exc_text or "").splitlines()]
        return "\n".join([f"{head}{record.getMessage()}", *below])


class JsonLines(JsonFormatter):
    """An object a record: `time`, `level`, `event`, the event's fields, `message`, `traceback` where there is one.

    What is no event of copydesk's has the event `other`.
    """

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        line = record.msg
        log_data.update(time=_time(record), level=record.levelname.lower())
        if isinstance(line, Line):
            log_data.update(event=line.event.value)
            log_data.update((name, line.fields[name]) for name in FIELDS if name in line.fields)
        else:
            log_data.update(event="other")
        log_data["message"] = record.getMessage()
        if record.exc_text:
            log_data["traceback"] = record.exc_text


def _time(record: logging.LogRecord) -> str:
    """When, in UTC to the millisecond."""
    at = datetime.fromtimestamp(record.created, UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
