"""A hold on a bucket that many machines may want: a small object that its holder renews.

`.lock/<owner>` says who holds the store. A holder that was killed stops renewing, and after a time its lease is dead;
one that is taken up on the same work folder, which knows the owner's id, does not wait for that. Ages are told by the
bucket's own clock, so that machines need not agree on the time.
"""

import json
import os
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import pyarrow as pa

from pipeline import events
from pipeline.errors import RunInProgress, StoreError
from pipeline.storage.store import UNTOLD, Store, Stored
from pipeline.storage.writers import Writer

LEASES = ".lock"
_OWNER_FILE = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long a lease holds.

    renew_after: between two renewals. give_up_after: without a successful one the holder changes nothing any more.
    dead_after: without one others take the store; longer than give_up_after by more than a request may take.
    """

    renew_after: timedelta = timedelta(seconds=30)
    give_up_after: timedelta = timedelta(minutes=2)
    dead_after: timedelta = timedelta(minutes=5)


TERMS = Terms()


class Lease:
    """A lease that is held, counted from before it was written: the bucket's clock begins later."""

    def __init__(self, store: Store, name: str, terms: Terms) -> None:
        self._store, self._name, self._terms = store, name, terms
        self._renewed = _clock()
        self._lost = False

    def check(self) -> None:
        """Raises StoreError once others may have taken the store."""
        if self._is_lost():
            raise StoreError(
                f"lost hold of {self._store.shown}: it could not be renewed in time, and another run may use it now; "
                "nothing more is written, start again when that has ended"
            )

    def renew(self, content: bytes) -> None:
        """A lost lease stays lost, as others may have taken it. Raises StoreError when the bucket cannot be asked."""
        began = _clock()
        if self._is_lost():
            return
        if not self._store.exists(self._name):  # taken away by somebody for whom it was dead
            self._lost = True
            return
        self._store.write(self._name, content)
        self._renewed = began

    def give_back(self) -> None:
        """Let others take the store at once; where that cannot be, they have to wait."""
        try:
            if not self._is_lost():
                self._store.delete(self._name)
        except StoreError as error:
            events.tell(events.Event.LOCK_NOT_GIVEN_BACK, detail=str(error))

    def _is_lost(self) -> bool:
        self._lost = self._lost or _clock() - self._renewed > self._terms.give_up_after.total_seconds()
        return self._lost


@dataclass(frozen=True, slots=True, kw_only=True)
class LeasedWriter:
    """A store's writer, for as long as the lease is held."""

    writer: Writer
    lease: Lease

    def put(self, name: str, data: bytes | pa.Buffer) -> None:
        self.lease.check()
        self.writer.put(name, data)

    def upload(self, local: Path, name: str) -> None:
        self.lease.check()
        self.writer.upload(local, name)

    def delete(self, name: str) -> None:
        self.lease.check()
        self.writer.delete(name)


@contextmanager
def leased(store: Store, terms: Terms = TERMS) -> Iterator[Store]:
    """The store while a lease on it is held and renewed; what changes it raises StoreError once the lease is lost.

    The caller has a lock on the work folder: a lease with its owner's id is then a dead process's. Raises
    `RunInProgress` when another owner holds the store, and for both when two ask at the same moment.
    """
    name = f"{LEASES}/{_owner(store.work)}"
    content = json.dumps(
        {"machine": socket.gethostname(), "pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
    ).encode()
    lease = Lease(store, name, terms)
    store.write(name, content)
    ended = Event()
    renewing = Thread(target=_keep, args=(lease, content, terms, ended), name="lease", daemon=True)
    try:
        _refuse_others(store, name, terms)
        renewing.start()
        yield replace(store, writer=LeasedWriter(writer=store.writer, lease=lease))
    finally:
        ended.set()
        if renewing.is_alive():
            renewing.join()
        lease.give_back()


def live_and_dead(leases: Sequence[Stored], own: Stored, dead_after: timedelta) -> tuple[list[Stored], list[Stored]]:
    """The leases of other owners, by whether they hold; own: the one that was just written, which tells the time."""
    live: list[Stored] = []
    dead: list[Stored] = []
    for other in leases:
        if other.name != own.name:
            # rclone's server does not tell the time of an object that is just being replaced
            holds = other.modified == UNTOLD or own.modified - other.modified < dead_after
            (live if holds else dead).append(other)
    return live, dead


def leases_of(store: Store) -> list[Stored]:
    """The leases on a bucket.

    When one was written is asked of itself where the listing does not tell: of an object that was listed while it was
    written, rclone's server may never tell it there.
    """
    listed = store.files(LEASES)
    return [one if one.modified != UNTOLD else store.stat(one.name) or one for one in listed]


def _refuse_others(store: Store, name: str, terms: Terms) -> None:
    """Raise `RunInProgress` for a live lease of another owner; dead ones are cleared away."""
    leases = leases_of(store)
    own = next((lease for lease in leases if lease.name == name), None)
    if own is None:  # another run has just cleared it away, to which it was a dead one's
        raise RunInProgress(f"another run has taken {store.shown} at this moment; wait for its end")
    live, dead = live_and_dead(leases, own, terms.dead_after)
    if live:
        raise RunInProgress(
            f"another run is using {store.shown}: {_holder(store, live[0])}; wait for its end, or, if it was killed, "
            f"{terms.dead_after.total_seconds() / 60:g} minutes from its last sign of life"
        )
    for lease in dead:
        events.tell(events.Event.LOCK_TAKEN_OVER, holder=_holder(store, lease))
        store.delete(lease.name)


def _holder(store: Store, lease: Stored) -> str:
    try:
        said = json.loads(store.read(lease.name))
        return f"process {said['pid']} on {said['machine']}, since {said['since']}"
    except (StoreError, ValueError, KeyError, TypeError):
        return f"the one of {lease.name}"


def _keep(lease: Lease, content: bytes, terms: Terms, ended: Event) -> None:
    while not ended.wait(terms.renew_after.total_seconds()):
        try:
            lease.renew(content)
        except StoreError as error:
            pause = terms.renew_after.total_seconds()
            events.tell(events.Event.LOCK_NOT_RENEWED, seconds=pause, detail=str(error))


def owner_in(work: Path) -> str | None:
    """The id of who works in this folder; None where nobody has yet."""
    file = work / _OWNER_FILE
    return file.read_text(encoding="ascii").strip() if file.exists() else None


def _owner(work: Path) -> str:
    """The same, made at the first time."""
    file = work / _OWNER_FILE
    try:
        if not file.exists():
            draft = file.with_suffix(".tmp")
            draft.write_text(uuid4().hex, encoding="ascii")
            draft.replace(file)
        return owner_in(work) or ""
    except OSError as error:
        raise StoreError(f"cannot keep {file}: {error.strerror}") from error


def _clock() -> float:
    """Seconds, also those for which the machine was asleep where the system counts them."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
