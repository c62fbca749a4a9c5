"""Where the lines go: standard error, whoever stands there at the moment."""

import logging
import os
import sys
import traceback
from contextlib import suppress

from pipeline.config import LogsSettings
from pipeline.events import Line, clean, masked
from pipeline.events.catalogue import WORDINGS
from pipeline.logs.formats import JsonLines, TextLines


class StandardError(logging.Handler):
    """Writes to the `sys.stderr` of the moment: while bars are drawn, that is rich's, which keeps lines above them."""

    @classmethod
    def for_(cls, settings: LogsSettings) -> "StandardError":
        """What suits who reads it: a person who watches, one who reads it later, or the journal."""
        watched = sys.stderr.isatty()
        as_json = settings.format == "json" or (settings.format == "auto" and _is_journal())
        handler = cls()
        if settings.level == "auto":
            handler.setLevel(logging.WARNING if watched else logging.INFO)
        else:
            handler.setLevel(settings.level.upper())
        handler.setFormatter(JsonLines() if as_json else TextLines(brief=watched))
        handler.addFilter(_fit)
        if watched and not as_json:
            handler.addFilter(_is_not_shown)
        return handler

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line at once and whole. A log that cannot be written ends no run."""
        with suppress(OSError, ValueError):
            sys.stderr.write(f"{self.format(record)}\n")
            sys.stderr.flush()


def _fit(record: logging.LogRecord) -> bool:
    """The last line of defence: what was not told as an event is cleaned here."""
    if not isinstance(record.msg, Line):
        record.msg, record.args = clean(record.getMessage()), ()
    if record.exc_info:
        record.exc_text = masked("".join(traceback.format_exception(*record.exc_info)).rstrip())
        record.exc_info = None
    return True


def _is_not_shown(record: logging.LogRecord) -> bool:
    """Whether the command does not show it to this person anyway."""
    return not (isinstance(record.msg, Line) and WORDINGS[record.msg.event].shown)


def _is_journal() -> bool:
    """Whether systemd's journal is what reads standard error: it names its end of the line in JOURNAL_STREAM."""
    device, _, inode = os.environ.get("JOURNAL_STREAM", "").partition(":")
    with suppress(OSError, ValueError):
        stat = os.fstat(sys.stderr.fileno())
        return (str(stat.st_dev), str(stat.st_ino)) == (device, inode)
    return False
