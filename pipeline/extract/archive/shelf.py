"""Where the archive's files lie: the one being written on this machine, finished ones in the store."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.extract.archive import cdxj
from pipeline.extract.archive.retention import why_missing
from pipeline.models import CaptureRef
from pipeline.storage import Store

OPEN = ".open"
"""The end of a file's name while it is written to."""

_FOLDER = "archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The archive of a store: its folder `archive`.

    A WARC file is written in `folder`, on this machine. In a store that is a folder with its work in itself, that is
    the store's own and a finished file stays where it is; in any other, it is put away and leaves `folder` empty.
    """

    store: Store

    @property
    def folder(self) -> Path:
        """The local folder, of the open file and of finished ones that are not put away yet."""
        return self.store.work / _FOLDER

    def has(self, file: str) -> bool:
        """Whether there is a finished WARC file of that name."""
        return (self.folder / file).exists() or self.store.exists(_in_store(file))

    def holds(self, file: str) -> bool:
        """Whether a WARC file of that name is there, finished or being written."""
        return (self.folder / f"{file}{OPEN}").exists() or self.has(file)

    def put_away(self, file: Path) -> None:
        """Bring a finished WARC file of `folder` and its index into the store; a kill in between is made up for here.

        Raises StoreError when one does not arrive whole; both are then still in `folder`.
        """
        if self._is_the_store_s():
            return
        index = cdxj.index_of(file)
        for each in (file, index):
            there = self.store.stat(_in_store(each.name))
            if there is None or there.size != each.stat().st_size:
                self.store.upload(each, _in_store(each.name))
        file.unlink()
        index.unlink()

    def sweep(self) -> None:
        """Remove the indexes of files that were put away when a kill came between the two."""
        if self._is_the_store_s():
            return
        for index in self.folder.glob("*.cdxj"):
            if not index.with_name(f"{index.stem}.warc.gz").exists():
                index.unlink()

    def read(self, ref: CaptureRef) -> bytes:
        """The bytes at a reference. Raises StoreError when its file is nowhere."""
        # in the order in which a file moves on, so that one which moves meanwhile is met at the next place
        for path in (self.folder / f"{ref.file}{OPEN}", self.folder / ref.file):
            try:
                with path.open("rb") as file:
                    file.seek(ref.offset)
                    return file.read(ref.length)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise StoreError(f"cannot read {path}: {error.strerror}") from error
        try:
            with self.store.open(_in_store(ref.file)) as stored:
                stored.seek(ref.offset)
                return stored.read(ref.length)
        except StoreError:
            if self.store.exists(_in_store(ref.file)):
                raise
            raise StoreError(why_missing(self.store, ref.file)) from None

    def _is_the_store_s(self) -> bool:
        return self.store.folder is not None and self.store.folder == self.store.work.resolve()


def _in_store(file: str) -> str:
    return f"{_FOLDER}/{file}"
