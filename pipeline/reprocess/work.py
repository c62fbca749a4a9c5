"""Reprocessing under way: what it reads, what it must not disturb, and the folder that it works in."""

import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pipeline import extract, keeping, plans
from pipeline import load as datasets
from pipeline.config import Settings
from pipeline.errors import RunInProgress
from pipeline.events import of_run
from pipeline.keeping import Keeping
from pipeline.ledger import Ledger
from pipeline.reprocess.records import Request
from pipeline.reprocess.selection import Selection, select
from pipeline.storage import Store, locked

_FOLDER = ".reprocess"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """id: of the results, `reprocess/<id>/`. keeping: the held store with its ledger; None in a dry run.

    before: the datasets that stand, in a dry run a copy of them. folder: of this machine, for what is made meanwhile.
    """

    settings: Settings
    request: Request
    id: str
    started_at: datetime
    store: Store
    keeping: Keeping | None
    before: Store
    folder: Path
    selection: Selection
    taken_down: frozenset[str]

    @property
    def rebuilt(self) -> Store:
        """The articles that are made anew, and only these."""
        return Store.at(self.folder / "rebuilt")

    @property
    def after(self) -> Store:
        """The days as they are to be: what is made anew beside what is kept."""
        return Store.at(self.folder / "after")

    def result(self, name: str) -> str:
        """The name in the store of a file that stays."""
        return f"reprocess/{self.id}/{name}"


def requested(settings: Settings, sources: Collection[str], since: date | None, *, dry_run: bool) -> Request:
    """What a person asks for. sources: ids, none for all. Raises `ConfigError` for one that is not configured."""
    chosen = plans.chosen(settings, sources) if sources else ()
    return Request(sources=tuple(source.id for source in chosen), since=since, dry_run=dry_run)


@contextmanager
def opened(settings: Settings, request: Request) -> Iterator[Work]:
    """The store, held until the end. A dry run holds it while it looks at what there is: then nights may run.

    Raises `RunInProgress` when a run holds the store, `StoreError` when it cannot be used.
    """
    started_at = datetime.now(UTC)
    id_ = f"{started_at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
    with ExitStack() as stack:
        held = stack.enter_context(ExitStack())
        kept = held.enter_context(keeping.opened(settings))
        folder = stack.enter_context(_own_folder(kept.store.work / _FOLDER, id_))
        before = kept.store
        if request.dry_run:
            before = Store.at(folder / "before")
            datasets.copy_days(kept.store, before, request.since)
        selection = _selected(kept.store, kept.ledger, before, request)
        taken_down = datasets.taken_down(kept.store)
        if request.dry_run:
            held.close()
        stack.enter_context(of_run(id_))
        yield Work(
            settings=settings,
            request=request,
            id=id_,
            started_at=started_at,
            store=Store.at(settings.root, settings.work) if request.dry_run else kept.store,
            keeping=None if request.dry_run else kept,
            before=before,
            folder=folder,
            selection=selection,
            taken_down=taken_down,
        )


def _selected(store: Store, ledger: Ledger, before: Store, request: Request) -> Selection:
    history = ledger.history(request.sources or None, request.since)
    files = {extract.file_of(file.name) for file in extract.finished(store)}
    return select(history, datasets.observed(before, request.since), files)


@contextmanager
def _own_folder(place: Path, name: str) -> Iterator[Path]:
    """A folder until the end of the block; those of processes that were killed are removed."""
    for left in place.glob("*"):
        with suppress(RunInProgress), locked(Store.at(left)):
            shutil.rmtree(left)
    folder = place / name
    with locked(Store.at(folder)):
        try:
            yield folder
        finally:
            shutil.rmtree(folder)
