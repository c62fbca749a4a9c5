"""What every question is asked of: a store and its ledger, opened so that nothing is made, changed or waited for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.config import Settings
from pipeline.errors import RunInProgress
from pipeline.ledger import Ledger, OutOfDate
from pipeline.storage import Store, locked


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """now: the instant of the question."""

    settings: Settings
    store: Store
    ledger: Ledger
    now: datetime


@contextmanager
def opened(settings: Settings) -> Iterator[Desk | None]:
    """The desk, also while a run goes on; None before the first run, and then nothing is there afterwards either.

    A ledger of an earlier copydesk is brought to the present version when no run holds the store. Raises
    `RunInProgress` when one does, `StoreError` when the store cannot be used.
    """
    store = Store.at(settings.root, settings.work)
    ledger = _consulted(settings.ledger_url, store)
    if ledger is None:
        yield None
        return
    with ledger:
        yield Desk(settings=settings, store=store, ledger=ledger, now=datetime.now(UTC))


def _consulted(url: str, store: Store) -> Ledger | None:
    try:
        return Ledger.consult(url)
    except OutOfDate as error:
        old = str(error)
    try:
        with locked(store), Ledger.open(url):
            pass
    except RunInProgress:
        raise RunInProgress(f"{old}, and a run of that one holds the store: ask again when it has ended") from None
    return Ledger.consult(url)
