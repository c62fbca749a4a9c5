"""The articles of the days compared with their signatures, kept or made from the texts."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.load.duplicates.articles import Articles
from pipeline.load.duplicates.candidates import Rows
from pipeline.load.duplicates.kept import Signed, read_signed, write_signed
from pipeline.load.duplicates.signatures import VALUES, Signatures, signatures_of
from pipeline.load.duplicates.wording import Wording, wording
from pipeline.load.layout.columns import ARTICLES
from pipeline.load.layout.partition import read_partition
from pipeline.storage import Store

Marks: TypeAlias = npt.NDArray[np.bool_]

_AT_A_TIME = 500  # texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Row by row as `articles`. digests, signatures: of the wording.

    anew: of the days to be compared, those whose signature is not kept: they have not been compared as they are now.
    """

    store: Store
    articles: Articles
    digests: Rows
    signatures: Signatures
    anew: Marks

    @classmethod
    def read(cls, store: Store, days: Sequence[date], compared: Collection[date]) -> Self:
        """days: ascending. compared: those of them that are to be compared, the others being there to compare with."""
        articles = Articles.read(store, days)
        keys = articles.keys()
        digests = np.zeros(len(articles), np.int64)
        signatures = np.zeros((len(articles), VALUES), np.uint32)
        unsigned = np.zeros(len(articles), bool)
        for place, day in enumerate(days):
            rows = articles.rows_of(place)
            unsigned[rows] = _take_over(read_signed(store, day), keys[rows], digests[rows], signatures[rows])
        anew = unsigned & np.repeat(np.array([day in compared for day in days], bool), np.diff(articles.begins))
        window = cls(store=store, articles=articles, digests=digests, signatures=signatures, anew=anew)
        window._sign(np.flatnonzero(unsigned).tolist())
        return window

    def days_anew(self) -> set[date]:
        """The days that have articles to be compared."""
        days = self.articles.days
        return {day for place, day in enumerate(days) if self.anew[self.articles.rows_of(place)].any()}

    def wordings(self, rows: Sequence[int]) -> Iterator[tuple[int, Wording]]:
        """Rows with their wordings, a day at a time."""
        for place, day in enumerate(self.articles.days):
            span = self.articles.rows_of(place)
            own = [row for row in rows if span.start <= row < span.stop]
            if own:
                table = read_partition(self.store, ARTICLES, day, ["title", "text"])
                texts = table.take(pa.array([row - span.start for row in own], pa.int64())).to_pylist()
                yield from ((row, wording(one["title"], one["text"])) for row, one in zip(own, texts, strict=True))

    def keep(self) -> None:
        """Write the signatures of the days that have new ones: what has been compared."""
        keys, anew = self.articles.keys(), self.days_anew()
        for place, day in enumerate(self.articles.days):
            rows = self.articles.rows_of(place)
            if day in anew:
                signed = Signed(keys=keys[rows], digests=self.digests[rows], signatures=self.signatures[rows])
                write_signed(self.store, day, signed)

    def _sign(self, rows: Sequence[int]) -> None:
        for start in range(0, len(rows), _AT_A_TIME):
            some = dict(self.wordings(rows[start : start + _AT_A_TIME]))
            self.digests[list(some)] = [one.digest for one in some.values()]
            self.signatures[list(some)] = signatures_of(list(some.values()))


def _take_over(kept: Signed, keys: list[tuple[str, str]], digests: Rows, signatures: Signatures) -> Marks:
    """Fill in a day's rows from what is kept of it; which of them it lacks."""
    if kept.keys == keys:
        digests[:], signatures[:] = kept.digests, kept.signatures
        return np.zeros(len(keys), bool)
    places = {key: place for place, key in enumerate(kept.keys)}
    found = np.array([places.get(key, -1) for key in keys], np.int64)
    there = found >= 0
    digests[there], signatures[there] = kept.digests[found[there]], kept.signatures[found[there]]
    return ~there
