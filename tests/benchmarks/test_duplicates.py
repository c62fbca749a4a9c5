from pathlib import Path

import pytest

from benchmarks import duplicates
from benchmarks.duplicates import Case, Measured, found, make, measure
from pipeline.storage import Store


def test_the_copies_of_the_night_are_found_from_disk_in_a_process_of_its_own(tmp_path: Path) -> None:
    store = Store.at(tmp_path)
    copies = make(store, Case(name="small", new=20, known=60))
    assert len(copies) == 4
    assert found(store) == {}
    measured = measure(tmp_path)
    assert found(store) == copies
    assert measured.processor_seconds > 0
    assert 0 < measured.before_mb <= measured.peak_mb


def test_pages_of_one_template_are_no_copies(tmp_path: Path) -> None:
    store = Store.at(tmp_path)
    make(store, Case(name="small", new=20, known=14, template=True))
    measure(tmp_path)
    assert found(store) == {}


@pytest.mark.parametrize(("seconds", "status"), [(9.99, 0), (10.0, 1)])
def test_a_large_store_that_takes_too_long_ends_in_status_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], seconds: float, status: int
) -> None:
    monkeypatch.setattr(duplicates, "CASES", (Case(name="large", new=5, known=14),))
    measured = Measured(seconds=12.0, processor_seconds=seconds, before_mb=100, peak_mb=200)
    monkeypatch.setattr(duplicates, "measure", lambda _: measured)
    assert duplicates.main() == status
    assert f"| large | 5 | 14 | 12.00 | {seconds:.2f} | 100 | 200 | 1 | 0 | 0 |" in capsys.readouterr().out
