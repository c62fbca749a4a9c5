"""Files by name, the same in a folder and in a bucket."""

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from obstore.store import AzureStore, GCSStore
from pyarrow import fs

from pipeline.errors import StoreError
from pipeline.storage import Store
from pipeline.storage.writers import BucketWriter
from tests import s3
from tests.storage.bad_servers import answering, refusing

NAMES = ["articles/date=2026-03-01/part-0.parquet", "archive/run-1.warc.gz", "a b/wähler=für+alle.json", "top"]
SEVERAL_PARTS = 12_000_000  # bytes; a bucket takes them in parts of five million


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_read(store: Store, name: str) -> None:
    store.write(name, b"one")
    assert store.read(name) == b"one"
    assert store.exists(name)
    assert [(file.name, file.size) for file in store.files("")] == [(name, 3)]


@pytest.mark.parametrize("data", [b"", bytes(range(256)), os.urandom(SEVERAL_PARTS)], ids=["empty", "bytes", "large"])
def test_it_is_read_as_it_was_written_whatever_the_name_ends_in(store: Store, data: bytes) -> None:
    store.write("archive/run-1.warc.gz", data)
    assert store.read("archive/run-1.warc.gz") == data


def test_what_is_written_again_takes_the_place_of_the_first(store: Store) -> None:
    store.write("a/b", b"a long first version")
    store.write("a/b", b"short")
    assert store.read("a/b") == b"short"


def test_a_part_of_a_file_is_read_from_its_place(store: Store) -> None:
    store.write("a/b", b"0123456789")
    with store.open("a/b") as file:
        file.seek(3)
        assert file.read(4) == b"3456"


def test_what_is_known_of_a_file(store: Store) -> None:
    store.write("a/b", b"one")
    known = store.stat("a/b")
    assert known is not None
    assert (known.name, known.size) == ("a/b", 3)
    assert abs(known.modified - datetime.now(UTC)) < timedelta(minutes=1)
    assert store.stat("a") is None
    assert store.stat("a/c") is None


def test_files_are_listed_by_name_in_a_folder_and_below(store: Store) -> None:
    for name in ("a/2", "a/1", "a/b/3", "ab/4"):
        store.write(name, b"")
    assert [file.name for file in store.files("a")] == ["a/1", "a/2", "a/b/3"]
    assert [file.name for file in store.files("a", recursive=False)] == ["a/1", "a/2"]
    assert store.files("nothing") == []
    assert [store.has_folder(name) for name in ("a", "a/b", "a/1", "nothing")] == [True, True, False, False]


def test_what_is_deleted_is_gone_and_nothing_else(store: Store) -> None:
    for name in ("a/1", "a/2", "a/3"):
        store.write(name, b"x")
    store.delete("a/2")
    assert [file.name for file in store.files("a")] == ["a/1", "a/3"]
    store.delete("a/2")
    store.delete_folder("a")
    assert store.files("a") == []
    assert not store.has_folder("a")
    store.delete_folder("a")
    store.write("a/4", b"x")
    assert [file.name for file in store.files("")] == ["a/4"]


def test_a_large_file_goes_up_and_comes_down_whole(store: Store, tmp_path: Path) -> None:
    local, back = tmp_path / "large", tmp_path / "back"
    local.write_bytes(os.urandom(SEVERAL_PARTS))
    store.upload(local, "a/large.gz")
    store.download("a/large.gz", back)
    assert back.read_bytes() == local.read_bytes()


def test_what_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(StoreError) as caught, store.open("a/b"):
        pass
    assert str(caught.value) == f"{store.shown}/a/b does not exist"


# --- whole or not at all ----------------------------------------------------------------------------------------------


def test_a_write_that_fails_leaves_what_stood_in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.at(tmp_path / "store")
    store.write("a/b", b"one")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match=r"cannot write .*/store/a/b: No space left on device$"):
        store.write("a/b", b"two")
    assert store.read("a/b") == b"one"
    assert [file.name for file in store.files("")] == ["a/b"]


