"""How files come into a store and leave it, for each kind of place: whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import uuid4

import obstore
import pyarrow as pa
from obstore.exceptions import BaseError
from obstore.store import S3Store
from pyarrow import fs

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
        path, draft = self.folder / name, self.folder / DRAFTS / f"{TOKEN}.{uuid4().hex}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.parent.mkdir(parents=True, exist_ok=True)
            with draft.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
            _sync_folder(path.parent)
        finally:
            draft.unlink(missing_ok=True)

    def upload(self, local: Path, name: str) -> None:
        self.put(name, local.read_bytes())

    def delete(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Writer:
    """Into a bucket that speaks S3.

    pyarrow's own file system completes an upload that broke off, and leaves an empty object in a folder's place when it
    deletes its last file, which not every server can keep; this one does neither.
    """

    client: S3Store

    def put(self, name: str, data: bytes | pa.Buffer) -> None:
        with _as_os_error():
            obstore.put(self.client, name, bytes(data))

    def upload(self, local: Path, name: str) -> None:
        with _as_os_error():
            obstore.put(self.client, name, local)

    def delete(self, name: str) -> None:
        with _as_os_error():
            obstore.delete(self.client, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrowWriter:
    """Through a pyarrow file system, for the places that have no writer of their own."""

    filesystem: fs.FileSystem
    base: str

    def put(self, name: str, data: bytes | pa.Buffer) -> None:
        with self.filesystem.open_output_stream(f"{self.base}/{name}") as stream:
            stream.write(data)

    def upload(self, local: Path, name: str) -> None:
        fs.copy_files(
            str(local),
            f"{self.base}/{name}",
            source_filesystem=fs.LocalFileSystem(),
            destination_filesystem=self.filesystem,
        )

    def delete(self, name: str) -> None:
        try:
            self.filesystem.delete_file(f"{self.base}/{name}")
        except FileNotFoundError:
            return


def s3_writer(root: str) -> S3Writer:
    """The writer for an address as pyarrow reads it: `s3://key:secret@bucket/folder?region=..&endpoint_override=..`.

    What it leaves out comes from the environment (AWS_ACCESS_KEY_ID and so on) or from the machine's role.
    """
    parts = urlsplit(root)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    settings: dict[str, str] = {}
    if parts.username:
        settings = {"access_key_id": unquote(parts.username), "secret_access_key": unquote(parts.password or "")}
    if "region" in options:
        settings["region"] = options["region"]
    scheme, endpoint = options.get("scheme", "https"), options.get("endpoint_override")
    if endpoint:
        settings["endpoint"] = endpoint if "://" in endpoint else f"{scheme}://{endpoint}"
    client = S3Store(
        unquote(parts.netloc.rpartition("@")[2]),
        prefix=unquote(parts.path).strip("/") or None,
        config=settings,  # type: ignore[arg-type]  # a TypedDict of the same names
        client_options={"allow_http": True, "timeout": timedelta(seconds=60)},
        retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=60)},
    )
    return S3Writer(client=client)


@contextmanager
def _as_os_error() -> Iterator[None]:
    """obstore's errors as the OSError that every writer raises."""
    try:
        yield
    except BaseError as error:
        raise OSError(str(error).strip().splitlines()[0]) from error


def _sync_folder(folder: Path) -> None:
    """Make a new name in the folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
