"""One process at a time changes a store."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from pipeline.errors import RunInProgress
from pipeline.storage.store import Store


@contextmanager
def locked(store: Store) -> Iterator[None]:
    """Hold the store. Raises `RunInProgress` at once when another process does."""
    store.work.mkdir(parents=True, exist_ok=True)
    lock = FileLock(store.work / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise RunInProgress(
            f"another run is using {store.shown}; wait for its end, `copydesk status` shows it"
        ) from None
    try:
        yield
    finally:
        lock.release()
