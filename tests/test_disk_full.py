"""A disk that fills up ends the run with one clear error; with room made, the next run goes on from there."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import config, nightly
from pipeline.config import Settings
from pipeline.errors import StoreError
from tests.paper_site import PaperSite, serving
from tests.test_fetch_killed import in_archive, settings_file
from tests.test_killed import captured


@pytest.fixture
def site() -> Iterator[PaperSite]:
    with serving(hosts=4, pages_per_host=200) as site:
        yield site


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few hundred kilobytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", disk]
    mounted = subprocess.run(command, check=False, capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"a small file system cannot be mounted here: {mounted.stderr.strip()}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def enlarge(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=50m", disk], check=True)


def settings_on(disk: Path, tmp_path: Path, site: PaperSite) -> Settings:
    file = settings_file(tmp_path / "store", site)
    return config.load(file, {"COPYDESK_STORAGE__ROOT": str(disk / "data")})


def fetch(settings: Settings) -> None:
    with nightly.opened(settings) as night:
        nightly.discover(night)
        nightly.fetch(night)


def test_a_full_disk_is_a_clear_error_and_the_next_run_goes_on(
    small_disk: Path, tmp_path: Path, site: PaperSite
) -> None:
    settings = settings_on(small_disk, tmp_path, site)
    with pytest.raises(StoreError, match=r"(No space left on device|disk is full)"):
        fetch(settings)
    enlarge(small_disk)
    known = set(in_archive(settings.root / "ledger.sqlite"))
    site.requests.clear()
    fetch(settings)
    assert known.isdisjoint(site.requests)
    assert captured(settings.root / "archive") == sorted(site.pages)
