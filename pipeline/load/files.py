"""Parquet files written whole or not at all.

Temporary files lie in a folder of their own, never inside a dataset's: pandas passes over hidden files and DuckDB's
globs over foreign endings, but Polars reads everything that it finds in a folder. One process writes datasets at a
time; the caller sees to that. Staging is different: any number of processes may, each for batches of its own.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import StoreError
from pipeline.load.schemas import check_version

# Tells this process's temporary files from those of one that was killed.
_TOKEN = uuid4().hex


def read_file(path: Path, columns: list[str] | None = None) -> pa.Table:
    """A file's table. Raises StoreError for a damaged file and for a newer schema version."""
    with _opened(path) as file:
        return file.read(columns=columns)


def check_file(path: Path) -> None:
    """Raise StoreError where `read_file` would, from the footer alone."""
    with _opened(path):
        pass


@contextmanager
def _opened(path: Path) -> Iterator[pq.ParquetFile]:
    try:
        with pq.ParquetFile(path) as file:
            check_version(file.schema_arrow, str(path))
            yield file
    except (pa.ArrowInvalid, OSError) as error:
        raise StoreError(f"{path}: not a readable Parquet file ({error})") from error


def write_file(table: pa.Table, path: Path, temporary: Path) -> None:
    """Replace `path` by the table. temporary: a folder on the same file system.

    When it returns the file is on disk; when it raises, or the process is killed, the earlier file stands. Raises
    StoreError when it cannot be written, such as on a full disk.
    """
    draft = temporary / f".{_TOKEN}.{uuid4().hex}.tmp"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.mkdir(parents=True, exist_ok=True)
        with draft.open("xb") as file:
            pq.write_table(table, file, compression="zstd")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise StoreError(f"cannot write {path}: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename, a new name or a removal in the folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(temporary: Path) -> None:
    """Remove what a killed process left in a folder of temporary files."""
    for draft in temporary.glob(".*.tmp"):
        if not draft.name.startswith(f".{_TOKEN}."):
            draft.unlink(missing_ok=True)