@pytest.mark.parametrize("refused", ["partNumber=2", "uploadId="], ids=["second part", "any part and the end"])
def test_an_upload_that_breaks_off_leaves_what_stood_in_a_bucket(s3_port: int, tmp_path: Path, refused: str) -> None:
    folder = uuid4().hex
    straight = Store.at(s3.address(s3_port, folder), tmp_path)
    straight.write("a/b", b"one")
    local = tmp_path / "large"
    local.write_bytes(os.urandom(SEVERAL_PARTS))
    with refusing(s3_port, lambda method, path: method in {"PUT", "POST"} and refused in path) as port:
        store = Store.at(s3.address(port, folder), tmp_path)
        with pytest.raises(StoreError, match=f"^cannot write s3://news/{folder}/a/b: "):
            store.write("a/b", os.urandom(SEVERAL_PARTS))
        with pytest.raises(StoreError, match=f"^cannot write s3://news/{folder}/a/b: "):
            store.upload(local, "a/b")
    assert straight.read("a/b") == b"one"
    assert [file.name for file in straight.files("")] == ["a/b"]


def test_a_reader_keeps_the_version_that_it_opened_in_a_folder(tmp_path: Path) -> None:
    store = Store.at(tmp_path / "store")
    store.write("a/b", b"one")
    with store.open("a/b") as file:
        store.write("a/b", b"two, longer")
        assert file.read() == b"one"


def test_drafts_of_dead_processes_are_swept(tmp_path: Path) -> None:
    store = Store.at(tmp_path / "store")
    store.write(".tmp/0123456789abcdef.1", b"half a file")
    store.write("a/b", b"one")
    store.sweep()
    assert [file.name for file in store.files("")] == ["a/b"]


# --- other providers, without a network -------------------------------------------------------------------------------


def test_a_google_bucket(tmp_path: Path) -> None:
    store = Store.at("gs://anonymous@news/für alle", tmp_path)
    assert isinstance(store.filesystem, fs.GcsFileSystem)
    assert isinstance(store.writer, BucketWriter)
    assert isinstance(store.writer.client, GCSStore)
    assert store.path("articles/a") == "news/für alle/articles/a"
    assert store.named("articles/a") == "gs://news/für alle/articles/a"


def test_an_azure_container(tmp_path: Path) -> None:
    store = Store.at("abfs://news:c2VjcmV0@acme.dfs.core.windows.net/desk", tmp_path)
    assert isinstance(store.filesystem, fs.AzureFileSystem)
    assert isinstance(store.writer, BucketWriter)
    assert isinstance(store.writer.client, AzureStore)
    assert store.path("articles/a") == "news/desk/articles/a"
    assert store.named("articles/a") == "abfs://news@acme.dfs.core.windows.net/desk/articles/a"


def test_a_google_bucket_is_written_to_where_it_is_read_from(tmp_path: Path) -> None:
    requests: list[tuple[str, str, bytes]] = []

    def respond(method: str, path: str, body: bytes) -> int:
        requests.append((method, path, body))
        return 200 if method == "PUT" else 404

    with answering(respond) as port:
        store = Store.at(f"gs://anonymous@news/für alle?endpoint_override=127.0.0.1:{port}&scheme=http", tmp_path)
        store.write("articles/a", b"one")
        assert not store.exists("articles/a")
        store.delete("articles/a")
    (put, *asked, delete) = requests
    assert put == ("PUT", "/news/f%C3%BCr%20alle%2Farticles%2Fa", b"one")
    assert asked[0][:2] == ("GET", "/storage/v1/b/news/o/f%C3%BCr%20alle%2Farticles%2Fa")
    assert delete[:2] == ("DELETE", "/news/f%C3%BCr%20alle%2Farticles%2Fa")
