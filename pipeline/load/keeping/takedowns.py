"""The `takedowns` dataset, and the articles that an address means."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.layout.columns import ARTICLES, QUARANTINE, REVISIONS, TAKEDOWNS, Dataset
from pipeline.load.layout.partition import days_of, read_partition, write_partition
from pipeline.load.layout.schemas import in_order, table_of
from pipeline.storage import Store

_HOLDERS = (ARTICLES, REVISIONS, QUARANTINE)
_COLUMNS = ["article_id", "url", "canonical_url", "source", "title", "capture_file", "capture_offset"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What is left of an article; fields as the columns of `takedowns`."""

    article_id: str
    url: str
    source: str
    reason: str
    removed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A row that an article has in a dataset; fields as the columns of `articles`. date: the day of the file."""

    dataset: str
    date: date
    article_id: str
    url: str
    canonical_url: str
    source: str
    title: str
    capture_file: str
    capture_offset: int


def held(store: Store, addresses: Collection[str], article_ids: Collection[str]) -> list[Held]:
    """The rows of articles, revisions and quarantine with one of the addresses, as url or canonical_url, or the ids."""
    return [
        Held(dataset=dataset.name, date=day, **row)
        for dataset in _HOLDERS
        for day in days_of(store, dataset)
        for row in _rows(store, dataset, day, addresses, article_ids)
    ]


def tombstones(store: Store) -> list[Tombstone]:
    """Every takedown, the oldest first."""
    return [Tombstone(**row) for row in read_partition(store, TAKEDOWNS, None).to_pylist()]


def taken_down(store: Store) -> frozenset[str]:
    """The ids of the articles that were taken out for good."""
    return frozenset(one.article_id for one in tombstones(store))


def entomb(store: Store, fresh: Sequence[Tombstone]) -> None:
    """Add to the dataset those whose article has no row yet."""
    standing = read_partition(store, TAKEDOWNS, None)
    there = taken_down(store)
    rows = [asdict(one) for one in fresh if one.article_id not in there]
    if rows:
        table = pa.concat_tables([standing, table_of(TAKEDOWNS, rows)])
        write_partition(store, TAKEDOWNS, None, in_order(table, TAKEDOWNS))


def _rows(
    store: Store, dataset: Dataset, day: date, addresses: Collection[str], article_ids: Collection[str]
) -> list[dict[str, Any]]:
    table = read_partition(store, dataset, day, _COLUMNS)
    wanted, ids = pa.array(addresses, pa.string()), pa.array(article_ids, pa.string())
    of_them = pc.or_(
        pc.is_in(table["article_id"], ids),
        pc.or_(pc.is_in(table["url"], wanted), pc.is_in(table["canonical_url"], wanted)),
    )
    return table.filter(of_them).to_pylist()
