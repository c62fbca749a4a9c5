"""Archive files that were deleted for their age, and the record of them.

archive/expired.txt   a line each: the file's name and the day (UTC) on which it went
"""

from collections.abc import Sequence
from datetime import datetime

from pipeline.extract.archive.finished import FOLDER, index_name, indexed, warc_name
from pipeline.storage import Store

_RECORD = f"{FOLDER}/expired.txt"


def newest_in(store: Store, file: str) -> str | None:
    """When the youngest capture of a file was made, by its index: UTC, `YYYYMMDDhhmmss`; None without any."""
    return max((one.captured for one in indexed(store, file)), default=None)


def record_expired(store: Store, files: Sequence[str], now: datetime) -> None:
    """Write down that files go, before they do: who looks for a capture in them is told why it is gone."""
    known = _expired(store)
    fresh = [f"{file} {now:%Y-%m-%d}" for file in files if file not in known]
    if fresh:
        lines = [*(f"{file} {day}" for file, day in known.items()), *fresh]
        store.write(_RECORD, "".join(f"{line}\n" for line in lines).encode())


def delete(store: Store, file: str) -> None:
    """Delete a WARC file with its index, that first: a file without one is indexed again by the next run."""
    store.delete(index_name(file))
    store.delete(warc_name(file))


def why_missing(store: Store, file: str) -> str:
    """What to say to who looks for a file that is not there."""
    day = _expired(store).get(file)
    named = store.named(warc_name(file))
    return f"{named} was removed by retention (storage.keep_raw_days) on {day}" if day else f"{named} does not exist"


def _expired(store: Store) -> dict[str, str]:
    if not store.exists(_RECORD):
        return {}
    lines = (line.split(" ") for line in store.read(_RECORD).decode().splitlines())
    return {file: day for file, day in lines}  # noqa: C416  a list of pairs is not what dict() knows them to be
