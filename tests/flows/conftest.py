"""Fixtures for tests of the flows."""

from collections.abc import Iterator

import pytest

from tests.flows.hook import Hook, served


@pytest.fixture(scope="module")
def hook() -> Iterator[Hook]:
    with served() as one:
        yield one
