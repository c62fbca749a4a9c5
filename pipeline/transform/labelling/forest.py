"""Boosted oblivious trees, evaluated for all blocks of a page at once with numpy.

In an oblivious tree every node of a level asks the same question, so that a row's answers, read as bits, are the index
of its leaf: no branches, six comparisons a tree for the whole page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Forest:
    """columns: shape (depth, trees); borders: (depth, trees, 1).

    Level d of tree t asks whether `row[columns[d, t]] > borders[d, t]`; there are eight levels at most.
    leaves: shape (trees * 2 ** depth,), all trees' leaves in a row. offsets: (trees, 1), where each tree's begin.
    """

    columns: NDArray[np.intp]
    borders: Floats
    leaves: Floats
    offsets: NDArray[np.int32]
    bias: float

    def scores(self, rows: Floats) -> Floats:
        """Probabilities, shape (n,), of rows of shape (columns, n): column-wise, because that is how it is fast."""
        leaf = np.zeros((self.columns.shape[1], rows.shape[1]), dtype=np.uint8)
        for level, (columns, borders) in enumerate(zip(self.columns, self.borders, strict=True)):
            answers = (rows[columns] > borders).view(np.uint8)
            answers <<= level
            leaf |= answers
        total = self.leaves[self.offsets + leaf].sum(axis=0) + self.bias
        scores: Floats = 1 / (1 + np.exp(-total, dtype=np.float32))
        return scores


def read_forest(data: Mapping[str, Any]) -> Forest:
    """From JSON values: `columns` and `borders` a list a tree, `leaves` a list a tree, `bias` a number."""
    columns = np.array(data["columns"], dtype=np.intp).T
    leaves = np.array(data["leaves"], dtype=np.float32)
    return Forest(
        columns=np.ascontiguousarray(columns),
        borders=np.ascontiguousarray(np.array(data["borders"], dtype=np.float32).T[:, :, None]),
        leaves=leaves.ravel(),
        offsets=(np.arange(len(leaves), dtype=np.int32) * leaves.shape[1])[:, None],
        bias=float(data["bias"]),
    )
