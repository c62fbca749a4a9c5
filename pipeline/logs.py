"""copydesk's own lines: on a terminal what a person should know, elsewhere every event with its time."""

import logging
import sys


def set_up() -> None:
    """The lines of the logger `copydesk` on standard error."""
    watched = sys.stderr.isatty()
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING if watched else logging.INFO)
    handler.setFormatter(logging.Formatter("%(message)s" if watched else "%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("copydesk")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False
