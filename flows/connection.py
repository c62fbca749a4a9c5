"""The Prefect server that a run reports to: the configured one, or one that lives as long as the run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import httpx
from prefect import context, get_client
from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows import server
from pipeline.errors import ConfigError


@contextmanager
def made() -> Iterator[None]:
    """Reach the configured server, or start one for this process's runs that ends with it, which takes some seconds.

    Raises `ConfigError` when the configured server does not answer: a run does not fall back to one of its own.
    """
    if PREFECT_API_URL.value():
        _reach()
        yield
        return
    own = server.start()
    use(own.url)
    import_module("flows.steps")  # with all of the pipeline: a second, in which the server starts
    own.wait()
    # nobody is there to miss a heartbeat, and the thread that sends it takes a second to end
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        yield


def kept(port: int) -> bool:
    """Reach the configured server, or start a whole one on this port that ends with this process; whether it did.

    Raises `ConfigError` when the configured server does not answer, or the port is in use.
    """
    if PREFECT_API_URL.value():
        _reach()
        return False
    own = server.start(port=port, whole=True)
    use(own.url)
    own.wait()
    return True


def use(url: str) -> None:
    """Let every part of Prefect in this process, and what it starts, ask the server at this address."""
    os.environ["PREFECT_API_URL"] = url
    context.refresh_global_settings_context()


def _reach() -> None:
    try:
        with get_client(sync_client=True) as client:
            client.hello()
    except httpx.TransportError as error:
        url = PREFECT_API_URL.value()
        raise ConfigError(
            f"PREFECT_API_URL: no Prefect server answers at {url}; start it or unset the variable"
        ) from error
