"""Opening a store to keep it, and what a nightly run has kept for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from pipeline import extract
from pipeline import load as datasets
from pipeline.config import Settings
from pipeline.keeping.blanking import blank_captures
from pipeline.keeping.desk import Keeping
from pipeline.keeping.merging import finish_merge
from pipeline.keeping.promotion import finish_promotion
from pipeline.keeping.retention import expire
from pipeline.keeping.takedown import finish_takedown
from pipeline.ledger import Ledger
from pipeline.orphans import adopt
from pipeline.storage import Store, locked


@contextmanager
def opened(settings: Settings) -> Iterator[Keeping]:
    """The store, held, with everything done that killed processes left: open archive files, and keeping under way.

    Raises `RunInProgress` when a run holds the store, `StoreError` when it cannot be used.
    """
    with locked(Store.at(settings.root, settings.work)) as store, Ledger.open(settings.ledger_url) as ledger:
        store.sweep()
        datasets.migrate(store)
        interrupted = ledger.unfinished_runs()
        run_id = interrupted[-1].run_id if interrupted else None
        extract.recover(extract.Shelf(store=store), ledger.capture_end, partial(adopt, ledger, run_id))
        keeping = Keeping(store=store, ledger=ledger)
        complete(keeping)
        yield keeping


def complete(keeping: Keeping) -> None:
    """Finish what killed commands began to keep or to promote; cheap when there is nothing."""
    finish_takedown(keeping)
    finish_merge(keeping)
    datasets.finish_joining(keeping.store)
    finish_promotion(keeping)


def after_run(keeping: Keeping, run_id: str, keep_raw_days: float | None, now: datetime) -> None:
    """Blank what the run fetched of articles that were taken down, and delete archive files that are too old."""
    blank_captures(keeping, keeping.ledger.fetched_in_vain(run_id), (), now)
    expire(keeping, keep_raw_days, now)
