"""The keeping commands run over a folder and over a bucket alike."""

from collections.abc import Iterator

import pytest

from pipeline.storage import Store
from tests.keeping.press import Press, pressing
from tests.load.conftest import folder, store

__all__ = ["folder", "store"]


@pytest.fixture
def press(folder: Store) -> Iterator[Press]:
    """A store in a folder with an archive, datasets and a ledger, to print into."""
    with pressing(folder) as opened:
        yield opened


@pytest.fixture
def anywhere(store: Store) -> Iterator[Press]:
    """The same, in a folder and in a bucket."""
    with pressing(store) as opened:
        yield opened
