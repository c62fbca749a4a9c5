"""The nights with planted problems, made once a session."""

from collections.abc import Iterator

import pytest

from tests.report.planted import Planted, planted


@pytest.fixture(scope="session")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    with planted(tmp_path_factory.mktemp("report")) as made:
        yield made
