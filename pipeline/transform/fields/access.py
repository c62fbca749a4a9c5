"""How much of the article a reader without a subscription gets.

Publishers set the flag wrongly in both directions, so that the text at hand decides: whether it ends at a wall, breaks
off, or is as long as the page says that the article is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.models import Access, Label
from pipeline.transform.fields.jsonld import Node
from pipeline.transform.labelling.scene import Word
from pipeline.transform.page.dom import Head
from pipeline.transform.page.tree import Block
from pipeline.transform.refusals.rejections import count_words

_OPENING = 120  # words: not free and fewer than this is an opening
_LONG = 400  # words: more than any opening, unless a wall ends them
_LOCKED = ("locked", "metered", "premium", "paid", "plus", "subscriber", "closed")
_BREAKS_OFF = ("…", "...", "[…]", "[...]")


@dataclass(frozen=True, slots=True)
class _Text:
    """words: of content. stated: by the page, 0 if not. walled: it ends at a wall. broken: it ends in «…»."""

    words: int
    stated: int
    walled: bool
    broken: bool

    @property
    def complete(self) -> bool:
        if self.stated >= _OPENING:
            return self.words >= 0.8 * self.stated
        return self.words > _LONG and not self.walled

    @property
    def cut_off(self) -> bool:
        short = self.words < max(_OPENING, self.stated // 2)
        return not self.complete and (self.walled or self.broken or short)


def access_of(head: Head, node: Node, blocks: Sequence[Block], words: Sequence[Word]) -> Access:
    """`full`: neither flag nor wall. `teaser`: one of them, and the text is cut off. `paywall`: marked as paid, the
    text is there. A page that says it is free is believed unless its short text ends at a wall.

    blocks, words: all of the page and their labels.
    """
    walls = [at for at, word in enumerate(words) if word.label is Label.PAYWALL]
    free = node.get("isAccessibleForFree")
    closed = free is False or (isinstance(free, str) and free.strip().lower() in ("false", "no", "0"))
    tier = (head.first("article:content_tier", "og:article:content_tier") or "").lower() in _LOCKED
    if not (closed or tier or walls):
        return Access.FULL
    text = _text(blocks, words, walls, node)
    if free is True and not tier:
        return Access.TEASER if text.walled and text.cut_off and text.words < _OPENING else Access.FULL
    return Access.TEASER if text.cut_off else Access.PAYWALL


def _text(blocks: Sequence[Block], words: Sequence[Word], walls: Sequence[int], node: Node) -> _Text:
    content = [at for at, word in enumerate(words) if word.label is Label.CONTENT]
    last = content[-1] if content else -1
    count = count_words([blocks[at].text for at in content])
    said = any(at > last and words[at].rule == "paywall_phrase" for at in walls)
    # a wall known by its name only may be a dialog for later visits
    walled = said or (count < _OPENING and any(at > last for at in walls))
    return _Text(count, _stated(node), walled, bool(content) and blocks[last].text.endswith(_BREAKS_OFF))


def _stated(node: Node) -> int:
    stated = node.get("wordCount")
    if isinstance(stated, int | float):
        return int(min(stated, 1e6)) if stated > 0 else 0
    return int(stated[:7]) if isinstance(stated, str) and stated.isascii() and stated.isdigit() else 0
