"""Files by name in one place, each written whole or not at all, wherever the place is."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self
from uuid import uuid4

import pyarrow as pa
from pyarrow import fs

from pipeline.errors import StoreError
from pipeline.storage import addresses

_DRAFTS = ".tmp"
# Tells this process's drafts from those of one that was killed.
_TOKEN = uuid4().hex
_UNKNOWN = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file of a store. name: relative to the root. size: bytes. modified: by the store's clock, UTC."""

    name: str
    size: int
    modified: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A place for files. Names are relative to its root and have `/` between their parts.

    filesystem, base: pyarrow's, and the root's path in it, for readers that take both. folder: the root where it is a
    folder of this machine, else None. work: a folder of this machine for what cannot lie in a bucket: the lock, a
    SQLite ledger, the archive file that is being written. shown: the root for people, without secrets.

    Every method may raise StoreError, which names the file.
    """

    filesystem: fs.FileSystem
    base: str
    folder: Path | None
    work: Path
    shown: str

    @classmethod
    def at(cls, root: str | Path, work: Path | None = None) -> Self:
        """The store at a folder or an address. work: for a folder the folder itself, unless it is given.

        Raises ConfigError for an address that cannot be one, and for one without a work folder.
        """
        if not addresses.is_remote(str(root)):
            folder = addresses.folder_of(root)
            return cls(
                filesystem=fs.LocalFileSystem(), base=str(folder), folder=folder, work=work or folder, shown=str(folder)
            )
        filesystem, base = addresses.connected(str(root))
        return cls(
            filesystem=filesystem,
            base=base,
            folder=None,
            work=work or Path.cwd(),
            shown=addresses.without_secrets(str(root)),
        )

    def path(self, name: str) -> str:
        """A file's or folder's path in `filesystem`."""
        return f"{self.base}/{name}" if name else self.base

    def name_of(self, path: str) -> str:
        """The name of the file at a path in `filesystem`."""
        return path.removeprefix(f"{self.base}/")

    def has_folder(self, name: str) -> bool:
        """Whether there is a folder of that name; in a bucket it is there when a file in it is."""
        with self._explained("cannot look for", name):
            return bool(self.filesystem.get_file_info(self.path(name)).type == fs.FileType.Directory)

    def exists(self, name: str) -> bool:
        return self.stat(name) is not None

    def stat(self, name: str) -> Stored | None:
        """What is known of a file; None when there is none."""
        with self._explained("cannot look for", name):
            info = self.filesystem.get_file_info(self.path(name))
        return _stored(info, name) if info.type == fs.FileType.File else None

    def files(self, folder: str, *, recursive: bool = True) -> list[Stored]:
        """The files in a folder and below it, by name; none when there is no such folder."""
        selector = fs.FileSelector(self.path(folder), allow_not_found=True, recursive=recursive)
        with self._explained("cannot list", folder):
            found = self.filesystem.get_file_info(selector)
        files = [_stored(info, self.name_of(info.path)) for info in found if info.type == fs.FileType.File]
        return sorted(files, key=lambda file: file.name)

    @contextmanager
    def open(self, name: str) -> Iterator[pa.NativeFile]:
        """A file to read from at any place; what is read is one version of it, also when it is replaced meanwhile."""
        with self._explained("cannot read", name), self.filesystem.open_input_file(self.path(name)) as file:
            yield file

    def read(self, name: str) -> bytes:
        """A file's bytes."""
        with self.open(name) as file:
            return bytes(file.read())

    def write(self, name: str, data: bytes | pa.Buffer) -> None:
        """Put a file in the place of what has its name; when this raises, or is killed, that stands as it was."""
        with self._explained("cannot write", name):
            if self.folder is not None:
                self._replace(self.folder / name, data)
            else:
                with self.filesystem.open_output_stream(self.path(name)) as stream:
                    stream.write(data)

    def upload(self, local: Path, name: str) -> None:
        """Put a copy of a file of this machine into the store."""
        with self._explained("cannot write", name):
            fs.copy_files(
                str(local),
                self.path(name),
                source_filesystem=fs.LocalFileSystem(),
                destination_filesystem=self.filesystem,
            )
        there = self.stat(name)
        if there is None or there.size != local.stat().st_size:
            raise StoreError(f"cannot write {self.named(name)}: it came to be incomplete")

    def download(self, name: str, local: Path) -> None:
        """Put a copy of a file of the store on this machine."""
        with self._explained("cannot read", name):
            fs.copy_files(
                self.path(name),
                str(local),
                source_filesystem=self.filesystem,
                destination_filesystem=fs.LocalFileSystem(),
            )

    def delete(self, name: str) -> None:
        """Take a file away; nothing happens when there is none."""
        try:
            self.filesystem.delete_file(self.path(name))
        except FileNotFoundError:
            return
        except OSError as error:  # some stores fail at keeping the empty folder, when the file is gone already
            if self.exists(name):
                raise StoreError(f"cannot delete {self.named(name)}: {_why(error)}") from error

    def delete_folder(self, folder: str) -> None:
        """Take away the files of a folder, and below it."""
        for file in self.files(folder):
            self.delete(file.name)
        if self.folder is not None and (self.folder / folder).exists():
            self.filesystem.delete_dir(self.path(folder))

    def sweep(self) -> None:
        """Remove the drafts that killed processes left."""
        for draft in self.files(_DRAFTS):
            if f"/{_TOKEN}." not in draft.name:
                self.delete(draft.name)

    def named(self, name: str) -> str:
        """A file's whole name for people."""
        return f"{self.shown}/{name}"

    @contextmanager
    def _explained(self, what: str, name: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise StoreError(f"{self.named(name)} does not exist") from error
        except OSError as error:
            raise StoreError(f"{what} {self.named(name)}: {_why(error)}") from error

    def _replace(self, path: Path, data: bytes | pa.Buffer) -> None:
        """Drafts lie outside the datasets' folders: Polars reads everything that it finds in a folder."""
        assert self.folder is not None  # noqa: S101  asked by the caller
        draft = self.folder / _DRAFTS / f"{_TOKEN}.{uuid4().hex}"
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


def _stored(info: fs.FileInfo, name: str) -> Stored:
    return Stored(name=name, size=info.size, modified=info.mtime or _UNKNOWN)


def _sync_folder(folder: Path) -> None:
    """Make a new name in the folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _why(error: OSError) -> str:
    return error.strerror or str(error)
