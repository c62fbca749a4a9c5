"""Whether one text is a copy of another, by their wordings and not by an estimate. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.load.duplicates.candidates import Pairs
from pipeline.load.duplicates.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What copies have in common at least, as shares from 0 to 1. `benchmarks/copies.py` measures other values.

    contained: of the shingles of the text that has fewer; a copy may be cut, or added to. common: of the shingles of
    both; a round-up is no copy of each report that it has a bit of. figures: of the figures of the text that has fewer,
    when these are `fewest_figures` or more; nothing else tells this week's poll from last week's.
    """

    contained: float = 0.5
    common: float = 0.15
    figures: float = 0.5
    fewest_figures: int = 4


USED = Thresholds()


def similarities(wordings: Sequence[Wording], pairs: Pairs, thresholds: Thresholds = USED) -> npt.NDArray[np.float64]:
    """For each pair of rows of `wordings` the share of shingles contained, 0 to 1; 0 for those that are no copies."""
    shingles, sizes = _shared([one.shingles for one in wordings], pairs)
    figures, counts = _shared([one.figures for one in wordings], pairs)
    contained = shingles / np.minimum(*sizes)
    common = shingles / (sizes[0] + sizes[1] - shingles)
    fewer = np.minimum(*counts)
    same_figures = (fewer < thresholds.fewest_figures) | (figures >= thresholds.figures * fewer)
    copies = (contained >= thresholds.contained) & (common >= thresholds.common) & same_figures
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
