"""From pairs of copies to clusters: two clusters become one when most of the pairs between them are copies. Pure.

That one of each is a copy of one of the other does not do: a round-up has bits of several reports, and a story that is
told anew each day is in the end another. `benchmarks/copies.py` measures both ways of joining.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from pipeline.load.duplicates.candidates import Pairs, Rows


def linked(pairs: Pairs, similarities: npt.NDArray[np.float64], days: Rows, window: int) -> list[list[int]]:
    """The clusters of the rows that `pairs` names, each ascending.

    pairs, similarities: the copies. days: of every row, as a number; rows further apart than `window` are not compared,
    and no pair of theirs counts. Equal similarities are taken in the rows' order.
    """
    order = np.lexsort((pairs.max(axis=1), pairs.min(axis=1), -similarities))
    clusters: list[list[int]] = []
    for rows, links in _components(pairs[order]):
        places = {row: place for place, row in enumerate(rows)}
        joined = _joined([(places[one], places[other]) for one, other in links], days[rows], window)
        clusters += [[rows[place] for place in cluster] for cluster in joined]
    return clusters


def _components(pairs: Pairs) -> Iterator[tuple[list[int], list[tuple[int, int]]]]:
    """Rows that hang together by any pair, ascending, and their pairs in the given order."""
    parents: dict[int, int] = {}

    def root(row: int) -> int:
        above = parents.setdefault(row, row)
        while above != parents[above]:
            above = parents[above]
        while row != above:
            parents[row], row = above, parents[row]
        return above

    links: list[tuple[int, int]] = [(int(one), int(other)) for one, other in pairs]
    for one, other in links:
        parents[root(one)] = root(other)
    by_root: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for link in links:
        by_root[root(link[0])].append(link)
    for own in by_root.values():
        yield sorted({row for link in own for row in link}), own


def _joined(links: Iterable[tuple[int, int]], days: Rows, window: int) -> Iterable[list[int]]:
    clusters = {place: [place] for place in range(len(days))}
    of = list(clusters)
    copies = np.zeros((len(days), len(days)), bool)
    waiting = list(links)
    for one, other in waiting:
        copies[one, other] = copies[other, one] = True
    refused: dict[tuple[int, int], tuple[int, int]] = {}  # by which clusters, and their sizes then
    joins = True
    while joins:
        joins = False
        for one, other in waiting:
            first, second = sorted((of[one], of[other]))
            sizes = len(clusters.get(first, ())), len(clusters.get(second, ()))
            if first == second or refused.get((first, second)) == sizes:
                continue
            if not _most_are_copies(copies, days, window, clusters[first], clusters[second]):
                refused[first, second] = sizes
                continue
            joins = True
            for place in clusters[second]:
                of[place] = first
            clusters[first] = sorted(clusters[first] + clusters.pop(second))
        waiting = [link for link in waiting if of[link[0]] != of[link[1]]]
    return clusters.values()


def _most_are_copies(copies: npt.NDArray[np.bool_], days: Rows, window: int, one: list[int], other: list[int]) -> bool:
    compared = np.abs(days[one][:, None] - days[other][None, :]) <= window
    return bool(2 * np.count_nonzero(copies[np.ix_(one, other)]) > np.count_nonzero(compared))
