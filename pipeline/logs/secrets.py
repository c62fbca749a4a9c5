"""What is secret in the configuration and in the environment."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from urllib.parse import quote, quote_plus, unquote, urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from pipeline.config import Settings
from pipeline.errors import ConfigError
from pipeline.storage import addresses

_VARIABLES = (
    "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
    "AZURE_CLIENT_SECRET", "AZURE_STORAGE_ACCOUNT_KEY",
    "PGPASSWORD",
    "PREFECT_API_KEY", "PREFECT_API_AUTH_STRING",
)  # fmt: skip
"""Of what copydesk stands on: buckets, PostgreSQL, Prefect."""

_LONG = 12  # characters; a shorter path of a webhook, such as `/notify`, is a word


def of_environment(environ: Mapping[str, str] = os.environ) -> Iterator[str]:
    """The values of variables that hold a secret."""
    return (environ[name] for name in _VARIABLES if environ.get(name))


def of_settings(settings: Settings) -> Iterator[str]:
    """Key and secret of the storage root, the ledger's password, and of the webhook all that is after its host."""
    for secret in (*_of_storage(settings.storage.root), *_of_ledger(settings.ledger_url)):
        yield from {secret, quote(secret, safe=""), quote_plus(secret)}
    if settings.alerts.webhook is not None:
        yield from _of_webhook(settings.alerts.webhook)


def _of_storage(root: str) -> Iterator[str]:
    if addresses.is_remote(root):
        with suppress(ConfigError):
            address = addresses.parse(root)
            yield from (secret for secret in (address.key, address.secret) if secret)


def _of_ledger(url: str) -> Iterator[str]:
    with suppress(ArgumentError):
        password = make_url(url).password
        if password:
            yield str(password)


def _of_webhook(url: str) -> Iterator[str]:
    yield url
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}".strip("/?")
    if len(path) >= _LONG:
        yield from {path, unquote(path)}
