"""The ledger's tests run on both databases: `url` is an empty one of each kind, `ledger` an open ledger there."""

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from pipeline.ledger import Ledger
from tests.ledger import postgres

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL server's address, a database's name to be filled in."""
    try:
        programs = postgres.binaries()
    except postgres.NoServer as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
    with postgres.server(programs) as address:
        yield address


@pytest.fixture
def postgresql_url(postgresql: str) -> str:
    """An empty database on the server."""
    name = f"ledger{next(_numbers)}"
    with psycopg.connect(postgresql.format(database="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgresql.format(database=name)


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
