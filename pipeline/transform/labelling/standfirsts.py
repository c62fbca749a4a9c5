"""The standfirst: what stands between title and text and sums it up, whatever its tag."""

from collections.abc import Sequence

from pipeline.models import BlockKind, Label
from pipeline.transform.labelling.scene import Scene, Word
from pipeline.transform.labelling.vocabulary import STANDFIRST_TERMS
from pipeline.transform.page.normalise import fold
from pipeline.transform.page.tree import Block

_SAME_START = 100  # characters in which the standfirst and the page's description agree
_SHORTEST = 25
_LONG_HEADING = 60  # characters; a section's is shorter, or another one is set like it
_MOST_BLOCKS = 4  # of an element named like a standfirst
_LEVELS = 3


def is_described(block: Block, scene: Scene) -> bool:
    """Whether a block begins as the page's description of itself does."""
    start = scene.description[:_SAME_START]
    return bool(start) and fold(block.text[: 3 * _SAME_START])[:_SAME_START] == start


def is_named(block: Block, scene: Scene) -> bool:
    """Whether a small element around the block, the container not in it, is called a standfirst."""
    tree, container = scene.tree, scene.container
    for depth, index in enumerate(tree.up(block.home)):
        if depth > _LEVELS or tree.holds(index, container) or tree.ends[index] - tree.starts[index] > _MOST_BLOCKS:
            return False
        if not tree.terms(index).isdisjoint(STANDFIRST_TERMS):
            return True
    return False


def opening(words: Sequence[Word], scene: Scene) -> list[Word]:
    """The first block of content is the standfirst where nothing else of the text is set as it is, and it is called so,
    is the page's description, or is a long heading above everything.

    Of 147 news articles the first two held for 58 standfirsts and for 2 first paragraphs.
    """
    out = list(words)
    content = [at for at, word in enumerate(words) if word.label is Label.CONTENT]
    if len(content) < 2 or any(word.label is Label.STANDFIRST for word in words[: content[0]]):
        return out
    blocks = scene.tree.blocks
    first = blocks[content[0]]
    if len(first.text) < _SHORTEST or first.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return out
    alone = all(blocks[at].context != first.context for at in content[1:])
    if alone and is_described(first, scene):
        out[content[0]] = Word(Label.STANDFIRST, "is_description")
    elif alone and is_named(first, scene):
        out[content[0]] = Word(Label.STANDFIRST, "named_standfirst")
    elif alone and first.kind is BlockKind.HEADING and len(first.text) >= _LONG_HEADING:
        out[content[0]] = Word(Label.STANDFIRST, "heading_before_text")
    return out
