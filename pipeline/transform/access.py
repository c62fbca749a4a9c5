"""How much of the article a reader without a subscription gets, as the page tells it."""

from collections.abc import Sequence

from pipeline.models import Access, Label
from pipeline.transform.dom import Head
from pipeline.transform.jsonld import Node
from pipeline.transform.scene import Word

_TEASER_WORDS = 120  # a wall and fewer words than this: what we have is an opening
_LOCKED = ("locked", "metered", "premium", "paid", "plus", "subscriber", "closed")


def access_of(head: Head, node: Node, words: Sequence[Word], text_words: int) -> Access:
    """`paywall`: the page says that its article is not free, or carries a wall. `teaser`: and the text at hand is
    only an opening (under
    120 words, or under half of the word count that the page states). `full`: nothing of the kind."""
    free = node.get("isAccessibleForFree")
    closed = free is False or (isinstance(free, str) and free.strip().lower() in ("false", "no", "0"))
    tier = (head.first("article:content_tier", "og:article:content_tier") or "").lower() in _LOCKED
    wall = any(word.label is Label.PAYWALL for word in words)
    if not (closed or tier or (wall and free is not True)):
        return Access.FULL
    return Access.TEASER if text_words < max(_TEASER_WORDS, _number(node.get("wordCount")) // 2) else Access.PAYWALL


def _number(stated: object) -> float:
    """A count as JSON has it, 0 for anything else."""
    if isinstance(stated, int | float):
        return stated
    return float(stated) if isinstance(stated, str) and stated.isascii() and stated.isdigit() else 0
