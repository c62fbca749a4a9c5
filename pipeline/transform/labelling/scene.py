"""What is known of a page before its blocks are labelled: the title, the container, and what elements say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.models import Label
from pipeline.transform.page.tree import Tree


class Word(NamedTuple):
    """What an element says of the text in it, and which rule heard it."""

    label: Label
    rule: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules are given.

    words[i]: what element i or the best-ranking of its ancestors says, or None. first, last: first and last block of
    prose in the container (-1, -1 without any). title, description: folded texts to compare with.
    """

    tree: Tree
    container: int
    title_block: int | None
    title: str
    description: str
    words: Sequence[Word | None]
    first: int
    last: int

    def inside(self, position: int) -> bool:
        return self.tree.starts[self.container] <= position < self.tree.ends[self.container]

    def word(self, position: int) -> Word | None:
        return self.words[self.tree.blocks[position].home]


def prose_range(tree: Tree, container: int, figures: Sequence[float]) -> tuple[int, int]:
    """Positions of the first and last block of prose in the container."""
    found = [at for at in range(tree.starts[container], tree.ends[container]) if figures[at] > 0]
    return (found[0], found[-1]) if found else (-1, -1)
