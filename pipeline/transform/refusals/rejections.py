"""When a page is no article, and why. Cautious: losing an article costs more than keeping a page that is none."""

import re
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlsplit

from pipeline.models import Rejection, Stated
from pipeline.reasons import Reason
from pipeline.transform.fields.metadata import is_video_page
from pipeline.transform.fields.source import Said
from pipeline.transform.page.normalise import words_of
from pipeline.transform.page.tree import Block, Tree, ends_a_sentence
from pipeline.transform.refusals.facts import facts_of
from pipeline.transform.refusals.kinds import judged, model

MINIMUM_WORDS = 25  # of content; shorter flashes exist, but far fewer than empty shells
_IDEOGRAPHS_PER_WORD = 2
_ENOUGH = 20_000  # characters of one block; the count decides small questions only
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]")
_LISTING_LINKS = 30  # blocks that are links, of a page with little prose
ENOUGH_SAID = 12  # names of classes, metas and JSON-LD types; real pages have 24 to 2,000

# what the page says, its tree, the blocks of content, when it was published -> why it is no article
Refusal = Callable[[Said, Tree, Sequence[Block], Stated | None], Rejection | None]


def count_words(texts: Iterable[str], enough: int | None = None) -> int:
    """Words; text without spaces between words (Chinese, Japanese, Thai) counts two characters as one.

    enough: stop at the text that makes them so many, for who asks only whether there are.
    """
    total = 0
    for text in texts:
        if enough is not None and total >= enough:
            break
        start = text[:_ENOUGH]
        wide = len(_UNSPACED.findall(start))
        total += wide // _IDEOGRAPHS_PER_WORD if 3 * wide > len(start) else len(words_of(start))
    return total


def rejection_of(said: Said, tree: Tree, content: Sequence[Block], published: Stated | None) -> Rejection | None:
    """Why this page is no article, or None if it may be one. content: the blocks labelled so."""
    head = said.head
    if is_video_page(head, said.nodes):
        return Rejection(reason=Reason.NOT_ARTICLE, detail=f"a video page (og:type {head.first('og:type')})")
    facts = facts_of(said, tree, content, published)
    if facts.said >= ENOUGH_SAID:
        verdict = judged(facts)
        if verdict.score < model().threshold:
            return Rejection(reason=Reason.NOT_ARTICLE, detail=f"looks like no article: {', '.join(verdict.against)}")
    elif _is_listing(said, tree, content):
        return Rejection(reason=Reason.NOT_ARTICLE, detail="a listing or home page: little prose among links")
    words = count_words((block.text for block in content), MINIMUM_WORDS)
    if words < MINIMUM_WORDS:
        return Rejection(reason=Reason.NO_TEXT, detail=f"{words} words of text, fewer than {MINIMUM_WORDS}")
    return None


def _is_listing(said: Said, tree: Tree, content: Sequence[Block]) -> bool:
    """For pages that say too little of themselves to be weighed."""
    if said.node or (said.head.first("og:type") or "").lower().startswith("article"):
        return False
    try:
        parts = urlsplit(said.url)
    except ValueError:
        return False
    words = count_words([block.text for block in content])
    home = parts.path.strip("/") in ("", "index.html", "index.php") and not parts.query
    links = sum(block.link_density > 0.8 for block in tree.blocks)
    sentences = sum(len(block.text) >= 80 and ends_a_sentence(block.text) for block in content)
    if home and links >= 10:
        return words < 10 * links
    return links >= _LISTING_LINKS and words < 2 * links and sentences < 2
