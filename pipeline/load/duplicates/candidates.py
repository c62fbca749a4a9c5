"""Which signatures may be those of copies: locality-sensitive hashing, then the estimate. Pure.

A signature is cut into bands of two values. Two texts that share 15% of their shingles have a band in common with a
probability of 0.77, from 20% on it is 0.93, from 30% on 0.998.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt

from pipeline.load.duplicates.signatures import Signatures

Rows: TypeAlias = npt.NDArray[np.int64]  # a number for each row, or the rows themselves
Pairs: TypeAlias = npt.NDArray[np.int64]  # shape (pairs, 2), rows of what is compared

# Below this estimate a pair is no candidate. Estimates err by 0.03: this is well under the least share of a copy.
LEAST_ESTIMATE = 0.08

_CELLS = 50_000_000  # bytes at a time: every row asked for against every row there is
_PAIRS = 100_000  # estimated at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Signatures by their bands. keys, order: a line a band, its values ascending and the rows that have them."""

    signatures: Signatures
    keys: npt.NDArray[np.uint64]
    order: npt.NDArray[np.int32]

    @classmethod
    def of(cls, signatures: Signatures) -> Self:
        bands = np.ascontiguousarray(signatures.view(np.uint64).T)
        order = np.argsort(bands, axis=1).astype(np.int32)
        return cls(signatures=signatures, keys=np.take_along_axis(bands, order, axis=1), order=order)

    def candidates(self, rows: Rows) -> Pairs:
        """Each pair of one of `rows` and any other row, the former first; once, also when both are asked for."""
        step = max(1, _CELLS // max(1, len(self.signatures)))
        parts = [self._of_some(rows[start : start + step]) for start in range(0, len(rows), step)]
        pairs = np.concatenate([np.empty((0, 2), np.int64), *parts])
        asked = np.zeros(len(self.signatures), bool)
        asked[rows] = True
        twice = asked[pairs[:, 1]] & (pairs[:, 1] < pairs[:, 0])
        chosen: Pairs = pairs[(pairs[:, 0] != pairs[:, 1]) & ~twice]
        return chosen

    def _of_some(self, rows: Rows) -> Pairs:
        shares = np.zeros((len(rows), len(self.signatures)), bool)
        wanted = self.signatures[rows].view(np.uint64)
        for band, (keys, order) in enumerate(zip(self.keys, self.order, strict=True)):
            starts = np.searchsorted(keys, wanted[:, band], "left")
            ends = np.searchsorted(keys, wanted[:, band], "right")
            for place in np.flatnonzero(ends - starts > 1):  # each finds itself
                shares[place, order[starts[place] : ends[place]]] = True
        places, others = np.nonzero(shares)
        pairs = np.column_stack([rows[places], others])
        chosen: Pairs = pairs[np.concatenate([np.empty(0, bool), *self._promising(pairs)])]
        return chosen

    def _promising(self, pairs: Pairs) -> Iterator[npt.NDArray[np.bool_]]:
        for start in range(0, len(pairs), _PAIRS):
            some = pairs[start : start + _PAIRS]
            equal = self.signatures[some[:, 0]] == self.signatures[some[:, 1]]
            yield equal.mean(axis=1) >= LEAST_ESTIMATE
