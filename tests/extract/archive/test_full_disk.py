"""On a full disk the archive writes nothing by halves, and what failed can be done once there is room."""

import random
from collections.abc import Iterator

import pytest

from pipeline.errors import StoreError
from pipeline.extract.archive.files import FileWriter, read
from pipeline.extract.archive.shelf import Shelf
from pipeline.models import CaptureRef
from tests.disks import SmallDisk, small_disk
from tests.extract.archive.exchanges import fastwarc_records, names, page, recover, warcio_check


@pytest.fixture
def disk(shelf: Shelf) -> Iterator[SmallDisk]:
    """The disk of the archive's local folder."""
    with small_disk(shelf.folder, 256) as disk:
        yield disk


def body(number: int) -> bytes:
    """20 kB that do not compress."""
    return random.Random(number).randbytes(20_000)


def write_until_full(writer: FileWriter) -> list[CaptureRef]:
    refs: list[CaptureRef] = []
    with pytest.raises(StoreError) as caught, writer:
        while len(refs) < 100:
            refs.append(writer.write(page(f"{len(refs)}", body(len(refs)))))
    assert str(caught.value).endswith("run-1.warc.gz.open: No space left on device")
    return refs


def test_a_full_disk_ends_in_an_error_and_a_file_of_whole_records(shelf: Shelf, disk: SmallDisk) -> None:
    refs = write_until_full(FileWriter(shelf, "run-1"))
    assert 8 <= len(refs) <= 12
    left = shelf.folder / "run-1.warc.gz.open"
    assert left.stat().st_size == refs[-1].offset + refs[-1].length
    assert warcio_check(left) == 0
    assert [read(shelf, ref).body for ref in refs] == [body(number) for number in range(len(refs))]


def test_with_room_again_the_run_resumes(shelf: Shelf, disk: SmallDisk) -> None:
    refs = write_until_full(FileWriter(shelf, "run-1"))
    disk.resize(1024)
    assert recover(shelf, lambda _: refs[-1].offset + refs[-1].length) == ["run-1.warc.gz"]
    with FileWriter(shelf, "run-2") as writer:
        more = writer.write(page("more", body(100)))
    assert names(shelf) == ["run-1.cdxj", "run-1.warc.gz", "run-2.cdxj", "run-2.warc.gz"]
    assert len((shelf.folder / "run-1.cdxj").read_text().splitlines()) == len(refs)
    assert len(fastwarc_records(shelf.folder / "run-1.warc.gz")) == 1 + 2 * len(refs)
    assert read(shelf, more).body == body(100)


def test_not_even_room_for_the_file_s_first_record(shelf: Shelf, disk: SmallDisk) -> None:
    disk.fill()
    with (
        pytest.raises(StoreError, match=r"run-1.warc.gz.open: No space left"),
        FileWriter(shelf, "run-1") as writer,
    ):
        writer.write(page("a"))
    disk.make_room()
    assert recover(shelf, lambda _: 0) == []
    assert names(shelf) == []


def test_no_room_for_the_index(shelf: Shelf, disk: SmallDisk) -> None:
    writer = FileWriter(shelf, "run-1")
    ref = writer.write(page("a"))
    disk.fill()
    with pytest.raises(StoreError, match=r"run-1.cdxj: No space left on device; run-1.warc.gz is whole"):
        writer.close()
    assert names(shelf) == ["filler", "run-1.warc.gz"]
    assert warcio_check(shelf.folder / "run-1.warc.gz") == 0
    with pytest.raises(StoreError, match=r"run-1.cdxj: No space left on device"):
        recover(shelf, lambda _: 0)
    disk.make_room()
    recover(shelf, lambda _: 0)
    assert names(shelf) == ["run-1.cdxj", "run-1.warc.gz"]
    assert f'"offset": "{ref.offset}"' in (shelf.folder / "run-1.cdxj").read_text()
