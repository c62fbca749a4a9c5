"""A run's writing into the archive: file after file, none of them too large."""

from collections.abc import Mapping
from types import TracebackType
from typing import Self

from pipeline.extract.archive.files import NO_NOTES, FileWriter, next_name
from pipeline.extract.archive.shelf import Shelf
from pipeline.extract.archive.warc import Packed
from pipeline.models import CaptureRef, Payload

FULL = 1_000_000_000
"""Bytes after which a file is closed and the next begun, so that one which goes into a bucket leaves its disk soon."""


class ArchiveWriter:
    """Appends a run's exchanges to new WARC files; for one thread.

    As a context manager it closes the last file at the end of the block, and leaves it to `recover` when the block
    fails. full: see `FULL`. Raises StoreError as `FileWriter` does.
    """

    def __init__(self, shelf: Shelf, run_id: str, *, full: int = FULL) -> None:
        self._shelf, self._run_id, self._full = shelf, run_id, full
        self._file: FileWriter | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.__exit__(kind, error, trace)

    def append(
        self, packed: Packed, *, same_as: Payload | None = None, notes: Mapping[str, str] = NO_NOTES
    ) -> CaptureRef:
        """See `FileWriter.append`. What was appended before is known to the caller by now: its file may be closed."""
        if self._file is not None and self._file.size >= self._full:
            self._file.close()
            self._file = None
        if self._file is None:
            self._file = FileWriter(self._shelf, next_name(self._shelf, self._run_id))
        return self._file.append(packed, same_as=same_as, notes=notes)
