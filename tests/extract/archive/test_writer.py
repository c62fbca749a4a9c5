"""A run's archive is a file after the other, none of them larger than is said."""

import pytest

from pipeline.extract.archive.files import read
from pipeline.extract.archive.shelf import Shelf
from pipeline.extract.archive.warc import pack
from pipeline.extract.archive.writer import ArchiveWriter
from tests.extract.archive.exchanges import names, page, recover, warcio_check


def test_a_full_file_is_closed_and_the_next_begun(shelf: Shelf) -> None:
    bodies = [bytes([number]) for number in range(5)]
    with ArchiveWriter(shelf, "run", full=2000) as writer:
        refs = [writer.append(pack(page(f"{number}", body))) for number, body in enumerate(bodies)]
        assert [name for name in names(shelf) if not name.endswith(".cdxj")] == [
            "run-0000.warc.gz",
            "run-0001.warc.gz.open",
        ]
    assert names(shelf) == ["run-0000.cdxj", "run-0000.warc.gz", "run-0001.cdxj", "run-0001.warc.gz"]
    assert [ref.file for ref in refs] == ["run-0000.warc.gz"] * 3 + ["run-0001.warc.gz"] * 2
    assert [read(shelf, ref).body for ref in refs] == bodies
    assert [warcio_check(shelf.folder / f"run-000{number}.warc.gz") for number in (0, 1)] == [0, 0]


def test_one_file_holds_all_while_it_is_not_full(shelf: Shelf) -> None:
    with ArchiveWriter(shelf, "run") as writer:
        refs = [writer.append(pack(page(f"{number}"))) for number in range(5)]
    assert {ref.file for ref in refs} == {"run-0000.warc.gz"}


def test_nothing_appended_no_file(shelf: Shelf) -> None:
    with ArchiveWriter(shelf, "run"):
        pass
    assert names(shelf) == []


def test_a_run_that_goes_on_takes_the_next_name(shelf: Shelf) -> None:
    for _ in range(2):
        with ArchiveWriter(shelf, "run") as writer:
            writer.append(pack(page("a")))
    assert [name for name in names(shelf) if name.endswith(".gz")] == ["run-0000.warc.gz", "run-0001.warc.gz"]


def test_a_block_that_fails_leaves_the_last_file_open_for_recovery(shelf: Shelf) -> None:
    with pytest.raises(ZeroDivisionError), ArchiveWriter(shelf, "run", full=1) as writer:
        refs = [writer.append(pack(page(name))) for name in ("a", "b")]
        raise ZeroDivisionError
    assert names(shelf) == ["run-0000.cdxj", "run-0000.warc.gz", "run-0001.warc.gz.open"]
    assert recover(shelf, lambda _: refs[1].offset + refs[1].length) == ["run-0001.warc.gz"]
