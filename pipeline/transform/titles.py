"""Which of a page's texts is its title, and where else the page repeats it."""

import re
from collections.abc import Iterable, Sequence

from pipeline.models import BlockKind, Stated
from pipeline.transform.dom import Head
from pipeline.transform.normalise import fold, normalise
from pipeline.transform.phrases import TEMPLATE_SENTENCE
from pipeline.transform.tree import Block

_SITE_SUFFIX = re.compile(r"\s+[|–—·•»-]\s+[^|–—·•»]{2,40}$|\s*\|\s*[^|]{2,60}$")


def title_of_address(url: str) -> Stated | None:
    """Words of the address's last part, for a page that states no title at all."""
    slug = re.sub(r"\.\w{2,5}$", "", url.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1])
    words = [word for word in re.split(r"[-_]+", slug) if word]
    return Stated(value=" ".join(words), method="url", raw=url) if len(words) > 2 else None


def find_title(blocks: Sequence[Block], head: Head, headline: str | None) -> tuple[Stated | None, int | None]:
    """The title with its method, and the position of the block that shows it, if one does.

    headline: JSON-LD's. The visible h1 wins, several of them are told apart by what the page states elsewhere.
    """
    stated = [text for text in (headline, head.first("og:title", "twitter:title"), head.title) if text]
    tops = [block for block in blocks if block.kind is BlockKind.HEADING and block.level == 1 and fold(block.text)]
    best = max(tops, key=lambda block: (_likeness(block.text, stated), -block.position), default=None)
    if best is not None and (
        not stated or _likeness(best.text, stated) >= 0.3 or _alone_before_text(best, tops, blocks)
    ):
        return Stated(value=_without_kicker(best.text, stated), method="h1", raw=best.text), best.position
    shown = next((b for b in blocks if b.kind is BlockKind.HEADING and _likeness(b.text, stated) > 0.9), None)
    if shown is not None:
        return Stated(value=shown.text, method=f"h{shown.level}", raw=shown.text), shown.position
    for method, raw in (
        ("json_ld", headline),
        ("meta:og:title", head.first("og:title")),
        ("title", _SITE_SUFFIX.sub("", normalise(head.title))),
    ):
        if raw and normalise(raw):
            value = normalise(raw)
            return Stated(value=value, method=method, raw=raw), next(
                (block.position for block in blocks if fold(block.text) == fold(value)), None
            )
    return None, None


def _without_kicker(text: str, stated: Iterable[str]) -> str:
    """The end of a heading that is a stated title, after a short kicker: «Premier League City beat Town»."""
    whole = fold(text)
    for other in stated:
        value = normalise(other)
        folded = fold(value)
        if (
            len(folded.split()) > 2
            and whole != folded
            and whole.endswith(" " + folded)
            and len(whole) - len(folded) < 50
        ):
            return text[-len(value) :] if text.endswith(value) else value
    return text


def _likeness(text: str, stated: Iterable[str]) -> float:
    """0 to 1: the best overlap of words with one of the stated titles."""
    words = set(fold(text).split())
    best = 0.0
    for other in stated:
        others = set(fold(other).split())
        if words and others:
            best = max(best, len(words & others) / max(1, min(len(others), len(words) + 3)) * min(1, len(words) / 2))
    return min(best, 1.0)


def _alone_before_text(best: Block, tops: Sequence[Block], blocks: Sequence[Block]) -> bool:
    after = blocks[best.position + 1 : best.position + 40]
    return len(tops) == 1 and any(len(block.text) > 120 and block.link_density < 0.5 for block in after)


def cut_template_sentence(text: str, title: str) -> tuple[str, str]:
    """A paragraph's own text, and the sentence at its end that only carries the title; either may be empty.

    >>> cut_template_sentence("Talks were held. Today we will discuss about Secret Talks", "Secret Talks")
    ('Talks were held.', 'Today we will discuss about Secret Talks')
    """
    bare = text.rstrip(" .!:")
    if not title or not bare.endswith(title):
        return text, ""
    before = bare[: -len(title)]
    at = max(before.rfind(mark) for mark in (". ", "! ", "? ", "… "))
    sentence = before[at + 2 :] if at >= 0 else before
    if not TEMPLATE_SENTENCE.match(sentence.casefold().strip()):
        return text, ""
    return text[: at + 1] if at >= 0 else "", text[at + 2 :] if at >= 0 else text
