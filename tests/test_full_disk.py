"""A night whose disk fills up ends in a clear error; once there is room, the next one finishes the work."""

from pathlib import Path

import pytest

from pipeline import config, nightly
from pipeline.config import Settings
from pipeline.errors import StoreError
from pipeline.ledger import Ledger
from tests.disks import small_disk
from tests.paper_site import serving
from tests.stores import captured, in_archive
from tests.support import content, free_ports, newsroom, run_night, settings_for


def test_a_full_archive_loses_nothing(tmp_path: Path) -> None:
    port = free_ports(6)
    with newsroom(1, port):
        undisturbed = settings_for(tmp_path / "undisturbed", port)
        whole = run_night(undisturbed)
        settings = settings_for(tmp_path / "night", port)
        with small_disk(settings.work / "archive", 64) as disk:
            with pytest.raises(StoreError, match=r"cannot write .*\.warc\.gz\.open: No space left on device"):
                run_night(settings)
            with Ledger.open(settings.ledger_url) as ledger:
                (failed,) = ledger.latest_runs()
                attempts = ledger.attempts(failed.run_id)
                before = [each for each in attempts if (each.purpose, each.outcome) == ("article", "fetched")]
            disk.resize(10_000)
            row = run_night(settings)
            assert content(settings.root) == content(undisturbed.root)
    assert failed.status == "failed"
    assert (row.discovered, row.written) == (whole.discovered, whole.written)
    assert 0 < len(before) < whole.fetched
    assert len(before) + row.fetched == whole.fetched


def fetch(settings: Settings) -> None:
    with nightly.opened(settings) as night:
        nightly.discover(night)
        nightly.fetch(night)


def test_a_full_store_is_fetched_on_from_where_it_stopped(tmp_path: Path) -> None:
    """The ledger's disk is the one that is full, so that not even the run can be closed."""
    with serving(hosts=4, pages_per_host=200) as site, small_disk(tmp_path / "disk", 700) as disk:
        file = site.settings_file(tmp_path / "store")
        settings = config.load(file, {"COPYDESK_STORAGE__ROOT": str(disk.folder / "data")})
        with pytest.raises(StoreError, match=r"(No space left on device|disk is full)"):
            fetch(settings)
        disk.resize(50_000)
        known = set(in_archive(settings.work / "ledger.sqlite"))
        site.requests.clear()
        fetch(settings)
        assert known.isdisjoint(site.requests)
        assert captured(settings.work / "archive") == sorted(site.pages)
