"""A page after parsing: light elements in document order and the blocks of text that stand in them.

Elements know their parent by index, and which blocks they hold as a half-open range, so that any question about
«all text below this element» is two look-ups in a running sum.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from pipeline.models import Block, BlockKind

ROOT = 0


class Element(NamedTuple):
    """parent: index, -1 for the root. terms: words and neighbouring words of class and id (see `tokens`)."""

    parent: int
    depth: int
    tag: str
    attributes: Mapping[str, str | None]
    terms: frozenset[str]


class Span(NamedTuple):
    """The blocks from `start` up to, without, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tree:
    """elements[0] is the body. spans[i]: blocks within element i. homes[b]: index of the lowest element around block b.

    links[b]: addresses that block b links to. marked[i]: the text in element i, if it has `itemprop` or `rel`.
    """

    elements: Sequence[Element]
    spans: Sequence[Span]
    blocks: Sequence[Block]
    homes: Sequence[int]
    links: Sequence[tuple[str, ...]]
    marked: Mapping[int, str]

    def ancestors(self, element: int) -> Iterator[int]:
        """The element itself, then its parents, without the root."""
        while element > ROOT:
            yield element
            element = self.elements[element].parent

    def holds(self, outer: int, element: int) -> bool:
        """Whether `element` is `outer` or stands in it."""
        depth = self.elements[outer].depth
        while self.elements[element].depth > depth:
            element = self.elements[element].parent
        return element == outer


class Mass:
    """Running sums over blocks: how much of a figure stands in an element."""

    def __init__(self, tree: Tree, figures: Sequence[float]) -> None:
        self._spans = tree.spans
        self._sums = [0.0, *accumulate(figures)]

    def of(self, element: int) -> float:
        start, end = self._spans[element]
        return self._sums[end] - self._sums[start]

    @property
    def total(self) -> float:
        return self._sums[-1]


_SENTENCE_ENDS = ".!?…。！？।»”\"'’)"
_PROSE_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE)


def ends_a_sentence(text: str) -> bool:
    return text.endswith(tuple(_SENTENCE_ENDS))


def goodness(block: Block) -> float:
    """How much a block looks like prose: its length if it is long enough and no link list, else 0."""
    length = len(block.text)
    if block.kind not in _PROSE_KINDS or block.link_density >= 0.5 or length < 25:
        return 0.0
    if length < 80 and not ends_a_sentence(block.text):
        return 0.0
    weight = 0.5 if block.kind is BlockKind.LIST_ITEM else 1.0
    return weight * length * (1 - block.link_density)
