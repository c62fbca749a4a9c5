"""The clusters of copies that gained an article in a run, from `articles`."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.layout.columns import ARTICLES
from pipeline.load.layout.partition import days_of, read_partition
from pipeline.load.layout.schemas import file_schema
from pipeline.storage import Store

_COLUMNS = ["article_id", "source", "title", "url", "run_id", "revision", "cluster_id", "original"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An article of a cluster. new: whether the run wrote it."""

    article_id: str
    source: str
    title: str
    url: str
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Articles with the same text.

    original: None where it lies farther back than was read. copies: the others, the new ones first.
    """

    cluster_id: str
    original: Copy | None
    copies: tuple[Copy, ...]

    @property
    def new(self) -> int:
        """How many of its articles the run wrote."""
        return sum(one.new for one in (self.original, *self.copies) if one is not None)


def clusters(store: Store, run_id: str, written: Collection[date], first: date) -> list[Cluster]:
    """Those of two or more articles, of which the run wrote one new; those with the most new ones come first.

    written: the days that hold what the run wrote. first: how far back the others are looked for.
    """
    if not written:
        return []
    table = _rows(store, first, max(written))
    of_run = (table["run_id"], table["revision"], table["cluster_id"])
    gained = {
        cluster
        for run, revision, cluster in zip(*(column.to_pylist() for column in of_run), strict=True)
        if run == run_id and revision == 1 and cluster is not None
    }
    members: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in table.filter(pc.is_in(table["cluster_id"], pa.array(sorted(gained), pa.string()))).to_pylist():
        members[row["cluster_id"]].append(row)
    found = [_cluster(key, rows, run_id) for key, rows in members.items() if len(rows) > 1]
    return sorted(found, key=lambda cluster: (-cluster.new, cluster.cluster_id))


def _rows(store: Store, first: date, last: date) -> pa.Table:
    days = [day for day in days_of(store, ARTICLES) if first <= day <= last]
    empty = file_schema(ARTICLES).empty_table().select(_COLUMNS)
    return pa.concat_tables([empty, *(read_partition(store, ARTICLES, day, _COLUMNS) for day in days)])


def _cluster(cluster_id: str, rows: Iterable[dict[str, Any]], run_id: str) -> Cluster:
    every = [(bool(row["original"]), _copy(row, run_id)) for row in rows]
    copies = sorted(
        (one for original, one in every if not original), key=lambda one: (not one.new, one.source, one.title)
    )
    return Cluster(
        cluster_id=cluster_id, original=next((one for original, one in every if original), None), copies=tuple(copies)
    )


def _copy(row: dict[str, Any], run_id: str) -> Copy:
    return Copy(
        article_id=row["article_id"],
        source=row["source"],
        title=row["title"],
        url=row["url"],
        new=row["run_id"] == run_id and row["revision"] == 1,
    )
