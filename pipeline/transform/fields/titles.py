"""Which of a page's texts is its title, and where else the page repeats it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.models import BlockKind, Stated
from pipeline.transform.fields.headlines import Headline, site_names, stated_headlines, without_site
from pipeline.transform.fields.jsonld import Node
from pipeline.transform.labelling.phrases import TEMPLATE_SENTENCE
from pipeline.transform.page.dom import Head
from pipeline.transform.page.normalise import fold
from pipeline.transform.page.tree import Block, Tree

_LONGEST = 1_000  # characters of a title
_LISTED = frozenset(("nav", "ol", "ul", "li", "button", "aside", "footer"))
_LINK = 0.9  # share of text in links that makes a heading lead elsewhere
_ALIKE = 0.5
_SAME = 0.8
_UNLIKE = 0.3
_NEARER = 0.4
_KICKER_MARK = re.compile(r"\s*[:/|–—-]\s")
_KICKER = (4, 50)  # characters


def title_of_address(url: str) -> Stated | None:
    """Words of the address's last part, for a page that states no title at all."""
    words = slug_of(url)
    return Stated(value=words, method="url", raw=url) if words.count(" ") > 1 else None


def slug_of(url: str) -> str:
    """The words of an address's last part.

    >>> slug_of("https://example.org/2026/bridge-vote_passes.html?page=2")
    'bridge vote passes'
    """
    slug = re.sub(r"\.\w{2,5}$", "", url.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1])
    return " ".join(word for word in re.split(r"[-_]+", slug) if word)


def find_title(tree: Tree, head: Head, node: Node, url: str) -> tuple[Stated | None, int | None]:
    """The title with its method, and the position of the block that shows it, if one does.

    node: the article's JSON-LD. The visible heading wins, told apart from others by what the page states elsewhere;
    a heading that has next to nothing of what is stated loses to it.
    """
    names = site_names(head, node, url)
    stated = stated_headlines(head, node, names)
    shown = _shown(tree, names, stated, url)
    if shown is None:
        return _only_stated(tree.blocks, stated)
    method = f"h{shown.block.level}"
    whole = _confirmed(shown.key, stated)
    if whole is not None:
        return Stated(value=whole.text, method=whole.method, raw=whole.raw), shown.block.position
    text = without_site(shown.block.text, names)
    return Stated(value=_without_kicker(text, stated), method=method, raw=shown.block.text), shown.block.position


class _Heading(NamedTuple):
    block: Block
    key: str


def _headings(tree: Tree, names: frozenset[str], *, top: bool) -> Iterator[_Heading]:
    """Headings that may be a title: none of a menu or list, none that is the site's name. top: of level 1 only."""
    heading = BlockKind.HEADING
    for block in tree.blocks:
        if block.kind is not heading or (top and block.level != 1) or len(block.text) > _LONGEST:
            continue
        if not tree.places.within(block.context, _LISTED):
            key = fold(block.text)
            if key and key.replace(" ", "") not in names:
                yield _Heading(block, key)


def _shown(tree: Tree, names: frozenset[str], stated: Sequence[Headline], url: str) -> _Heading | None:
    """The heading that shows the title, None if what is stated must do."""
    tops = [(_likeness(h.key, stated), h) for h in _headings(tree, names, top=True)]
    own = [(alike, h) for alike, h in tops if h.block.link_density < _LINK or alike > _SAME]
    alike, best = max(own, key=lambda found: (found[0], -found[1].block.position), default=(0.0, None))
    if best and (alike >= _ALIKE or not stated):
        return best
    keys = {headline.key for headline in stated}
    ends = tuple(f" {key}" for key in keys)
    same = next((h for h in _headings(tree, names, top=False) if h.key in keys or h.key.endswith(ends)), None)
    if same is not None:
        return same
    return best if best and not _unlike(best.key, alike, stated, url) else None


def _unlike(key: str, alike: float, stated: Sequence[Headline], url: str) -> bool:
    """Whether a heading has little of any stated title, or less of the address's words than that has."""
    slug = fold(slug_of(url))
    nearer = max(overlap(slug, headline.key) for headline in stated) - overlap(slug, key)
    return alike < _UNLIKE or nearer >= _NEARER


def _confirmed(key: str, stated: Sequence[Headline]) -> Headline | None:
    """A title that the two best sources state, which is the heading after a kicker: «Kenya: Nairobi from below»."""
    agreed = len(stated) > 1 and stated[0].key == stated[1].key and stated[0].key.endswith(f" {key}")
    return stated[0] if agreed and _KICKER_MARK.search(stated[0].text) else None


def _only_stated(blocks: Sequence[Block], stated: Sequence[Headline]) -> tuple[Stated | None, int | None]:
    if not stated:
        return None, None
    best = stated[0]
    at = next((block.position for block in blocks if len(block.text) < 400 and fold(block.text) == best.key), None)
    return Stated(value=best.text, method=best.method, raw=best.raw), at


def _without_kicker(text: str, stated: Sequence[Headline]) -> str:
    """The end of a heading that is a stated title, after a short kicker: «Premier League City beat Town».

    A heading that is itself stated to the letter has none.
    """
    if any(text == other.text for other in stated):
        return text
    whole = fold(text)
    for other in stated:
        kicker = len(whole) - len(other.key) - 1
        if other.key.count(" ") > 1 and whole.endswith(" " + other.key) and _KICKER[0] < kicker < _KICKER[1]:
            return text[-len(other.text) :] if text.endswith(other.text) else other.text
    return next((other.text for other in stated if _is_run_together(text, whole, other)), text)


def _is_run_together(text: str, key: str, other: Headline) -> bool:
    """Whether a heading is a stated title without the space or mark after its kicker: «PoliticsCity beats town»."""
    if key.replace(" ", "") != other.key.replace(" ", ""):
        return False
    return key != other.key or (not _KICKER_MARK.search(text) and bool(_KICKER_MARK.search(other.text)))


def _likeness(key: str, stated: Iterable[Headline]) -> float:
    return max((overlap(key, other.key) for other in stated), default=0.0)


def overlap(one: str, other: str) -> float:
    """0 to 1: how many words two folded texts share."""
    mine, theirs = set(one.split()), set(other.split())
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


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
