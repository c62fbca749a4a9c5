"""Merged archive files hold what the old ones held, and every reference leads to the same bytes."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline import extract, keeping
from pipeline.errors import StoreError
from pipeline.extract.archive.finished import indexed
from pipeline.storage import Store
from tests.extract.archive.exchanges import fastwarc_records, warcio_check
from tests.keeping.press import (
    Killed,
    Press,
    Printed,
    killed_at,
    ledger_rows,
    local_copy,
    members,
    parquet,
    pressing,
    read_at,
    warcs,
)
from tests.load.load_samples import NIGHT

DAYS = timedelta(days=1)
LATER = NIGHT + 60 * DAYS
PLACE = ("capture_file", "capture_offset")


def nights(press: Press) -> None:
    """Four in March, one in April; the second has an edit, the third a page of bytes that are known."""
    press.night("r1", Printed(slug="heron"), Printed(slug="ferry"))
    press.night("r2", Printed(slug="heron", text="Second version."), at=NIGHT + DAYS)
    twin = Printed(slug="heron", url="https://example.org/twin")
    press.night("r3", twin, Printed(slug="bridge"), at=NIGHT + 2 * DAYS)
    press.night("r4", Printed(slug="tower"), at=NIGHT + 30 * DAYS)
    press.night("r5", Printed(slug="harbour"), at=NIGHT + 31 * DAYS)


def merge(press: Press) -> keeping.Compacted:
    return keeping.compact(press.keeping, None, LATER)


def references(press: Press) -> dict[str, tuple[str, datetime, bytes]]:
    """What the references of the ledger and of the datasets lead to, by who has them."""
    rows = ledger_rows(press)
    found = {
        f"{row['url']} {row['captured_at']}": (row["file"], row["offset"])
        for row in rows["captures"]
        if not row["revisit"]
    }
    found |= {row["url"]: (row["capture_file"], row["capture_offset"]) for row in rows["urls"]}
    for name, table in parquet(press).items():
        for row in table:
            if "capture_file" in row:
                found[f"{name} {row['article_id']}"] = (row["capture_file"], row["capture_offset"])
    captures = {who: read_at(press, *place) for who, place in found.items()}
    return {who: (capture.url, capture.fetched_at, capture.body) for who, capture in captures.items()}


def test_every_capture_is_read_through_its_moved_reference(anywhere: Press, tmp_path: Path) -> None:
    nights(anywhere)
    before, records = references(anywhere), [one for data in warcs(anywhere).values() for one in members(data)]
    merge(anywhere)
    assert references(anywhere) == before
    assert [*warcs(anywhere)] == ["2026-03-0000.warc.gz", "r5-0000.warc.gz"]
    assert [one for data in warcs(anywhere).values() for one in members(data)] == records
    merged = local_copy(anywhere, "2026-03-0000.warc.gz", tmp_path)
    assert warcio_check(merged) == 0
    assert len(fastwarc_records(merged)) == len(members(merged.read_bytes()))


def test_the_datasets_are_as_they_were_but_for_the_references(press: Press) -> None:
    nights(press)
    before = parquet(press, *PLACE)
    merge(press)
    assert parquet(press, *PLACE) == before


def test_the_index_leads_to_the_same_answers(press: Press) -> None:
    nights(press)
    before = sorted((one.url, one.captured, one.digest, one.revisit, one.length) for one in every_line(press))
    merge(press)
    after = [*every_line(press)]
    assert sorted((one.url, one.captured, one.digest, one.revisit, one.length) for one in after) == before
    for one in after:
        if not one.revisit:
            assert read_at(press, one.file, one.offset).url == one.url


def every_line(press: Press) -> list[extract.Indexed]:
    return [one for file in warcs(press) for one in indexed(press.store, file)]


def test_a_body_that_is_known_is_offered_at_its_new_place(press: Press) -> None:
    nights(press)
    digest = extract.payload_digest(b"<h1>ferry</h1><p>First version.</p>")
    old = press.ledger.payload(digest)
    merge(press)
    new = press.ledger.payload(digest)
    assert old is not None
    assert new is not None
    assert new.ref.file == "2026-03-0000.warc.gz"
    assert read_at(press, new.ref.file, new.ref.offset).body == b"<h1>ferry</h1><p>First version.</p>"


def test_it_says_how_many_files_there_were_and_are(press: Press) -> None:
    nights(press)
    sizes = sum(map(len, warcs(press).values()))
    done = merge(press)
    assert done.archive == (keeping.Volume(files=5, bytes=sizes), keeping.Volume(files=2, bytes=sizes))
    assert [volume.files for volume in done.datasets] == [21, 21]
    assert done.expired == 0


def test_merging_again_finds_nothing_to_do(press: Press) -> None:
    nights(press)
    merge(press)
    before = {file.name: press.store.read(file.name) for file in press.store.files("archive")}
    merge(press)
    assert {file.name: press.store.read(file.name) for file in press.store.files("archive")} == before


def test_new_files_of_the_month_join_the_merged_one(press: Press) -> None:
    nights(press)
    merge(press)
    press.night("r6", Printed(slug="market"), at=NIGHT + 5 * DAYS)
    before = references(press)
    merge(press)
    assert [*warcs(press)] == ["2026-03-0001.warc.gz", "r5-0000.warc.gz"]
    assert references(press) == before


def test_a_night_after_the_merge_goes_on_as_before(press: Press) -> None:
    nights(press)
    merge(press)
    press.night("r6", Printed(slug="heron", url="https://example.org/third"), at=LATER)
    (line,) = indexed(press.store, "r6-0000.warc.gz")
    assert line.revisit


def test_what_waits_to_be_transformed_is_read_from_its_new_place(press: Press) -> None:
    press.night("r1", Printed(slug="ferry"))
    run = press.ledger.begin_run("r2", {"sources": ["example"]}, NIGHT + DAYS)
    press.fetch(run, Printed(slug="heron"))
    merge(press)
    (waiting,) = press.ledger.to_transform("r2")
    assert waiting.ref.file == "2026-03-0000.warc.gz"
    assert read_at(press, waiting.ref.file, waiting.ref.offset).body == b"<h1>heron</h1><p>First version.</p>"


def test_a_file_that_does_not_hold_what_its_index_says_is_not_merged(press: Press) -> None:
    nights(press)
    name = "archive/r2-0000.cdxj"
    press.store.write(name, press.store.read(name).replace(b'"offset": "', b'"offset": "9'))
    before = warcs(press)
    with pytest.raises(StoreError, match=r"r2-0000.cdxj names a record at byte 9\d+ that is not there"):
        merge(press)
    assert warcs(press) == before


def test_a_damaged_file_is_not_merged(press: Press) -> None:
    nights(press)
    name = "archive/r2-0000.warc.gz"
    data = press.store.read(name)
    press.store.write(name, data[:-40] + bytes(byte ^ 1 for byte in data[-40:-30]) + data[-30:])
    with pytest.raises(StoreError, match=r"2026-03-0000\.warc\.gz is damaged"):
        merge(press)
    assert "r1-0000.warc.gz" in warcs(press)


# --- kills ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store after these nights."""
    folder = tmp_path_factory.mktemp("printed")
    with pressing(Store.at(folder)) as press:
        nights(press)
    return folder


