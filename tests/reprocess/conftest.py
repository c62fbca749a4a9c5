"""A desk over a folder, and over a folder and a bucket alike; the old extractor is the present one."""

from pathlib import Path
from uuid import uuid4

import pytest

from tests import s3
from tests.reprocess.newsdesk import Desk, desk_at, use


@pytest.fixture(autouse=True)
def _old_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, "old")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path / "store", tmp_path)


@pytest.fixture(params=["folder", "bucket"])
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    if request.param == "folder":
        return desk_at(tmp_path / "store", tmp_path)
    return desk_at(s3.address(request.getfixturevalue("s3_port"), uuid4().hex), tmp_path)
