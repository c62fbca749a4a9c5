"""A night whose archive's disk fills up ends in a clear error; once there is room, the next one finishes the work."""

from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.ledger import Ledger
from tests.disks import small_disk
from tests.support import content, free_ports, newsroom, run_night, settings_for


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    port = free_ports(6)
    with newsroom(1, port):
        undisturbed = settings_for(tmp_path / "undisturbed", port)
        whole = run_night(undisturbed)
        settings = settings_for(tmp_path / "night", port)
        with small_disk(settings.root / "archive", 64) as disk:
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
