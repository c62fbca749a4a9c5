"""Keeping a store begins with what others left undone, and waits for nobody."""

from pathlib import Path

import pytest

from pipeline import keeping
from pipeline.config import Settings, StorageSettings
from pipeline.errors import RunInProgress
from pipeline.extract import Shelf
from pipeline.ledger import Ledger
from pipeline.storage import Store, locked
from tests.extract.archive.exchanges import killed, page
from tests.keeping.press import Killed, killed_at, pressing, warcs
from tests.keeping.test_merging import nights
from tests.ledger.steps import begin, candidate
from tests.load.load_samples import NIGHT


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(storage=StorageSettings(root=str(tmp_path / "store")))


def test_a_run_that_goes_on_refuses_it(settings: Settings) -> None:
    with (
        locked(Store.at(settings.root)),
        pytest.raises(RunInProgress, match=r"another run is using .*store; wait for its end"),
        keeping.opened(settings),
    ):
        pass


def test_what_was_being_merged_is_merged(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with pressing(Store.at(settings.root)) as press:
        nights(press)
        with monkeypatch.context() as patch, pytest.raises(Killed):
            killed_at(patch, 4)
            keeping.compact(press.keeping, None, press.ledger.latest_runs()[0].started_at)
    with keeping.opened(settings) as opened, pressing(opened.store) as press:
        assert [*warcs(press)] == ["2026-03-0000.warc.gz", "r5-0000.warc.gz"]


def test_a_page_that_a_killed_run_had_not_noted_is_taken_over(settings: Settings) -> None:
    with Ledger.open(settings.ledger_url) as ledger:
        begin(ledger, "r1", candidate("https://example.org/a"))
    killed(Shelf(store=Store.at(settings.root)), "r1-0000", page("a"))
    with keeping.opened(settings) as opened:
        (waiting,) = opened.ledger.to_transform("r1")
    assert waiting.ref.file == "r1-0000.warc.gz"


def test_a_page_that_nobody_waits_for_goes(settings: Settings) -> None:
    killed(Shelf(store=Store.at(settings.root)), "r1-0000", page("a"))
    with keeping.opened(settings) as opened:
        assert opened.store.files("archive") == []


def test_an_empty_store_is_kept_as_well(settings: Settings) -> None:
    with keeping.opened(settings) as opened:
        done = keeping.compact(opened, 30, NIGHT)
    assert done.archive == (keeping.Volume(files=0, bytes=0),) * 2
