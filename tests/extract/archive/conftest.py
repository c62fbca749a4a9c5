from pathlib import Path

import pytest

from pipeline.extract.archive.shelf import Shelf
from pipeline.storage import Store


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An empty archive in a folder store, whose finished files stay where they were written."""
    return Shelf(store=Store.at(tmp_path / "store"))
