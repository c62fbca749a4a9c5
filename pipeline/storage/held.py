"""Whether a store is held: a question, which changes nothing and takes nothing from whoever comes next."""

from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.storage.lease import LEASES, TERMS, leases_of, owner_in
from pipeline.storage.lock import LOCK
from pipeline.storage.store import UNTOLD, Store


def is_held(store: Store) -> bool:
    """Whether a process of this machine holds the store, or, of a bucket, one of another machine seems to.

    A killed process on another machine seems to hold it until its lease is dead, told by this machine's clock.
    """
    folders = {store.work.resolve(), store.folder or store.work.resolve()}
    if any(_is_locked(folder) for folder in folders):
        return True
    return store.folder is None and _is_leased(store)


def _is_locked(folder: Path) -> bool:
    """Asked by taking the lock for a moment, which is shorter than a run waits for it."""
    file = folder / LOCK
    if not file.exists():
        return False
    try:
        with FileLock(file).acquire(timeout=0):
            return False
    except Timeout:
        return True
    except OSError:  # somebody else's, whom this user may not ask
        return True


def _is_leased(store: Store) -> bool:
    own = owner_in(store.work)
    now = datetime.now(UTC)
    return any(
        lease.name != f"{LEASES}/{own}" and (lease.modified == UNTOLD or now - lease.modified < TERMS.dead_after)
        for lease in leases_of(store)
    )
