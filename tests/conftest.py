"""Fixtures for tests of the whole command: the demo newsroom, and one Prefect server a session."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from flows import server
from tests import chromium, s3
from tests.debian import CannotInstall

# A shared machine is slow at times, which says nothing of the code; a judged change gets the same examples each time.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("judge", settings.get_profile("desk"), derandomize=True)
settings.load_profile("judge" if os.environ.get("CI") else "desk")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files begin first, so that no process is left with one at the end."""
    order = {
        "test_worker.py": 0, "test_run.py": 0, "test_load_killed.py": 0, "test_killed.py": 1, "test_fetch_killed.py": 1,
    }  # fmt: skip
    items.sort(key=lambda item: order.get(item.path.name, 2))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, of Debian's."""
    try:
        program = chromium.program()
    except CannotInstall as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    with chromium.browser(program) as running:
        yield running


@pytest.fixture(scope="session")
def s3_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a real S3 server (see `tests.s3`)."""
    with s3.serving(tmp_path_factory.mktemp("buckets")) as port:
        yield port


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for Prefect's database, which takes longer to make than all else that a server does to start."""
    return tmp_path_factory.mktemp("prefect")


@pytest.fixture(scope="session")
def prefect_server(prefect_home: Path) -> Iterator[str]:
    """The API address of a Prefect server of the tests' own, with all that a server does."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PREFECT_HOME", str(prefect_home))
        started = server.start(whole=True)
    started.wait()
    yield started.url
    started.stop()
