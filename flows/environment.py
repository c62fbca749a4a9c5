"""Prefect's settings for runs of this machine; whatever the user has set wins. Call before `prefect` is imported."""

import os

_DEFAULTS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # the command prints what a person needs, and an error in one line; all of Prefect's own lines go to its server
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    # copydesk's lines are shown with the flow run too
    "PREFECT_LOGGING_EXTRA_LOGGERS": "copydesk",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
}


def prepare() -> None:
    """Set what the user has not set."""
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
