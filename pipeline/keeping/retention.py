"""Raw pages deleted when they are old enough."""

from datetime import datetime, timedelta

from pipeline import extract
from pipeline.events import Event, tell
from pipeline.keeping.desk import Keeping


def expire(keeping: Keeping, keep_raw_days: float | None, now: datetime) -> list[str]:
    """Delete the archive files all of whose captures are older, and the names of these; None keeps them for good.

    A file stays as long as a younger capture refers to a body in it. The datasets keep their references.
    """
    if keep_raw_days is None:
        return []
    since = now - timedelta(days=keep_raw_days)
    files = (extract.file_of(file.name) for file in extract.finished(keeping.store))
    old = [file for file in files if not _is_needed(keeping, file, since)]
    extract.record_expired(keeping.store, old, now)
    for file in old:
        keeping.ledger.forget_file(file)
        extract.delete(keeping.store, file)
    if old:
        tell(Event.ARCHIVE_EXPIRED, count=len(old), days=keep_raw_days)
    return old


def _is_needed(keeping: Keeping, file: str, since: datetime) -> bool:
    needed = keeping.ledger.needed_since(file, since)
    if needed is not None:
        return needed
    newest = extract.newest_in(keeping.store, file)  # of a file that is older than the ledger
    return newest is not None and newest >= f"{since:%Y%m%d%H%M%S}"
