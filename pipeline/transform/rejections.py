"""When a page is no article, and why. Cautious: losing an article costs more than keeping a page that is none."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from pipeline.models import Reason, Rejection
from pipeline.transform.dom import Head
from pipeline.transform.jsonld import Node, is_article
from pipeline.transform.metadata import is_video_page
from pipeline.transform.normalise import words_of
from pipeline.transform.tree import Block, ends_a_sentence

MINIMUM_WORDS = 25  # of content; shorter flashes exist, but far fewer than empty shells
_IDEOGRAPHS_PER_WORD = 2
_ENOUGH = 20_000  # characters of one block; the count decides small questions only
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]")
_LISTING_LINKS = 30  # blocks that are links, of a page with little prose


def count_words(texts: Sequence[str]) -> int:
    """Words; text without spaces between words (Chinese, Japanese, Thai) counts two characters as one."""
    total = 0
    for text in texts:
        start = text[:_ENOUGH]
        wide = len(_UNSPACED.findall(start))
        total += wide // _IDEOGRAPHS_PER_WORD if 3 * wide > len(start) else len(words_of(start))
    return total


def rejection_of(
    url: str, head: Head, nodes: Sequence[Node], blocks: Sequence[Block], content: Sequence[Block]
) -> Rejection | None:
    """Why this page is no article, or None if it may be one. blocks: all of the page. content: those labelled so."""
    if is_video_page(head, nodes):
        return Rejection(reason=Reason.NOT_ARTICLE, detail=f"a video page (og:type {head.first('og:type')})")
    words = count_words([block.text for block in content])
    described = any(is_article(node) for node in nodes)
    if not described and _is_listing(url, head, blocks, content, words):
        return Rejection(
            reason=Reason.NOT_ARTICLE, detail=f"a listing or home page: {words} words of prose among links"
        )
    if words < MINIMUM_WORDS:
        return Rejection(reason=Reason.NO_TEXT, detail=f"{words} words of text, fewer than {MINIMUM_WORDS}")
    return None


def _is_listing(url: str, head: Head, blocks: Sequence[Block], content: Sequence[Block], words: int) -> bool:
    try:
        home = urlsplit(url).path.strip("/") in ("", "index.html", "index.php") and not urlsplit(url).query
    except ValueError:
        home = False
    links = sum(block.link_density > 0.8 for block in blocks)
    sentences = sum(len(block.text) >= 80 and ends_a_sentence(block.text) for block in content)
    if (head.first("og:type") or "").lower().startswith("article"):
        return False
    if home and links >= 10:
        return words < 10 * links
    return links >= _LISTING_LINKS and words < 2 * links and sentences < 2
