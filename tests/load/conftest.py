"""The same tests over a folder and over a bucket of a real S3 server."""

from pathlib import Path
from uuid import uuid4

import pytest

from pipeline.storage import Store
from tests import s3


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty store."""
    if request.param == "folder":
        return Store.at(tmp_path / "store")
    return Store.at(s3.address(request.getfixturevalue("s3_port"), uuid4().hex), tmp_path / "work")


@pytest.fixture
def folder(tmp_path: Path) -> Store:
    """An empty store in a folder, for what only a folder can be asked."""
    return Store.at(tmp_path / "store")
