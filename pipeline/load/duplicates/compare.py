"""Finding the copies among the articles that a run wrote, and among those of the days around them.

    1. window       the rows of the days compared, and their signatures; what has none kept is to be compared
    2. neighbours   candidates by signature, copies by text, the copies' copies, and the clusters of these
    3. clusters     an id and an original for each
    4. rows         written where they change, a day at a time
    5. signatures   kept, which says that the rows have been compared

A kill leaves the datasets readable, and the next `compare` of these days does what is left, since signatures are kept
last. Rows that had been compared before are written first: it is the others that lead to them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from pipeline.load.duplicates.articles import Articles
from pipeline.load.duplicates.clusters import Member, Placing, claims, placed
from pipeline.load.duplicates.neighbours import groups
from pipeline.load.duplicates.window import Window
from pipeline.load.layout.columns import ARTICLES
from pipeline.load.layout.partition import days_of, read_partition, write_partition
from pipeline.load.layout.schemas import file_schema
from pipeline.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """articles: how many were compared. copies: those of them that are not the original of their cluster."""

    articles: int
    copies: int


def compare(store: Store, days: Collection[date], window_days: int) -> Compared:
    """Write cluster_id and original of the articles that have not been compared as they are now.

    days: those in which a merge wrote. Two articles are compared when their days are at most `window_days` apart. What
    a killed run left uncompared in the days around comes along. Repeating it writes nothing. The caller holds the
    store. Raises StoreError for files that cannot be read.
    """
    there = days_of(store, ARTICLES)
    window = _window(store, there, days, window_days)
    if not window.anew.any():
        return Compared(articles=0, copies=0)
    compared = groups(window, _begin(window), window_days)
    members = [[window.articles.member(row, anew=bool(window.anew[row])) for row in rows] for rows in compared]
    seen = {row for rows in compared for row in rows}
    placings = placed(
        members, _others(store, window.articles, seen, members, sorted(set(there) - set(window.articles.days)))
    )
    for anew in (False, True):
        _write(store, [one for one in placings if one.changes and one.member.anew is anew])
    window.keep()
    fresh = [one for one in placings if one.member.anew]
    return Compared(articles=len(fresh), copies=sum(not one.original for one in fresh))


def _window(store: Store, there: Sequence[date], days: Collection[date], window_days: int) -> Window:
    """The days around `days`, and those around the days of what a killed run left there."""
    compared = _near(there, days, window_days)
    window = Window.read(store, compared, compared)
    needed = sorted({*compared, *_near(there, window.days_anew(), window_days)})
    return window if needed == compared else Window.read(store, needed, compared)


def _near(there: Iterable[date], days: Collection[date], window_days: int) -> list[date]:
    return [day for day in there if any(abs((day - one).days) <= window_days for one in days)]


def _begin(window: Window) -> list[int]:
    """The rows to be compared, and those in whose cluster these were before they changed."""
    cluster_ids = window.articles.cluster_ids()
    left = {cluster_ids[row] for row in np.flatnonzero(window.anew)} - {None}
    return [row for row, id_ in enumerate(cluster_ids) if window.anew[row] or id_ in left]


def _others(
    store: Store,
    articles: Articles,
    seen: Collection[int],
    members: Sequence[Sequence[Member]],
    farther: Sequence[date],
) -> Iterator[Member]:
    """Members of the clusters that were not compared: in the same days, and back to where a cluster began."""
    claimed = set().union(*claims(members))
    wanted = claimed | {one.article_id for group in members for one in group}
    for row, id_ in enumerate(articles.cluster_ids()):
        if id_ in wanted and row not in seen:
            yield articles.member(row)
    begun = claimed - set(articles.table["article_id"].to_pylist())
    for day in reversed(farther):
        if not begun:
            return
        some = Articles.read(store, [day])
        yield from (some.member(row) for row, id_ in enumerate(some.cluster_ids()) if id_ in claimed)
        begun -= set(some.table["article_id"].to_pylist())


def _write(store: Store, placings: Sequence[Placing]) -> None:
    by_day: dict[date, dict[str, Placing]] = defaultdict(dict)
    for one in placings:
        by_day[one.member.day][one.member.article_id] = one
    for day in sorted(by_day):
        write_partition(store, ARTICLES, day, _rewritten(read_partition(store, ARTICLES, day), by_day[day]))


def _rewritten(table: pa.Table, placings: Mapping[str, Placing]) -> pa.Table:
    schema = file_schema(ARTICLES)
    rows = table.select(["article_id", "cluster_id", "original"]).to_pylist()
    values = [
        (placings[row["article_id"]].cluster_id, placings[row["article_id"]].original)
        if row["article_id"] in placings
        else (row["cluster_id"], row["original"])
        for row in rows
    ]
    for name, column in zip(("cluster_id", "original"), zip(*values, strict=True), strict=True):
        table = table.set_column(
            schema.get_field_index(name), schema.field(name), pa.array(column, schema.field(name).type)
        )
    return table.cast(schema)
