"""How files come into a store and leave it, for each kind of place: whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import uuid4

import obstore
import pyarrow as pa
from obstore.exceptions import BaseError
from obstore.store import ObjectStore

DRAFTS = ".tmp"
# Tells this process's drafts from those of one that was killed.
TOKEN = uuid4().hex


class Writer(Protocol):
    """Changes files by their name. Every method may raise OSError."""

    def put(self, name: str, data: bytes | pa.Buffer) -> None:
        """Put data in the place of what has the name; when this raises, or is killed, that stands as it was."""

    def upload(self, local: Path, name: str) -> None:
        """Like `put` for a file of this machine, of any size."""

    def delete(self, name: str) -> None:
        """Take a file away, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderWriter:
    """Into a folder of this machine, by drafts that are renamed.

    Drafts lie outside the datasets' folders: Polars reads everything that it finds in a folder.
    """

    folder: Path

    def put(self, name: str, data: bytes | pa.Buffer) -> None:
        with self._replacing(name) as draft:
            draft.write(data)

    def upload(self, local: Path, name: str) -> None:
        with local.open("rb") as source, self._replacing(name) as draft:
            shutil.copyfileobj(source, draft)

    def delete(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    @contextmanager
    def _replacing(self, name: str) -> Iterator[BinaryIO]:
        path, draft = self.folder / name, self.folder / DRAFTS / f"{TOKEN}.{uuid4().hex}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
            _sync_folder(path.parent)
        finally:
            draft.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketWriter:
    """Into a bucket: one PUT, or for a large file a multipart upload that counts once it is completed."""

    client: ObjectStore

    def put(self, name: str, data: bytes | pa.Buffer) -> None:
        with _as_os_error(), _in_a_bucket():
            obstore.put(self.client, name, bytes(data))

    def upload(self, local: Path, name: str) -> None:
        with local.open("rb") as source, _as_os_error(), _in_a_bucket():
            obstore.put(self.client, name, source)

    def delete(self, name: str) -> None:
        with suppress(FileNotFoundError), _as_os_error():
            obstore.delete(self.client, name)


@contextmanager
def _as_os_error() -> Iterator[None]:
    """What obstore raises as the OSError that every writer raises."""
    try:
        yield
    except BaseError as error:
        raise OSError(str(error).strip().splitlines()[0]) from error


@contextmanager
def _in_a_bucket() -> Iterator[None]:
    """A file that is put needs none to be there: it is the bucket that is missing."""
    try:
        yield
    except FileNotFoundError as error:
        raise OSError("NoSuchBucket") from error


def _sync_folder(folder: Path) -> None:
    """Make a new name in the folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
