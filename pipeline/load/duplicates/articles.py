"""Rows of `articles` as they are compared, without their texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.duplicates.candidates import Rows
from pipeline.load.duplicates.clusters import Member
from pipeline.load.layout.columns import ARTICLES
from pipeline.load.layout.partition import read_partition
from pipeline.load.layout.schemas import file_schema
from pipeline.storage import Store

_COLUMNS = ["article_id", "content_hash", "published", "published_at", "first_captured_at", "cluster_id", "original"]
_DAY = 86_400_000_000  # microseconds
_DATE_LENGTH = 10  # of YYYY-MM-DD


@dataclass(frozen=True, slots=True, kw_only=True)
class Articles:
    """The rows of some days: a day's in the order of its file, one day after another.

    begins: each day's first row. table: columns of the dataset. published: microseconds since 1970.
    """

    days: Sequence[date]
    begins: Sequence[int]
    table: pa.Table
    published: Rows

    @classmethod
    def read(cls, store: Store, days: Sequence[date]) -> Self:
        """days: ascending."""
        tables = [read_partition(store, ARTICLES, day, _COLUMNS) for day in days]
        table = pa.concat_tables([file_schema(ARTICLES).empty_table().select(_COLUMNS), *tables]).combine_chunks()
        return cls(
            days=days,
            begins=[sum(map(len, tables[:place])) for place in range(len(days) + 1)],
            table=table,
            published=_published(table),
        )

    def __len__(self) -> int:
        return len(self.table)

    def rows_of(self, place: int) -> slice:
        """The rows of `days[place]`."""
        return slice(self.begins[place], self.begins[place + 1])

    def ordinals(self) -> Rows:
        """Each row's day as a number."""
        return np.repeat(np.array([day.toordinal() for day in self.days], np.int64), np.diff(self.begins))

    def keys(self) -> list[tuple[str, str]]:
        """What tells a text from any other: article_id and content_hash."""
        ids: list[Any] = self.table["article_id"].to_pylist()
        hashes: list[Any] = self.table["content_hash"].to_pylist()
        return list(zip(ids, hashes, strict=True))

    def cluster_ids(self) -> list[str | None]:
        ids: list[str | None] = self.table["cluster_id"].to_pylist()
        return ids

    def member(self, row: int, *, anew: bool = False) -> Member:
        place = int(np.searchsorted(self.begins, row, "right")) - 1
        return Member(
            article_id=self.table["article_id"][row].as_py(),
            day=self.days[place],
            published=int(self.published[row]),
            cluster_id=self.table["cluster_id"][row].as_py(),
            original=self.table["original"][row].as_py(),
            anew=anew,
        )


def _captured(table: pa.Table) -> Rows:
    moments: Rows = pc.cast(table["first_captured_at"], pa.int64()).to_numpy()
    return moments


def _published(table: pa.Table) -> Rows:
    """When each was published, which decides who is the original.

    As the page states it, but never later than the first capture, which stands in where nothing is stated. A bare date
    is the end of its day: who states the hour is taken to have been first.
    """
    captured, stated = _captured(table), pc.cast(table["published_at"], pa.int64()).to_numpy()
    bare = np.array([text is not None and len(text) == _DATE_LENGTH for text in table["published"].to_pylist()], bool)
    moments: Rows = np.fmin(captured, stated + np.where(bare, _DAY - 1, 0)).astype(np.int64)
    return moments
