"""Everything that metadata is read from, and what of a page's marked elements is the article's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.models import Label
from pipeline.transform.dom import Head
from pipeline.transform.jsonld import Node
from pipeline.transform.normalise import normalise
from pipeline.transform.scene import Word
from pipeline.transform.tree import Mark, Tree

# Text with these labels says nothing of this article's author and dates.
_FOREIGN = (Label.COMMENTS, Label.RELATED, Label.RATING_WIDGET, Label.ADVERTISEMENT, Label.CONSENT)


@dataclass(frozen=True, slots=True)
class Source:
    """node: the article's JSON-LD among all `nodes`. words: one a block."""

    url: str
    head: Head
    node: Node
    nodes: Sequence[Node]
    tree: Tree
    words: Sequence[Word]


def text_of_mark(source: Source, mark: Mark) -> str | None:
    """The text of a marked element, unless it belongs to a foreign box or is long."""
    text = normalise(mark.text)
    return text if 0 < len(text) <= 120 and not is_foreign(source, mark.element) else None


def is_foreign(source: Source, index: int) -> bool:
    """Whether an element stands in comments, another article's box or a widget."""
    start, end = source.tree.starts[index], source.tree.ends[index]
    return any(word.label in _FOREIGN for word in source.words[start : max(end, start + 1)])
