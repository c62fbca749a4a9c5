"""One day of the four datasets that belong together, and how its files are replaced.

The order of replacement, for readers who read articles first and join on article_id and revision:

    1. sections and removed   with the rows of new revisions beside those of the revisions they supersede
    2. revisions              with the superseded rows
    3. articles               now the new revisions are the current ones
    4. sections and removed   without the superseded rows: what the articles do not vouch for

The last step waits until all days have come as far: a reader who read the articles before the third then still finds
what belongs to them, unless all steps were taken in between, which `section_count` of the article shows. From the first
step to the last the day is marked under `.merging`; the next merge, whosever, first takes the last step for the days
that a kill left there.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.layout.columns import ARTICLES, REMOVED, REVISIONS, SECTIONS, Dataset
from pipeline.load.layout.partition import partition_name, read_partition, write_partition
from pipeline.load.layout.schemas import in_order
from pipeline.storage import Store

_MARKS = ".merging"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTables:
    """The rows of one day, each table in its dataset's schema and order."""

    articles: pa.Table
    sections: pa.Table
    removed: pa.Table
    revisions: pa.Table


def read_day(store: Store, day: date, article_columns: list[str] | None = None) -> DayTables:
    return DayTables(
        articles=read_partition(store, ARTICLES, day, article_columns),
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
    """Bring the day's files from `standing`, as they are, by way of `target` to `settled(target)`: all four steps."""
    advance_day(store, day, standing, target)
    settle_day(store, day)


def advance_day(store: Store, day: date, standing: DayTables, target: DayTables) -> None:
    """The first three steps. Where there is something left for the last, the day stays marked, for `repair`.

    Files that would not change are left alone. On a day without files all are written, so that each can be read.
    """
    final = settled(target)
    steps = (
        (SECTIONS, standing.sections, target.sections),
        (REMOVED, standing.removed, target.removed),
        (REVISIONS, standing.revisions, final.revisions),
        (ARTICLES, standing.articles, target.articles),
    )
    store.write(_mark(day), b"")
    for dataset, before, after in steps:
        if not before.equals(after) or not store.exists(partition_name(dataset, day)):
            write_partition(store, dataset, day, after)
    if final.sections.num_rows == target.sections.num_rows and final.removed.num_rows == target.removed.num_rows:
        store.delete(_mark(day))


def settle_day(store: Store, day: date) -> None:
    """The last step. After a kill before the third it takes out what the articles were to get."""
    standing = read_day(store, day, article_columns=["article_id", "revision"])
    final = settled(standing)
    for dataset, before, after in (
        (SECTIONS, standing.sections, final.sections),
        (REMOVED, standing.removed, final.removed),
        (REVISIONS, standing.revisions, final.revisions),
    ):
        if before.num_rows != after.num_rows:
            write_partition(store, dataset, day, after)
    store.delete(_mark(day))


def repair(store: Store) -> None:
    """Settle the days that are marked."""
    for mark in store.files(_MARKS):
        settle_day(store, date.fromisoformat(mark.name.rpartition("/")[2]))


def _mark(day: date) -> str:
    return f"{_MARKS}/{day.isoformat()}"


def _upsert(standing: pa.Table, fresh: pa.Table, dataset: Dataset, replaced: "pa.ChunkedArray[Any]") -> pa.Table:
    kept = standing.filter(pc.invert(pc.is_in(standing["article_id"], replaced)))
    return in_order(pa.concat_tables([kept, fresh]), dataset)


def _upsert_revisions(standing: pa.Table, fresh: pa.Table, dataset: Dataset, replaced: pa.Table) -> pa.Table:
    kept = standing.filter(pc.invert(pc.is_in(revision_keys(standing), revision_keys(replaced))))
    return in_order(pa.concat_tables([kept, fresh]), dataset)
