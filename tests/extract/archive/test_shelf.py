"""An archive whose store is elsewhere: what is written here moves there, and a kill on the way loses nothing."""

import io
from pathlib import Path
from uuid import uuid4

import pytest
from warcio.archiveiterator import ArchiveIterator

from pipeline.errors import StoreError
from pipeline.extract.archive.files import FileWriter, next_name, read
from pipeline.extract.archive.shelf import Shelf
from pipeline.models import CaptureRef
from pipeline.storage import Store
from tests import s3
from tests.extract.archive.exchanges import killed, names, page, recover, write


@pytest.fixture(params=["bucket", "another folder"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    root = tmp_path / "store"
    if request.param == "bucket":
        root = s3.address(request.getfixturevalue("s3_port"), uuid4().hex)
    return Shelf(store=Store.at(root, tmp_path / "work"))


def stored(shelf: Shelf) -> list[str]:
    return [file.name for file in shelf.store.files("archive")]


def end(ref: CaptureRef) -> int:
    return ref.offset + ref.length


def test_a_finished_file_is_in_the_store_alone(shelf: Shelf) -> None:
    refs = write(shelf, "run-1", page("a", b"one"), page("b", b"two"))
    assert names(shelf) == []
    assert stored(shelf) == ["archive/run-1.cdxj", "archive/run-1.warc.gz"]
    assert [read(shelf, ref).body for ref in refs] == [b"one", b"two"]
    records = ArchiveIterator(io.BytesIO(shelf.store.read("archive/run-1.warc.gz")), check_digests="raise")
    assert [record.rec_type for record in records] == ["warcinfo", "request", "response", "request", "response"]
    assert len(shelf.store.read("archive/run-1.cdxj").splitlines()) == 2


def test_a_file_that_is_still_written_to_is_here_alone(shelf: Shelf) -> None:
    with FileWriter(shelf, "run-1") as writer:
        ref = writer.write(page("a", b"one"))
        assert names(shelf) == ["run-1.warc.gz.open"]
        assert stored(shelf) == []
        assert read(shelf, ref).body == b"one"


def test_nothing_written_nothing_stored(shelf: Shelf) -> None:
    write(shelf, "run-1")
    assert stored(shelf) == []


def test_names_count_up_from_what_is_here_and_there(shelf: Shelf) -> None:
    write(shelf, "run-0000", page("a"))
    killed(shelf, "run-0001", page("a"))
    assert next_name(shelf, "run") == "run-0002"


def test_a_name_that_the_store_has_is_not_written_to(shelf: Shelf) -> None:
    write(shelf, "run-1", page("a"))
    with pytest.raises(StoreError, match=r"run-1.warc.gz exists already; give the new file another name"):
        write(shelf, "run-1", page("b"))


def test_a_killed_run_s_file_is_finished_and_put_away(shelf: Shelf) -> None:
    first, _ = killed(shelf, "run-1", page("a", b"one"), page("b", b"two"))
    assert recover(shelf, lambda _: end(first)) == ["run-1.warc.gz"]
    assert names(shelf) == []
    assert stored(shelf) == ["archive/run-1.cdxj", "archive/run-1.warc.gz"]
    assert read(shelf, first).body == b"one"
    assert recover(shelf, lambda _: end(first)) == []


@pytest.mark.parametrize("step", range(1, 11))
def test_a_kill_between_any_two_steps_is_made_up_for(shelf: Shelf, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Each step is a change of a file, here or there; the kill comes before the one of this number."""
    left = step

    def before_each(change: object) -> object:
        def changed(*arguments: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if left == 0:
                raise KeyboardInterrupt
            return change(*arguments, **named)  # type: ignore[operator]

        return changed

    writer = FileWriter(shelf, "run-1")
    ref = writer.write(page("a", b"one"))
    with monkeypatch.context() as patch:
        for place, change in ((Path, "rename"), (Path, "replace"), (Path, "unlink"), (Store, "upload")):
            patch.setattr(place, change, before_each(getattr(place, change)))
        try:
            writer.close()
        except KeyboardInterrupt:
            assert names(shelf) != []
        else:
            assert left > 0
    assert read(shelf, ref).body == b"one"
    recover(shelf, lambda _: end(ref))
    assert names(shelf) == []
    assert stored(shelf) == ["archive/run-1.cdxj", "archive/run-1.warc.gz"]
    assert shelf.store.stat("archive/run-1.warc.gz").size == end(ref)
    assert read(shelf, ref).body == b"one"


def test_what_arrived_by_half_is_uploaded_again(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(store: Store, local: Path, name: str) -> None:
        store.write(name, local.read_bytes()[:100])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Store, "upload", half)
        with pytest.raises(KeyboardInterrupt):
            write(shelf, "run-1", page("a", b"one"))
    whole = (shelf.folder / "run-1.warc.gz").read_bytes()
    assert shelf.store.read("archive/run-1.warc.gz") == whole[:100]
    recover(shelf, lambda _: 0)
    assert names(shelf) == []
    assert shelf.store.read("archive/run-1.warc.gz") == whole


def test_what_cannot_be_put_away_stays_here_for_the_next_run(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object) -> None:
        raise StoreError("the server does not answer")

    writer = FileWriter(shelf, "run-1")
    ref = writer.write(page("a", b"one"))
    with monkeypatch.context() as patch:
        patch.setattr(Store, "upload", down)
        with pytest.raises(StoreError, match="does not answer"):
            writer.close()
        assert names(shelf) == ["run-1.cdxj", "run-1.warc.gz"]
        assert read(shelf, ref).body == b"one"
    recover(shelf, lambda _: 0)
    assert (names(shelf), read(shelf, ref).body) == ([], b"one")


def test_a_missing_file_is_named(shelf: Shelf) -> None:
    with pytest.raises(StoreError) as caught:
        read(shelf, CaptureRef(file="run-1.warc.gz", offset=0, length=10))
    assert str(caught.value) == f"{shelf.store.shown}/archive/run-1.warc.gz does not exist"


@pytest.mark.parametrize(("offset", "length"), [(0, 200), (7, 100), (10**6, 100)])
def test_a_reference_that_is_no_response(shelf: Shelf, offset: int, length: int) -> None:
    write(shelf, "run-1", page("a"))
    with pytest.raises(StoreError):
        read(shelf, CaptureRef(file="run-1.warc.gz", offset=offset, length=length))
