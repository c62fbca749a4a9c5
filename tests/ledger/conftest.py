"""The ledger's tests run on both databases: `url` is an empty one of each kind, `ledger` an open ledger there."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from pipeline.ledger import Ledger
from tests.debian import CannotInstall
from tests.ledger import postgres


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A database on a PostgreSQL server."""
    try:
        programs = postgres.binaries()
    except CannotInstall as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    with postgres.server(programs) as address:
        yield address


@pytest.fixture
def postgresql_url(postgresql: str) -> str:
    """The server's database, emptied."""
    with psycopg.connect(postgresql) as connection:
        connection.execute("SET lock_timeout = '10s'")  # for a test that left a connection open
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/sub/ledger.sqlite"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    with Ledger.open(url) as opened:
        yield opened
