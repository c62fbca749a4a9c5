"""Whether one text is a copy of another, by their wordings and not by an estimate. Pure.

The thresholds are chosen by `benchmarks/copies.py`, which measures them on a set of texts written for it.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.load.duplicates.candidates import Pairs
from pipeline.load.duplicates.wording import Wording

# Of the shingles of the one that has fewer, the other has at least this share: a copy may be cut, or added to.
LEAST_CONTAINED = 0.5
# Of all shingles of both, at least this share is common: a round-up is no copy of each report that it has a bit of.
LEAST_COMMON = 0.15
# Of the figures of the one that has fewer, if it has so many, the other has this share: last week's poll and this
# week's are told apart by nothing else.
LEAST_FIGURES = 0.5
FEWEST_FIGURES = 4


def similarities(wordings: Sequence[Wording], pairs: Pairs) -> npt.NDArray[np.float64]:
    """For each pair of rows of `wordings` the share of shingles contained, 0 to 1; 0 for those that are no copies."""
    shingles, sizes = _shared([one.shingles for one in wordings], pairs)
    figures, counts = _shared([one.figures for one in wordings], pairs)
    contained = shingles / np.minimum(*sizes)
    common = shingles / (sizes[0] + sizes[1] - shingles)
    fewer = np.minimum(*counts)
    same_figures = (fewer < FEWEST_FIGURES) | (figures >= LEAST_FIGURES * fewer)
    copies = (contained >= LEAST_CONTAINED) & (common >= LEAST_COMMON) & same_figures
    return np.where(copies, contained, 0.0)


def _shared(
    sets: Sequence[frozenset[str]], pairs: Pairs
) -> tuple[npt.NDArray[np.int64], tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """How many members each pair of sets has in common, and the sizes of the first and the second set of each pair.

    By an inverted index, from each member to its sets: thousands of pages of one template are all candidates of all.
    """
    numbers: dict[str, int] = {}
    members = [np.array([numbers.setdefault(each, len(numbers)) for each in one], np.int64) for one in sets]
    sizes = np.array([len(one) for one in sets], np.int64)
    flat = np.concatenate([np.empty(0, np.int64), *members])
    owners = np.repeat(np.arange(len(sets)), sizes)[np.argsort(flat, kind="stable")]
    ends = np.cumsum(np.bincount(flat, minlength=len(numbers)))
    starts = np.concatenate([[0], ends[:-1]])
    shared = np.zeros(len(pairs), np.int64)
    order = np.argsort(pairs[:, 0], kind="stable")
    firsts, begins = np.unique(pairs[order, 0], return_index=True)
    for first, places in zip(firsts, np.split(order, begins[1:]), strict=False):
        found = [np.empty(0, np.int64), *(owners[starts[each] : ends[each]] for each in members[first])]
        shared[places] = np.bincount(np.concatenate(found), minlength=len(sets))[pairs[places, 1]]
    return shared, (sizes[pairs[:, 0]], sizes[pairs[:, 1]])
