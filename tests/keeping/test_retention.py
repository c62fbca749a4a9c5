"""Raw pages go when they are old enough, and no reference is offered to what is gone."""

import gzip
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline import keeping
from pipeline.errors import StoreError
from pipeline.extract import Shelf, payload_digest
from pipeline.extract import read as read_capture
from pipeline.keeping.retention import expire
from pipeline.ledger import Ledger
from pipeline.load import read
from pipeline.models import CaptureRef
from tests.keeping.press import Killed, Press, Printed, killed_at, parquet, warcs
from tests.load.load_samples import NIGHT

DAYS = timedelta(days=1)
HERON, FERRY, BRIDGE = (Printed(slug=slug) for slug in ("heron", "ferry", "bridge"))
TWIN = Printed(slug="heron", url="https://example.org/twin")


def nights(press: Press) -> None:
    press.night("r1", HERON, FERRY)
    press.night("r2", BRIDGE, at=NIGHT + 20 * DAYS)


def digest_of(slug: str) -> str:
    return payload_digest(f"<h1>{slug}</h1><p>First version.</p>".encode())


def test_old_files_go_with_their_indexes(anywhere: Press) -> None:
    nights(anywhere)
    assert expire(anywhere.keeping, 30, NIGHT + 29 * DAYS) == []
    assert expire(anywhere.keeping, 30, NIGHT + 31 * DAYS) == ["r1-0000.warc.gz"]
    names = [file.name for file in anywhere.store.files("archive")]
    assert names == ["archive/expired.txt", "archive/r2-0000.cdxj", "archive/r2-0000.warc.gz"]


def test_without_a_limit_nothing_goes(press: Press) -> None:
    nights(press)
    assert expire(press.keeping, None, NIGHT + 3_000 * DAYS) == []
    assert [*warcs(press)] == ["r1-0000.warc.gz", "r2-0000.warc.gz"]


def test_who_looks_for_a_capture_that_is_gone_is_told_why(press: Press) -> None:
    nights(press)
    expire(press.keeping, 30, NIGHT + 31 * DAYS)
    expire(press.keeping, 30, NIGHT + 51 * DAYS)
    first = CaptureRef(file="r1-0000.warc.gz", offset=800, length=90)
    for file, why in (
        ("r1-0000", r"r1-0000\.warc\.gz was removed by retention \(storage\.keep_raw_days\) on 2026-04-01$"),
        ("r2-0000", r"r2-0000\.warc\.gz was removed .* on 2026-04-21$"),
        ("r3-0000", r"r3-0000\.warc\.gz does not exist$"),
    ):
        with pytest.raises(StoreError, match=why):
            read_capture(Shelf(store=press.store), replace(first, file=f"{file}.warc.gz"))


def test_a_file_stays_while_a_younger_capture_has_its_body_in_it(press: Press) -> None:
    press.night("r1", HERON)
    press.night("r2", TWIN, at=NIGHT + 20 * DAYS)
    assert expire(press.keeping, 30, NIGHT + 40 * DAYS) == []
    assert expire(press.keeping, 30, NIGHT + 51 * DAYS) == ["r1-0000.warc.gz", "r2-0000.warc.gz"]


def test_a_body_that_is_gone_is_offered_to_nobody(press: Press) -> None:
    nights(press)
    expire(press.keeping, 30, NIGHT + 31 * DAYS)
    assert press.ledger.payload(digest_of("heron")) is None
    assert press.ledger.payload(digest_of("bridge")) is not None
    press.night("r3", TWIN, at=NIGHT + 32 * DAYS)
    assert b"First version." in gzip.decompress(warcs(press)["r3-0000.warc.gz"])


def test_the_datasets_stay_as_they_are(press: Press) -> None:
    nights(press)
    before = parquet(press)
    expire(press.keeping, 30, NIGHT + 31 * DAYS)
    assert parquet(press) == before
    assert "r1-0000.warc.gz" in set(read("articles", press.store)["capture_file"])


def test_a_page_that_waits_to_be_transformed_is_fetched_again(press: Press) -> None:
    run = press.ledger.begin_run("r1", {"sources": ["example"]}, NIGHT)
    press.fetch(run, HERON)
    expire(press.keeping, 30, NIGHT + 31 * DAYS)
    assert press.ledger.to_transform("r1") == []
    assert [task.url for task in press.ledger.to_fetch("r1")] == [HERON.address]


def test_files_that_the_ledger_does_not_know_go_by_their_index(press: Press, tmp_path: Path) -> None:
    nights(press)
    with Ledger.open(f"sqlite:///{tmp_path}/anew.sqlite") as ledger:
        anew = Press(store=press.store, ledger=ledger, ledger_url="")
        assert expire(anew.keeping, 30, NIGHT + 31 * DAYS) == ["r1-0000.warc.gz"]


def test_a_merged_file_stays_as_long_as_its_youngest_capture(press: Press) -> None:
    nights(press)
    keeping.compact(press.keeping, 30, NIGHT + 29 * DAYS)
    assert [*warcs(press)] == ["2026-03-0000.warc.gz"]
    assert keeping.compact(press.keeping, 30, NIGHT + 49 * DAYS).expired == 0
    assert keeping.compact(press.keeping, 30, NIGHT + 51 * DAYS).expired == 1
    assert warcs(press) == {}


@pytest.mark.parametrize("number", range(5))
def test_a_kill_is_made_good_by_the_next(press: Press, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    press.night("r1", HERON)
    press.night("r2", FERRY, at=NIGHT + DAYS)
    press.night("r3", BRIDGE, at=NIGHT + 20 * DAYS)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        killed_at(patch, number)
        expire(press.keeping, 30, NIGHT + 32 * DAYS)
    expire(press.keeping, 30, NIGHT + 32 * DAYS)
    assert [*warcs(press)] == ["r3-0000.warc.gz"]
    names = [file.name for file in press.store.files("archive")]
    assert names == ["archive/expired.txt", "archive/r3-0000.cdxj", "archive/r3-0000.warc.gz"]
    record = press.store.read("archive/expired.txt").decode()
    assert record == "r1-0000.warc.gz 2026-04-02\nr2-0000.warc.gz 2026-04-02\n"
    assert press.ledger.payload(digest_of("heron")) is None


def test_a_failing_store_is_one_clear_error(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    nights(press)

    def fails(*_: object) -> None:
        raise StoreError("cannot write")

    monkeypatch.setattr("pipeline.storage.Store.write", fails)
    with pytest.raises(StoreError, match="cannot write"):
        expire(press.keeping, 30, NIGHT + 31 * DAYS)
    assert len(warcs(press)) == 2
