"""The log: every event of `pipeline.events` as one line on standard error, for people or as JSON.

Lines about single URLs go to a logger of their own, `copydesk.url`, which hands nothing on: what listens to `copydesk`
beside standard error, such as Prefect's server, is spared a line a page.
"""

import logging
import sys
import traceback

from pipeline.config import Settings
from pipeline.errors import CopydeskError
from pipeline.events import Event, clean, keep_secret, tell
from pipeline.events.telling import RUNS, URLS
from pipeline.logs.formats import JsonLines
from pipeline.logs.handler import StandardError
from pipeline.logs.secrets import of_environment, of_settings

__all__ = ["set_up", "why"]


def set_up(settings: Settings) -> None:
    """Write the log as the settings want it, and none of their secrets. May be called again."""
    keep_secret(of_environment())
    keep_secret(of_settings(settings))
    handler = StandardError.for_(settings.logs)
    for name in (RUNS, URLS):
        logger = logging.getLogger(name)
        logger.handlers = [*(one for one in logger.handlers if not isinstance(one, StandardError)), handler]
        logger.propagate = False
    # others who listen to the runs' lines, such as Prefect, want those that a terminal does not show
    logging.getLogger(RUNS).setLevel(min(handler.level, logging.INFO))
    logging.getLogger(URLS).setLevel(handler.level)


def why(error: Exception) -> None:
    """Say why a command ends: `copydesk: ...` for a person, an event where the log is JSON.

    A fault of copydesk's own is told with its traceback.
    """
    expected = isinstance(error, CopydeskError)
    if _is_json():
        detail = str(error) if expected else f"{type(error).__name__}: {error}"
        tell(Event.COMMAND_FAILS if expected else Event.COMMAND_CRASHES, None if expected else error, detail=detail)
        return
    text = str(error) if expected else "".join(traceback.format_exception(error))
    for line in text.splitlines():
        print(f"copydesk: {clean(line)}" if expected else clean(line), file=sys.stderr)


def _is_json() -> bool:
    handlers = logging.getLogger(RUNS).handlers
    return any(isinstance(one, StandardError) and isinstance(one.formatter, JsonLines) for one in handlers)
