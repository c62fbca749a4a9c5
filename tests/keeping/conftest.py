"""The keeping commands run over a folder and over a bucket alike."""

from collections.abc import Iterator

import pytest

from pipeline.storage import Store
from tests.keeping.press import Press, pressing
from tests.load.conftest import s3_port, store

__all__ = ["s3_port", "store"]


@pytest.fixture
def press(store: Store) -> Iterator[Press]:
    """A store with an archive, datasets and a ledger, to print into."""
    with pressing(store) as opened:
        yield opened
