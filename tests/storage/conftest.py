from pathlib import Path
from uuid import uuid4

import pytest

from pipeline.storage import Store
from tests import s3


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty store whose name needs quoting, in a folder and in a bucket of a real S3 server."""
    name = f"{uuid4().hex} für=alle"
    if request.param == "folder":
        return Store.at(tmp_path / name)
    return Store.at(s3.address(request.getfixturevalue("s3_port"), name), tmp_path / "work")


@pytest.fixture
def address(s3_port: int) -> str:
    """The address of an empty place in the bucket."""
    return s3.address(s3_port, uuid4().hex)


@pytest.fixture
def bucket(address: str, tmp_path: Path) -> Store:
    """The store there."""
    return Store.at(address, tmp_path / "work")
