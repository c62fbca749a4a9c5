"""One day of the four datasets that belong together, and how its files are replaced.

The order of replacement, so that a reader who joins on article_id and revision finds whole articles at any moment:

    1. sections and removed   with the rows of new revisions beside those of the revisions they supersede
    2. revisions              with the superseded rows
    3. articles               now the new revisions are the current ones
    4. sections and removed   without the superseded rows

A kill between any two leaves the day marked under `.merging`; the next merge, whosever, first takes out what the
articles do not vouch for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.columns import ARTICLES, REMOVED, REVISIONS, SECTIONS, Dataset
from pipeline.load.partition import partition_name, read_partition, write_partition
from pipeline.load.schemas import in_order
from pipeline.storage import Store

_MARKS = ".merging"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTables:
    """The rows of one day, each table in its dataset's schema and order."""

    articles: pa.Table
    sections: pa.Table
    removed: pa.Table
    revisions: pa.Table


def read_day(store: Store, day: date) -> DayTables:
    return DayTables(
        articles=read_partition(store, ARTICLES, day),
        sections=read_partition(store, SECTIONS, day),
        removed=read_partition(store, REMOVED, day),
        revisions=read_partition(store, REVISIONS, day),
    )


def joined(standing: DayTables, fresh: DayTables) -> DayTables:
    """Both, the fresh row where they have the same key; the rows of superseded revisions are still among them."""
    return DayTables(
        articles=_upsert(standing.articles, fresh.articles, ARTICLES, fresh.articles["article_id"]),
        sections=_upsert_revisions(standing.sections, fresh.sections, SECTIONS, fresh.articles),
        removed=_upsert_revisions(standing.removed, fresh.removed, REMOVED, fresh.articles),
        revisions=_upsert_revisions(standing.revisions, fresh.revisions, REVISIONS, fresh.revisions),
    )


def settled(tables: DayTables) -> DayTables:
    """Only what the articles vouch for: sections and removed of current revisions; no current one among `revisions`."""
    current = revision_keys(tables.articles)
    return DayTables(
        articles=tables.articles,
        sections=tables.sections.filter(pc.is_in(revision_keys(tables.sections), current)),
        removed=tables.removed.filter(pc.is_in(revision_keys(tables.removed), current)),
        revisions=tables.revisions.filter(pc.invert(pc.is_in(revision_keys(tables.revisions), current))),
    )


def revision_keys(table: pa.Table) -> "pa.ChunkedArray[Any]":
    """`<article_id>/<revision>` of each row."""
    parts: list[Any] = [table["article_id"], pc.cast(table["revision"], pa.string()), pa.scalar("/")]
    keys: pa.ChunkedArray[Any] = pc.binary_join_element_wise(*parts)
    return keys


def replace_day(store: Store, day: date, standing: DayTables, target: DayTables) -> None:
    """Bring the day's files from `standing`, as they are, by way of `target` to `settled(target)`.

    Files that would not change are left alone. On a day without files all are written, so that each can be read.
    """
    final = settled(target)
    steps = (
        (SECTIONS, standing.sections, target.sections),
        (REMOVED, standing.removed, target.removed),
        (REVISIONS, standing.revisions, final.revisions),
        (ARTICLES, standing.articles, final.articles),
        (SECTIONS, target.sections, final.sections),
        (REMOVED, target.removed, final.removed),
    )
    with _marked(store, day):
        for dataset, before, after in steps:
            if not before.equals(after) or not store.exists(partition_name(dataset, day)):
                write_partition(store, dataset, day, after)


def repair(store: Store) -> None:
    """Settle the days at which a killed merge left off."""
    for mark in store.files(_MARKS):
        day = date.fromisoformat(mark.name.rpartition("/")[2])
        tables = read_day(store, day)
        replace_day(store, day, standing=tables, target=tables)


@contextmanager
def _marked(store: Store, day: date) -> Iterator[None]:
    """Leave the mark when the block is left by a fault: that is what it is for."""
    mark = f"{_MARKS}/{day.isoformat()}"
    store.write(mark, b"")
    yield
    store.delete(mark)


def _upsert(standing: pa.Table, fresh: pa.Table, dataset: Dataset, replaced: "pa.ChunkedArray[Any]") -> pa.Table:
    kept = standing.filter(pc.invert(pc.is_in(standing["article_id"], replaced)))
    return in_order(pa.concat_tables([kept, fresh]), dataset)


def _upsert_revisions(standing: pa.Table, fresh: pa.Table, dataset: Dataset, replaced: pa.Table) -> pa.Table:
    kept = standing.filter(pc.invert(pc.is_in(revision_keys(standing), revision_keys(replaced))))
    return in_order(pa.concat_tables([kept, fresh]), dataset)
