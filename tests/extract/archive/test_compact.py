"""Which files become one: those of a month that are small, as far as they fit."""

from datetime import UTC, datetime

import pytest

from pipeline.errors import StoreError
from pipeline.extract.archive.compact import Merge, build, planned
from pipeline.extract.archive.files import read
from pipeline.extract.archive.shelf import Shelf
from pipeline.models import CaptureRef
from pipeline.storage import Store
from tests.extract.archive.exchanges import page, warcio_check, write

MARCH, APRIL = datetime(2026, 3, 31, 23, 59, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def store(shelf: Shelf) -> Store:
    return shelf.store


def night(store: Store, name: str, at: datetime = MARCH) -> list[CaptureRef]:
    return write(Shelf(store=store), name, page(name, name.encode(), fetched_at=at), page("b", fetched_at=APRIL))


def size_of(store: Store, name: str) -> int:
    return (store.work / "archive" / f"{name}.warc.gz").stat().st_size


def test_the_files_of_a_month_become_one(store: Store) -> None:
    for name in ("r1", "r2", "r3"):
        night(store, name)
    night(store, "r4", APRIL)
    first, second = size_of(store, "r1"), size_of(store, "r2")
    assert planned(store) == [
        Merge(
            target="2026-03-0000.warc.gz",
            bases={"r1.warc.gz": 0, "r2.warc.gz": first, "r3.warc.gz": first + second},
        )
    ]


def test_a_file_alone_stays_as_it_is(store: Store) -> None:
    night(store, "r1")
    night(store, "r2", APRIL)
    assert planned(store) == []


def test_no_more_than_fits_goes_into_one(store: Store) -> None:
    for number in range(5):
        night(store, f"r{number}")
    pairs = planned(store, largest=2 * size_of(store, "r0") + 100)
    assert [sorted(merge.bases) for merge in pairs] == [["r0.warc.gz", "r1.warc.gz"], ["r2.warc.gz", "r3.warc.gz"]]
    assert [merge.target for merge in pairs] == ["2026-03-0000.warc.gz", "2026-03-0001.warc.gz"]


def test_a_file_of_half_the_size_is_not_small(store: Store) -> None:
    for number in range(3):
        night(store, f"r{number}")
    assert planned(store, largest=2 * size_of(store, "r0") - 200) == []


def test_a_name_that_is_taken_is_not_given_again(store: Store) -> None:
    for name in ("2026-03-0000", "r1"):
        night(store, name)
    assert [merge.target for merge in planned(store)] == ["2026-03-0001.warc.gz"]


def test_a_file_without_captures_is_left_alone(store: Store) -> None:
    night(store, "r1")
    night(store, "r2")
    store.write("archive/r2.cdxj", b"")
    assert planned(store) == []


def test_what_is_built_holds_everything(store: Store) -> None:
    refs = {name: night(store, name) for name in ("r1", "r2", "r3")}
    (merge,) = planned(store)
    build(store, merge)
    folder = store.work / "archive"
    assert warcio_check(folder / merge.target) == 0
    for name, (first, second) in refs.items():
        base = merge.bases[f"{name}.warc.gz"]
        assert read(Shelf(store=store), moved(first, merge.target, base)).body == name.encode()
        assert read(Shelf(store=store), moved(second, merge.target, base)).body == b"<p>hello</p>"
    assert len((folder / "2026-03-0000.cdxj").read_text().splitlines()) == 6
    assert list((store.work / ".keeping").iterdir()) == []


def moved(ref: CaptureRef, target: str, base: int) -> CaptureRef:
    return CaptureRef(file=target, offset=base + ref.offset, length=ref.length)


def test_a_record_that_stands_in_no_index_is_not_taken_on_trust(store: Store) -> None:
    night(store, "r1")
    night(store, "r2")
    (merge,) = planned(store)
    index = store.read("archive/r2.cdxj").splitlines(keepends=True)
    store.write("archive/r2.cdxj", index[0])
    with pytest.raises(StoreError, match=r"2026-03-0000\.warc\.gz: 1 records stand in no index"):
        build(store, merge)
    assert not store.exists("archive/2026-03-0000.warc.gz")


def test_files_that_changed_meanwhile_are_noticed(store: Store) -> None:
    night(store, "r1")
    night(store, "r2")
    (merge,) = planned(store)
    with (store.work / "archive" / "r1.warc.gz").open("ab") as file:
        file.write(b"more")
    with pytest.raises(StoreError, match=r"r2\.warc\.gz changed while it was merged"):
        build(store, merge)