@pytest.fixture
def killed(printed: Path, tmp_path: Path) -> Any:
    """A copy of that store."""
    shutil.copytree(printed, tmp_path / "store")
    with pressing(Store.at(tmp_path / "store")) as press:
        yield press


@pytest.mark.parametrize("number", range(16))
def test_a_kill_before_any_change_leaves_every_reference_right(
    killed: Press, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = references(killed)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        killed_at(patch, number)
        merge(killed)
    assert references(killed) == before
    keeping.complete(killed.keeping)
    assert references(killed) == before
    merge(killed)
    assert references(killed) == before
    assert [*warcs(killed)] == ["2026-03-0000.warc.gz", "r5-0000.warc.gz"]
    assert killed.store.files(".keeping") == []


def test_a_kill_before_the_ledger_knows_leaves_every_reference_right(
    killed: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = references(killed)

    def stop(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr("pipeline.ledger.Ledger.move_captures", stop)
        merge(killed)
    assert references(killed) == before
    keeping.complete(killed.keeping)
    assert references(killed) == before
    assert [*warcs(killed)] == ["2026-03-0000.warc.gz", "r5-0000.warc.gz"]


def test_the_old_files_are_deleted_last(killed: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        changes = killed_at(patch, 1_000)
        merge(killed)
    assert changes[: changes.index("delete .keeping/merge.json") + 1] == [
        "write .keeping/merge.json",
        "upload archive/2026-03-0000.warc.gz",
        "write archive/2026-03-0000.cdxj",
        "write articles/date=2026-03-01/part-0.parquet",
        "write articles/date=2026-03-03/part-0.parquet",
        "write articles/date=2026-03-31/part-0.parquet",
        "write revisions/date=2026-03-01/part-0.parquet",
        "delete archive/r1-0000.cdxj",
        "delete archive/r1-0000.warc.gz",
        "delete archive/r2-0000.cdxj",
        "delete archive/r2-0000.warc.gz",
        "delete archive/r3-0000.cdxj",
        "delete archive/r3-0000.warc.gz",
        "delete archive/r4-0000.cdxj",
        "delete archive/r4-0000.warc.gz",
        "delete .keeping/merge.json",
    ]
