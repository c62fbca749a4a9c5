"""One process at a time changes a store."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import RunInProgress, StoreError
from pipeline.storage.lease import TERMS, Terms, leased
from pipeline.storage.store import Store

LOCK = ".lock"
_PATIENCE = 0.2  # seconds: who only asks whether the store is held has the lock for a moment


@contextmanager
def locked(store: Store, terms: Terms = TERMS) -> Iterator[Store]:
    """The store, held for as long as the block runs: change it by what this yields.

    Raises `RunInProgress` when another process holds it. A folder and the work folder are held by locked files,
    which end with the process; a bucket by a lease as well (see `lease`), and when that is lost, changes raise
    StoreError.
    """
    with ExitStack() as held:
        for folder in sorted({store.work.resolve(), store.folder or store.work.resolve()}):
            held.enter_context(_locked_folder(folder, store.shown))
        yield held.enter_context(leased(store, terms)) if store.folder is None else store


@contextmanager
def _locked_folder(folder: Path, shown: str) -> Iterator[None]:
    lock = FileLock(folder / LOCK)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        raise RunInProgress(f"another run is using {shown}; wait for its end, `copydesk status` shows it") from None
    except (OSError, NotImplementedError) as error:
        raise StoreError(
            f"cannot lock {folder}: {error}; give storage.work a folder on a disk of this machine"
        ) from error
    try:
        yield
    finally:
        lock.release()
