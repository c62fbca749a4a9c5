"""The raw archive: every response as it came, in WARC files that a kill at any moment leaves whole.

A file is `<name>.warc.gz.open` while it is written to, and gets its final name when it is closed; then its index
`<name>.cdxj` is laid beside it, and both are put away into the store. References are to the final name; reading finds
the file wherever it is by then.
"""

import itertools
import os
from collections.abc import Callable, Mapping
from importlib.metadata import version
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from pipeline.errors import StoreError
from pipeline.extract.archive import cdxj
from pipeline.extract.archive.captures import Capture, Placed, answers_in, parse_capture
from pipeline.extract.archive.orphans import Orphan, orphans_in
from pipeline.extract.archive.shelf import OPEN, Shelf
from pipeline.extract.archive.warc import Packed, companion_records, info_record, pack, revisit_record
from pipeline.extract.headers import content_type_of
from pipeline.models import CaptureRef, Payload, Response

NO_NOTES: Mapping[str, str] = MappingProxyType({})


class FileWriter:
    """Appends exchanges to one new WARC file. The file is made at the first one; for one thread.

    As a context manager it closes the file at the end of the block, and leaves it to `recover` when the block fails.

    Raises StoreError when a file of that name is there already, or cannot be written (the disk is full): what was
    written before stays whole.
    """

    def __init__(self, shelf: Shelf, name: str) -> None:
        self._shelf = shelf
        self._final = shelf.folder / f"{name}.warc.gz"
        self._path = shelf.folder / f"{name}.warc.gz{OPEN}"
        self._file: int | None = None
        self._end = 0
        self._index: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self.abandon()

    @property
    def size(self) -> int:
        """Bytes written."""
        return self._end

    def write(
        self, response: Response, *, same_as: Payload | None = None, notes: Mapping[str, str] = NO_NOTES
    ) -> CaptureRef:
        """`append` a response that is packed here and now."""
        return self.append(pack(response), same_as=same_as, notes=notes)

    def append(
        self, packed: Packed, *, same_as: Payload | None = None, notes: Mapping[str, str] = NO_NOTES
    ) -> CaptureRef:
        """Append an exchange's records; when this returns, the operating system has them.

        same_as: the same body where it lies already; then a revisit record takes the place of the response record.
        notes: what is known of the fetch, for a metadata record. Returns where the response or revisit record lies.
        """
        ahead = companion_records(packed, notes)
        answer = packed.record if same_as is None else revisit_record(packed, same_as)
        try:
            if self._file is None:
                self._file = self._create()
            if self._end == 0:
                self._append(self._file, info_record(self._final.name, f"copydesk/{version('copydesk')}"))
            # The answer last: a file cut off after the last reference that is known keeps all of its exchange.
            offset = self._end + len(ahead)
            self._append(self._file, ahead + answer)
        except OSError as error:
            raise StoreError(f"cannot write {self._path}: {error.strerror}") from error
        ref = CaptureRef(file=self._final.name, offset=offset, length=len(answer))
        self._index.append(_index_line(packed, ref, revisit=same_as is not None))
        return ref

    def abandon(self) -> None:
        """Leave the file open, as by a kill: whether its last capture became known is for `recover` to find out."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def close(self) -> None:
        """Give the file its final name, write its index, and put both away. Nothing written, no file."""
        if self._file is None:
            return
        try:
            os.fsync(self._file)
            os.close(self._file)
            self._file = None
            self._path.rename(self._final)
        except OSError as error:
            raise StoreError(f"cannot finish {self._path}: {error.strerror}") from error
        _write_index(self._final, self._index)
        self._shelf.put_away(self._final)

    def _create(self) -> int:
        if self._shelf.has(self._final.name):
            raise StoreError(f"{self._final} exists already; give the new file another name")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError as error:
            raise StoreError(f"{self._path} was left by a killed run; recover the archive first") from error

    def _append(self, file: int, data: bytes) -> None:
        """All of `data`, or nothing of it."""
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(file, rest) :]
        except OSError:
            os.ftruncate(file, self._end)
            os.lseek(file, self._end, os.SEEK_SET)
            raise
        self._end += len(data)


def _index_line(packed: Packed, ref: CaptureRef, *, revisit: bool) -> str:
    response = packed.response
    placed = Placed(
        url=response.final_url,
        fetched_at=response.fetched_at,
        revisit=revisit,
        status=response.status,
        mime=content_type_of(response.headers)[0],
        digest=packed.digest,
        offset=ref.offset,
        length=ref.length,
    )
    return cdxj.line(placed, ref.file)


def next_name(shelf: Shelf, run_id: str) -> str:
    """A name for the next file of a run, which has one each time that it goes on, and more when they grow large."""
    numbers = (f"{run_id}-{number:04d}" for number in itertools.count())
    return next(name for name in numbers if not _is_taken(shelf, f"{name}.warc.gz"))


def recover(shelf: Shelf, known: Callable[[str], int], adopt: Callable[[Orphan], bool]) -> list[str]:
    """Finish what killed runs left: hand over what is whole in open files and not known of, cut off the rest, give
    them their final names, write the indexes that are missing, and put away what is not yet in the store.

    known: for a file's final name, where the last capture that the caller knows of ends in it (bytes; 0: none).
    adopt: whether the caller knows of an orphan from now on; the first that it declines is cut off with what follows.
    Returns the final names of the files kept; a file without a known capture is deleted. Raises StoreError when a file
    ends before what is known of it, its final name is taken, or a file without an index is damaged.
    """
    kept = _finish_open_files(shelf, known, adopt)
    for file in sorted(shelf.folder.glob("*.warc.gz")):
        if not cdxj.index_of(file).exists():
            _write_index(file, [cdxj.line(placed, file.name) for placed in answers_in(file)])
        shelf.put_away(file)
    shelf.sweep()
    return kept


def read(shelf: Shelf, ref: CaptureRef) -> Capture:
    """The capture at `ref`, also from a file that is still being written. Raises StoreError when it is not there."""
    return parse_capture(shelf.read(ref))


def _is_taken(shelf: Shelf, file: str) -> bool:
    return (shelf.folder / f"{file}{OPEN}").exists() or shelf.has(file)


def _finish_open_files(shelf: Shelf, known: Callable[[str], int], adopt: Callable[[Orphan], bool]) -> list[str]:
    kept = []
    for path in sorted(shelf.folder.glob(f"*.warc.gz{OPEN}")):
        final = path.with_name(path.name.removesuffix(OPEN))
        end = known(final.name)
        if path.stat().st_size < end:
            raise StoreError(f"{path} ends at byte {path.stat().st_size}, before its last capture at {end}")
        if shelf.has(final.name):
            raise StoreError(f"{path} cannot be finished: {final.name} exists already")
        for orphan in takewhile(adopt, orphans_in(path, end, final.name)):
            end = orphan.ref.offset + orphan.ref.length
        if end == 0:
            path.unlink()
            continue
        os.truncate(path, end)
        path.rename(final)
        kept.append(final.name)
    return kept


def _write_index(file: Path, lines: list[str]) -> None:
    try:
        cdxj.write(file, lines)
    except OSError as error:
        index = cdxj.index_of(file)
        raise StoreError(
            f"cannot write {index}: {error.strerror}; {file.name} is whole, the next run indexes it"
        ) from error
