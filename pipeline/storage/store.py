"""Files by name in one place, each written whole or not at all, wherever the place is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import pyarrow as pa
from pyarrow import fs

from pipeline.errors import StoreError
from pipeline.storage import addresses, clients
from pipeline.storage.faults import explained
from pipeline.storage.writers import DRAFTS, TOKEN, BucketWriter, FolderWriter, Writer

UNTOLD = datetime.fromtimestamp(0, UTC)
"""When a file was modified whose store does not say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file of a store. name: relative to the root. size: bytes. modified: by the store's clock, UTC, or `UNTOLD`."""

    name: str
    size: int
    modified: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A place for files. Names are relative to its root and have `/` between their parts.

    filesystem, base: pyarrow's, and the root's path in it, for readers that take both. writer: for what changes.
    folder: the root where it is a folder of this machine, else None. work: a folder of this machine for what cannot lie
    in a bucket: the lock, a SQLite ledger, the archive file that is being written. shown: the root for people, without
    secrets.

    Every method may raise StoreError, which names the file.
    """

    filesystem: fs.FileSystem
    base: str
    writer: Writer
    folder: Path | None
    work: Path
    shown: str

    @classmethod
    def at(cls, root: str | Path, work: Path | None = None) -> Self:
        """The store at a folder or an address.

        work: where it is not given, a folder is its own, and an address has the present one; reading needs none. Raises
        ConfigError for an address that cannot be one.
        """
        root = str(root)
        if not addresses.is_remote(root):
            folder = addresses.folder_of(root)
            return cls(
                filesystem=fs.LocalFileSystem(),
                base=str(folder),
                writer=FolderWriter(folder=folder),
                folder=folder,
                work=work or folder,
                shown=str(folder),
            )
        address = clients.complete(addresses.parse(root))
        return cls(
            filesystem=clients.reader(address),
            base=f"{address.bucket}/{address.folder}".rstrip("/"),
            writer=BucketWriter(client=clients.client(address)),
            folder=None,
            work=work or Path.cwd(),
            shown=addresses.without_secrets(root),
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
        """A file to read from at any place.

        In a folder what is read is one version of it, also when it is replaced meanwhile. In a bucket each read is a
        request of its own: who reads while another run writes compares `stat` before and after.
        """
        with self._explained("cannot read", name), self.filesystem.open_input_file(self.path(name)) as file:
            yield file

    def read(self, name: str) -> bytes:
        """A file's bytes."""
        with self.open(name) as file:
            return bytes(file.read())

    def write(self, name: str, data: bytes | pa.Buffer) -> None:
        """Put a file in the place of what has its name; when this raises, or is killed, that stands as it was."""
        with self._explained("cannot write", name):
            self.writer.put(name, data)

    def upload(self, local: Path, name: str) -> None:
        """Put a copy of a file of this machine into the store."""
        with self._explained("cannot write", name):
            self.writer.upload(local, name)
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
        with self._explained("cannot delete", name):
            self.writer.delete(name)

    def delete_folder(self, folder: str) -> None:
        """Take away the files of a folder, and below it."""
        for file in self.files(folder):
            self.delete(file.name)
        if self.folder is not None and (self.folder / folder).exists():
            self.filesystem.delete_dir(self.path(folder))

    def sweep(self) -> None:
        """Remove the drafts that killed processes left."""
        for draft in self.files(DRAFTS):
            if f"/{TOKEN}." not in draft.name:
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
            raise StoreError(f"{what} {self.named(name)}: {explained(error)}") from error


def _stored(info: fs.FileInfo, name: str) -> Stored:
    return Stored(name=name, size=info.size, modified=info.mtime or UNTOLD)
