"""A page after parsing: elements in document order and the blocks of text that stand in them.

Elements know their parent by index, and which blocks they hold as a half-open range, so that any question about
«all text below this element» is two look-ups in a running sum.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from pipeline.models import BlockKind
from pipeline.transform.page.contexts import Contexts

ROOT = 0


class Block(NamedTuple):
    """A run of text between block-level boundaries, with what is needed to label it.

    level: heading level 1 to 6 for headings, else 0. link_density, bold: share of the text inside links, inside bold,
    0 to 1. home: index of the lowest element around the block. context: where that stands. links: its addresses.
    """

    position: int
    kind: BlockKind
    text: str
    level: int
    link_density: float
    bold: float
    home: int
    context: int
    links: tuple[str, ...]


class Mark(NamedTuple):
    """An element that says of itself what it is: one with `itemprop` or `rel`, and `<time>`. text: what it holds."""

    element: int
    tag: str
    attributes: Mapping[str, str | None]
    text: str


@dataclass(frozen=True, slots=True)
class Tree:
    """Element 0 is the body. parents, contexts, starts, ends: by element; it holds the blocks from start up to end."""

    parents: Sequence[int]
    contexts: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    places: Contexts
    blocks: Sequence[Block]
    marks: Sequence[Mark]

    def up(self, element: int) -> Iterator[int]:
        """The element itself, then its parents, without the root."""
        while element > ROOT:
            yield element
            element = self.parents[element]

    def depth(self, element: int) -> int:
        return self.places.depths[self.contexts[element]]

    def tag(self, element: int) -> str:
        return self.places.tags[self.contexts[element]]

    def terms(self, element: int) -> frozenset[str]:
        return self.places.terms(self.contexts[element])

    def holds(self, outer: int, element: int) -> bool:
        """Whether `element` is `outer` or stands in it."""
        depth = self.depth(outer)
        while self.depth(element) > depth:
            element = self.parents[element]
        return element == outer


class Mass:
    """Running sums over blocks: how much of a figure stands in an element."""

    __slots__ = ("_ends", "_starts", "_sums")

    def __init__(self, tree: Tree, figures: Sequence[float]) -> None:
        self._starts = tree.starts
        self._ends = tree.ends
        self._sums = [0.0, *accumulate(figures)]

    def of(self, element: int) -> float:
        return self._sums[self._ends[element]] - self._sums[self._starts[element]]

    @property
    def total(self) -> float:
        return self._sums[-1]


_SENTENCE_ENDS = tuple(".!?…。！？।»”\"'’)")  # fmt: skip
_PROSE_KINDS = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE))


def ends_a_sentence(text: str) -> bool:
    return text.endswith(_SENTENCE_ENDS)


def goodness(block: Block) -> float:
    """How much a block looks like prose: its length if it is long enough and no link list, else 0."""
    length = len(block.text)
    if length < 25 or block.link_density >= 0.5 or block.kind not in _PROSE_KINDS:
        return 0.0
    if length < 80 and not block.text.endswith(_SENTENCE_ENDS):
        return 0.0
    weight = 0.5 if block.kind is BlockKind.LIST_ITEM else 1.0
    return weight * length * (1 - block.link_density)
