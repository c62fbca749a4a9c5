"""Rows that are copies of one another, from some to all that hang together with them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

import numpy as np
import numpy.typing as npt

from pipeline.load.duplicates.candidates import Index, Pairs, Rows
from pipeline.load.duplicates.copies import similarities
from pipeline.load.duplicates.linkage import linked
from pipeline.load.duplicates.window import Window
from pipeline.load.duplicates.wording import Wording


def groups(window: Window, begin: Iterable[int], window_days: int) -> list[list[int]]:
    """The clusters of the rows of `begin`, and of all that are linked with these by copies, as rows of the window.

    They depend on the texts alone, not on the rows' order, nor on the clusters that the rows had. Equal texts of a day
    are compared once.
    """
    texts = _Texts.of(window)
    reached, pairs, likenesses = _reach(texts, np.unique(texts.of_row[list(begin)]), window_days)
    clusters = linked(pairs, likenesses, texts.days, window_days)
    linked_ones = {text for cluster in clusters for text in cluster}
    clusters += [[text] for text in reached if text not in linked_ones]
    rows: dict[int, list[int]] = defaultdict(list)
    for row in np.flatnonzero(np.isin(texts.of_row, reached)).tolist():
        rows[int(texts.of_row[row])].append(row)
    return [[row for text in cluster for row in rows[text]] for cluster in clusters]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """The different texts of each day, by day and digest. rows: one that has it. of_row: the text of each row."""

    window: Window
    rows: Rows
    of_row: Rows
    days: Rows
    index: Index
    known: dict[int, Wording] = field(default_factory=dict)

    @classmethod
    def of(cls, window: Window) -> Self:
        days = window.articles.ordinals()
        _, rows, of_row = np.unique(
            np.column_stack([days, window.digests]), axis=0, return_index=True, return_inverse=True
        )
        index = Index.of(window.signatures[rows])
        return cls(window=window, rows=rows, of_row=of_row.reshape(-1), days=days[rows], index=index)

    def wordings(self, texts: Rows) -> list[Wording]:
        """What is compared of these; read once."""
        unknown = {int(self.rows[text]): text for text in texts.tolist() if text not in self.known}
        self.known.update((unknown[row], one) for row, one in self.window.wordings(sorted(unknown)))
        return [self.known[text] for text in texts.tolist()]


def _reach(texts: _Texts, asked: Rows, window_days: int) -> tuple[list[int], Pairs, npt.NDArray[np.float64]]:
    """The texts reached from those asked for, the pairs of them that are copies, and how similar each pair is."""
    reached = set(asked.tolist())
    compared = np.zeros(len(texts.rows), bool)
    found_pairs, found_likenesses = [np.empty((0, 2), np.int64)], [np.empty(0)]
    while len(asked):
        pairs = texts.index.candidates(asked)
        near = np.abs(texts.days[pairs[:, 0]] - texts.days[pairs[:, 1]]) <= window_days
        pairs = pairs[near & ~compared[pairs[:, 1]]]
        compared[asked] = True
        named = np.zeros(len(texts.rows), bool)
        named[pairs] = True
        places = np.cumsum(named) - 1
        likenesses = similarities(texts.wordings(np.flatnonzero(named)), places[pairs])
        copies = likenesses > 0
        found_pairs.append(pairs[copies])
        found_likenesses.append(likenesses[copies])
        fresh = set(pairs[copies].ravel().tolist()) - reached
        reached |= fresh
        asked = np.array(sorted(fresh), np.int64)
    return sorted(reached), np.concatenate(found_pairs), np.concatenate(found_likenesses)
