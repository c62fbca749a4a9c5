"""Prefect's settings for a run on one machine; whatever the user has set wins. Call before `prefect` is imported."""

import os

_DEFAULTS = {
    # a small machine needs longer than Prefect's 20 s, and a new database longer still
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # Prefect's own lines would stand between the bars; its warnings still show
    "PREFECT_LOGGING_LEVEL": "WARNING",
}


def prepare() -> None:
    """Set what the user has not set."""
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
