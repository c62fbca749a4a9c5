"""Everything that metadata is read from, and what of the page is the article's own.

Only this module knows how elements and labels are kept; the others ask it for lines of text and marked elements.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.models import Label, Stated
from pipeline.transform.fields.jsonld import Node
from pipeline.transform.labelling.scene import Word
from pipeline.transform.page.dom import Head
from pipeline.transform.page.normalise import normalise
from pipeline.transform.page.tree import Block, Tree

# Text with these labels says nothing of this article's author and dates.
_FOREIGN = (Label.COMMENTS, Label.RELATED, Label.RATING_WIDGET, Label.ADVERTISEMENT, Label.CONSENT)
_ABOVE, _BELOW = 8, 5  # blocks above the title and below the text's first and last that may belong to the article
_ITEMPROPS = frozenset(("author", "datepublished", "datemodified"))
_RELS = frozenset(("author", "tag"))
_LONGEST_LINE = 200  # characters; a longer block is prose


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of itself beside its text. node: the article's JSON-LD among all `nodes`."""

    url: str
    head: Head
    nodes: Sequence[Node]
    node: Node
    language: Stated | None


class Line(NamedTuple):
    """A short block. label: its label. before: the text of the block before it, empty without one."""

    position: int
    text: str
    label: Label
    rule: str
    before: str


class Marked(NamedTuple):
    """A `<time>`, or an element that `itemprop` or `rel` marks as author, date or tag. text: empty if it is long.

    position: of the first block in it, or after it.
    """

    tag: str
    attributes: Mapping[str, str | None]
    text: str
    position: int


class Zone(NamedTuple):
    """Block positions between which what a page says of its article is looked for: around the title, after the text."""

    title: int
    first: int
    last: int

    def opening(self) -> tuple[int, int]:
        start = self.title if 0 <= self.title <= self.first else self.first
        return max(0, start - _ABOVE), self.first + _BELOW


@dataclass(frozen=True, slots=True)
class Source:
    """said: what the page says beside its text. words: one a block. elements: see `Marked`. zone: see `Zone`."""

    said: Said
    blocks: Sequence[Block]
    words: Sequence[Word]
    elements: Sequence[Marked]
    zone: Zone


def source_of(said: Said, tree: Tree, words: Sequence[Word]) -> Source:
    """What metadata is read from, of a page whose blocks have their labels (`words`)."""
    return Source(said, tree.blocks, words, tuple(_marked(tree, words)), _zone(words))


def _zone(words: Sequence[Word]) -> Zone:
    content = Label.CONTENT
    text = [position for position, (label, _) in enumerate(words) if label is content]
    title = next((position for position, (_, rule) in enumerate(words) if rule == "title"), -1)
    return Zone(title, text[0], text[-1]) if text else Zone(title, 0, 0)


def lines(source: Source, start: int, end: int) -> Iterator[Line]:
    """The short blocks from `start` up to, without, `end` that are the article's own: above its text nearly all."""
    blocks = source.blocks
    for block in blocks[start:end]:
        word = source.words[block.position]
        own = word.label is not Label.COMMENTS if block.position < source.zone.first else word.label not in _FOREIGN
        if own and len(block.text) <= _LONGEST_LINE:
            yield Line(block.position, block.text, word.label, word.rule, _before(blocks, block.position))


def labelled(source: Source, *labels: Label) -> Iterator[Line]:
    """The short blocks with one of these labels."""
    blocks = source.blocks
    for block, word in zip(blocks, source.words, strict=True):
        if word.label in labels and len(block.text) <= _LONGEST_LINE:
            yield Line(block.position, block.text, word.label, word.rule, _before(blocks, block.position))


def _before(blocks: Sequence[Block], position: int) -> str:
    return blocks[position - 1].text if position else ""


def _tells(attributes: Mapping[str, str | None]) -> bool:
    if (attributes.get("itemprop") or "").lower() in _ITEMPROPS:
        return True
    return not _RELS.isdisjoint((attributes.get("rel") or "").split())


def _marked(tree: Tree, words: Sequence[Word]) -> Iterator[Marked]:
    """The marked elements outside comments, other articles' boxes and widgets, in order."""
    for mark in tree.marks:
        if mark.tag != "time" and not _tells(mark.attributes):
            continue
        start, end = tree.starts[mark.element], tree.ends[mark.element]
        if not any(word.label in _FOREIGN for word in words[start : max(end, start + 1)]):
            text = normalise(mark.text)
            yield Marked(mark.tag, mark.attributes, text if len(text) <= _LONGEST_LINE else "", start)
