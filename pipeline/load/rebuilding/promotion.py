"""Days made ready, and put in the place of those that stand.

<root>/.promotion/<dataset>/date=YYYY-MM-DD/part-0.parquet   files that are to come; those that stay as they are lack
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.duplicates.kept import forget
from pipeline.load.layout.columns import ARTICLES, QUARANTINE, Dataset
from pipeline.load.layout.files import read_file, write_file
from pipeline.load.layout.partition import days_of, partition_name, read_partition, write_partition
from pipeline.load.merging.day import DayTables, advance_day, read_day, repair, revision_keys
from pipeline.load.rebuilding.aftermath import loosened, members_of, touched_in
from pipeline.load.rebuilding.standing import TOGETHER
from pipeline.storage import Store

_FOLDER = ".promotion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What is ready. days: with a file of articles, sections, removed or revisions. quarantine: days with one of it.

    unsigned: by day, the articles that are to be compared with others anew.
    """

    days: tuple[date, ...]
    quarantine: tuple[date, ...]
    unsigned: Mapping[date, Collection[str]]


def prepare(store: Store, after: Store, days: Iterable[date], quarantine: Iterable[date]) -> Prepared:
    """Make ready what differs in these days between the store and `after`. In memory is one day's content at a time.

    An article that is new, gone or another one takes its whole cluster with it: all of it is compared anew.
    """
    store.delete_folder(_FOLDER)
    touched = {day: touched_in(store, after, day) for day in days}
    clusters = {one for _, of_day in touched.values() for one in of_day}
    unsigned = {day: {*ids, *members_of(store, day, clusters)} for day, (ids, _) in touched.items()}
    if clusters:
        unsigned |= {day: {*members_of(store, day, clusters)} for day in days_of(store, ARTICLES) if day not in touched}
    ready = [day for day in touched if _prepare_day(store, read_day(after, day), day, unsigned[day])]
    for day in sorted(unsigned.keys() - touched.keys()):
        standing = read_day(store, day)
        if unsigned[day] and _prepare_day(store, standing, day, unsigned[day]):
            ready.append(day)
    aside = [day for day in quarantine if _prepare(store, QUARANTINE, day, read_partition(after, QUARANTINE, day))]
    return Prepared(
        days=tuple(sorted(ready)),
        quarantine=tuple(sorted(aside)),
        unsigned={day: ids for day, ids in unsigned.items() if ids},
    )


def put_in_place(store: Store, prepared: Prepared) -> None:
    """Let what is ready take the place of what stands; after a kill the same call completes it.

    A day's files are replaced in the order of `merging.day`, which is for readers who read articles first.
    """
    repair(store)
    for day, ids in prepared.unsigned.items():
        forget(store, day, ids)
    for day in prepared.days:
        standing = read_day(store, day)
        advance_day(store, day, standing, _by_way_of(standing, _ready_day(store, standing, day)))
    for day in prepared.quarantine:
        write_partition(store, QUARANTINE, day, _ready(store, QUARANTINE, day, read_partition(store, QUARANTINE, day)))
    repair(store)


def clear_prepared(store: Store) -> None:
    """Forget what was made ready."""
    if store.files(_FOLDER):
        store.delete_folder(_FOLDER)


def _prepare_day(store: Store, tables: DayTables, day: date, unsigned: Collection[str]) -> bool:
    target = replace(tables, articles=loosened(tables.articles, unsigned))
    replaced = [_prepare(store, dataset, day, _table(target, dataset)) for dataset in TOGETHER]
    return any(replaced)


def _prepare(store: Store, dataset: Dataset, day: date, table: pa.Table) -> bool:
    """Whether the file is to be replaced."""
    if table.equals(read_partition(store, dataset, day)):
        return False
    write_file(store, _name(dataset, day), table, keep_former=False)
    return True


def _ready_day(store: Store, standing: DayTables, day: date) -> DayTables:
    return DayTables(**{one.name: _ready(store, one, day, _table(standing, one)) for one in TOGETHER})


def _ready(store: Store, dataset: Dataset, day: date, standing: pa.Table) -> pa.Table:
    name = _name(dataset, day)
    return read_file(store, name, dataset) if store.exists(name) else standing


def _by_way_of(standing: DayTables, target: DayTables) -> DayTables:
    """The target, beside it sections and blocks of revisions that go: the articles that still stand need them."""

    def joined(name: str) -> pa.Table:
        old, new = getattr(standing, name), getattr(target, name)
        gone = old.filter(pc.invert(pc.is_in(revision_keys(old), revision_keys(new))))
        return pa.concat_tables([new, gone])

    return replace(target, sections=joined("sections"), removed=joined("removed"))


def _table(tables: DayTables, dataset: Dataset) -> pa.Table:
    table: pa.Table = getattr(tables, dataset.name)
    return table


def _name(dataset: Dataset, day: date) -> str:
    return f"{_FOLDER}/{partition_name(dataset, day)}"
