"""What a block is by where it stands: a heading, a list's item, a quote, ..."""

from itertools import islice

from pipeline.models import BlockKind
from pipeline.transform.page.contexts import Contexts
from pipeline.transform.page.markup import CAPTION_TAGS, HEADING_TAGS, LIST_TAGS


def kind_of(places: Contexts, context: int) -> tuple[BlockKind, int]:
    """What a block is by its nearest telling ancestor, and the heading's level."""
    mark = places.marks[context] or ""
    if mark.startswith("heading"):
        return BlockKind.HEADING, int(mark[7:]) if mark[7:] in _LEVELS else 2
    for at in places.up(context):
        tag = places.tags[at]
        if tag in HEADING_TAGS:
            return BlockKind.HEADING, HEADING_TAGS[tag]
        if tag in _KINDS:
            return _KINDS[tag], 0
        if tag in _KINDLESS or (tag == "p" and not _is_wrapped(places, at)):
            break
    return BlockKind.PARAGRAPH, 0


def _is_wrapped(places: Contexts, paragraph: int) -> bool:
    """Whether a paragraph is what a list's item, a quote or a caption consists of."""
    around = islice(places.up(paragraph), 1, 1 + _WRAPPED_WITHIN)
    return any(places.tags[at] in _WRAPS_PARAGRAPHS for at in around)


_KINDS = {
    "pre": BlockKind.PREFORMATTED,
    "blockquote": BlockKind.QUOTE,
    "tr": BlockKind.TABLE_ROW,
    **dict.fromkeys(LIST_TAGS, BlockKind.LIST_ITEM),
    **dict.fromkeys(CAPTION_TAGS, BlockKind.CAPTION),
}
_LEVELS = ("1", "2", "3", "4", "5", "6")  # what `aria-level` gave; a role may end in anything
_WRAPPED_WITHIN = 3  # levels
_WRAPS_PARAGRAPHS = LIST_TAGS | CAPTION_TAGS | {"blockquote"}
_KINDLESS = frozenset(("article", "main", "section", "table", "figure"))
