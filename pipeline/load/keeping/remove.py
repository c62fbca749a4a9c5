"""An article's rows out of every dataset, so that no reader meets half of it."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.keeping.mentions import remove_mentions
from pipeline.load.layout.columns import ARTICLES, FETCHES, QUARANTINE, REMOVED, REVISIONS, SECTIONS, Dataset
from pipeline.load.layout.files import forget_former, write_file
from pipeline.load.layout.partition import days_of, partition_name, read_partition, write_partition
from pipeline.load.layout.parts import as_it_lies
from pipeline.load.merging.day import DayTables, read_day, repair, replace_day
from pipeline.load.merging.stage import clear_staged
from pipeline.storage import Store

_TOGETHER = (ARTICLES, SECTIONS, REMOVED, REVISIONS)
_SIGNATURES = ".signatures"
_CLUSTERED = ["article_id", "cluster_id", "original", "published", "published_at", "first_captured_at"]
_DATE_LENGTH = 10  # of YYYY-MM-DD


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """An article of a cluster, and the day whose file has its row."""

    day: date
    row: dict[str, Any]

    @property
    def age(self) -> tuple[datetime, str]:
        """What the earliest has least of: as where clusters are made, a bare date is the end of its day."""
        captured, stated = self.row["first_captured_at"], self.row["published_at"]
        if stated is not None and len(self.row["published"]) == _DATE_LENGTH:
            stated += timedelta(days=1, microseconds=-1)
        return min(captured, stated or captured), self.row["article_id"]


def remove_articles(
    store: Store, article_ids: Collection[str], addresses: Collection[str], days: Collection[date]
) -> None:
    """Take articles out of every dataset but `takedowns`, with the requests for their addresses.

    days: those in whose files they are, or were when this was first called: what these files keep of what they replaced
    goes too.

    The others of their clusters of near-duplicates stay, and the earliest of these becomes the original. Batches that
    killed runs staged go too: they are made anew. Idempotent: after a kill the same call completes it.
    """
    repair(store)
    clear_staged(store)
    _hand_over_clusters(store, article_ids)
    for day in _days(store, _TOGETHER):
        _remove_from_day(store, day, article_ids)
    for dataset in _TOGETHER:
        for day in days:
            _forget(store, dataset, day)
    _filter(store, QUARANTINE, lambda table: _lacking(table, "article_id", article_ids))
    _filter(store, FETCHES, lambda table: _lacking(_lacking(table, "url", addresses), "final_url", addresses))
    remove_mentions(store, addresses)
    for file in store.files(_SIGNATURES):
        table = as_it_lies(store, file.name)
        left = _lacking(table, "article_id", article_ids)
        if left.num_rows < table.num_rows:
            write_file(store, file.name, left, keep_former=False)


def _hand_over_clusters(store: Store, article_ids: Collection[str]) -> None:
    """Before the articles go: afterwards nobody would know which clusters they were in."""
    going = _members(store, "article_id", article_ids)
    clusters = {one.row["cluster_id"] for one in going if one.row["original"]}
    others: dict[str, list[_Member]] = defaultdict(list)
    for one in _members(store, "cluster_id", clusters - {None}):
        if one.row["article_id"] not in article_ids:
            others[one.row["cluster_id"]].append(one)
    for left in others.values():
        _make_original(store, min(left, key=lambda one: one.age))


def _members(store: Store, column: str, values: Collection[str]) -> list[_Member]:
    wanted = pa.array(values, pa.string())
    tables = ((day, read_partition(store, ARTICLES, day, _CLUSTERED)) for day in days_of(store, ARTICLES))
    return [
        _Member(day=day, row=row)
        for day, table in tables
        for row in table.filter(pc.is_in(table[column], wanted)).to_pylist()
    ]


def _make_original(store: Store, member: _Member) -> None:
    table = read_partition(store, ARTICLES, member.day)
    chosen = pc.equal(table["article_id"], pa.scalar(member.row["article_id"]))
    place = table.schema.get_field_index("original")
    original = pc.if_else(chosen, True, table["original"])
    write_partition(store, ARTICLES, member.day, table.set_column(place, table.schema.field(place), original))


def _remove_from_day(store: Store, day: date, article_ids: Collection[str]) -> None:
    if not any(_has(store, dataset, day, article_ids) for dataset in _TOGETHER):
        return
    standing = read_day(store, day)
    # sections and removed go after the article does, by what the articles vouch for
    target: DayTables = replace(
        standing,
        articles=_lacking(standing.articles, "article_id", article_ids),
        revisions=_lacking(standing.revisions, "article_id", article_ids),
    )
    replace_day(store, day, standing, target)


def _has(store: Store, dataset: Dataset, day: date, article_ids: Collection[str]) -> bool:
    ids = read_partition(store, dataset, day, ["article_id"])
    return _lacking(ids, "article_id", article_ids).num_rows < ids.num_rows


def _filter(store: Store, dataset: Dataset, left_of: Callable[[pa.Table], pa.Table]) -> None:
    for day in days_of(store, dataset):
        table = read_partition(store, dataset, day)
        left = left_of(table)
        if left.num_rows < table.num_rows:
            write_partition(store, dataset, day, left, keep_former=False)
        else:
            _forget(store, dataset, day)


def _forget(store: Store, dataset: Dataset, day: date) -> None:
    name = partition_name(dataset, day)
    if store.exists(name):
        forget_former(store, name)


def _lacking(table: pa.Table, column: str, values: Collection[str]) -> pa.Table:
    return table.filter(pc.invert(pc.is_in(table[column], pa.array(values, pa.string()))))


def _days(store: Store, datasets: Collection[Dataset]) -> list[date]:
    return sorted({day for dataset in datasets for day in days_of(store, dataset)})
