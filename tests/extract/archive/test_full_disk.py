"""On a full disk the archive writes nothing by halves, and what failed can be done once there is room."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from pipeline.extract.archive.files import ArchiveWriter, read
from pipeline.models import CaptureRef
from tests.disks import SmallDisk, small_disk
from tests.extract.archive.exchanges import fastwarc_records, names, page, recover, warcio_check


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", 256) as disk:
        yield disk


def body(number: int) -> bytes:
    """20 kB that do not compress."""
    return random.Random(number).randbytes(20_000)


def write_until_full(writer: ArchiveWriter) -> list[CaptureRef]:
    refs: list[CaptureRef] = []
    with pytest.raises(StoreError) as caught, writer:
        while len(refs) < 100:
            refs.append(writer.write(page(f"{len(refs)}", body(len(refs)))))
    assert str(caught.value).endswith("run-1.warc.gz.open: No space left on device")
    return refs


def test_a_full_disk_ends_in_an_error_and_a_file_of_whole_records(disk: SmallDisk) -> None:
    refs = write_until_full(ArchiveWriter(disk.folder, "run-1"))
    assert 8 <= len(refs) <= 12
    left = disk.folder / "run-1.warc.gz.open"
    assert left.stat().st_size == refs[-1].offset + refs[-1].length
    assert warcio_check(left) == 0
    assert [read(disk.folder, ref).body for ref in refs] == [body(number) for number in range(len(refs))]


def test_with_room_again_the_run_resumes(disk: SmallDisk) -> None:
    refs = write_until_full(ArchiveWriter(disk.folder, "run-1"))
    disk.resize(1024)
    assert recover(disk.folder, lambda _: refs[-1].offset + refs[-1].length) == ["run-1.warc.gz"]
    with ArchiveWriter(disk.folder, "run-2") as writer:
        more = writer.write(page("more", body(100)))
    assert names(disk.folder) == ["run-1.cdxj", "run-1.warc.gz", "run-2.cdxj", "run-2.warc.gz"]
    assert len((disk.folder / "run-1.cdxj").read_text().splitlines()) == len(refs)
    assert len(fastwarc_records(disk.folder / "run-1.warc.gz")) == 1 + 2 * len(refs)
    assert read(disk.folder, more).body == body(100)


def test_not_even_room_for_the_file_s_first_record(disk: SmallDisk) -> None:
    disk.fill()
    with (
        pytest.raises(StoreError, match=r"run-1.warc.gz.open: No space left"),
        ArchiveWriter(disk.folder, "run-1") as writer,
    ):
        writer.write(page("a"))
    disk.make_room()
    assert recover(disk.folder, lambda _: 0) == []
    assert names(disk.folder) == []


def test_no_room_for_the_index(disk: SmallDisk) -> None:
    writer = ArchiveWriter(disk.folder, "run-1")
    ref = writer.write(page("a"))
    disk.fill()
    with pytest.raises(StoreError, match=r"run-1.cdxj: No space left on device; run-1.warc.gz is whole"):
        writer.close()
    assert names(disk.folder) == ["filler", "run-1.warc.gz"]
    assert warcio_check(disk.folder / "run-1.warc.gz") == 0
    with pytest.raises(StoreError, match=r"run-1.cdxj: No space left on device"):
        recover(disk.folder, lambda _: 0)
    disk.make_room()
    recover(disk.folder, lambda _: 0)
    assert names(disk.folder) == ["run-1.cdxj", "run-1.warc.gz"]
    assert f'"offset": "{ref.offset}"' in (disk.folder / "run-1.cdxj").read_text()
