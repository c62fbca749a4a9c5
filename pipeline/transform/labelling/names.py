"""What the names and tags of elements say of the text in them.

They never speak for an element that holds the container, nor inside it for one that holds more than a third of its
prose: on a third of all sites some ancestor of the article carries a word of boilerplate (`has-comments`,
`content-sidebar-wrap`, `category-politics`).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.models import Label
from pipeline.transform.labelling.scene import Word
from pipeline.transform.labelling.vocabulary import HINTS, NAMED, QUOTE_TERMS
from pipeline.transform.page.contexts import CHROME, Contexts
from pipeline.transform.page.tree import ROOT, Mass, Tree

_NAMED_TERMS = frozenset(NAMED)
_THIRD = 1 / 3
_REMEMBERED = 1_000  # answers; pages ask the same again and again
_LINKED = 0.4  # share of an element's text inside links that makes it a link list
_MOST = 0.5  # of the container's prose


def element_words(tree: Tree, container: int, first: int, raw: Sequence[float]) -> list[Word | None]:
    """For every element what its name, its tag or those of its ancestors say.

    first: the first block of prose in the container. raw: goodness by block, whatever box it stands in. If the names
    would take more than half of the container's prose, they mean something else on this site: tags and comments alone
    speak.
    """
    words = _words(tree, container, raw, first, names=True)
    start, end = tree.starts[container], tree.ends[container]
    taken = sum(
        raw[at]
        for at in range(start, end)
        if raw[at] and (word := words[tree.blocks[at].home]) and not word.rule.startswith("hint:")
    )
    if taken > _MOST * sum(raw[start:end]):
        words = _words(tree, container, raw, first, names=False)
    return words


def _words(tree: Tree, container: int, raw: Sequence[float], first: int, *, names: bool) -> list[Word | None]:
    mass = Mass(tree, raw)
    lengths = Mass(tree, [len(block.text) for block in tree.blocks])
    linked = Mass(tree, [len(block.text) * block.link_density for block in tree.blocks])
    limit = mass.of(container) * _THIRD
    first_in, end_in = tree.starts[container], tree.ends[container]
    starts, ends, contexts, parents = tree.starts, tree.ends, tree.contexts, tree.parents
    said: dict[tuple[int, bool, bool, bool], Word | None] = {}
    silent: dict[int, bool] = {}
    words: list[Word | None] = [None]
    for index in range(ROOT + 1, len(parents)):
        inherited = words[parents[index]]
        words.append(inherited)
        start, end, context = starts[index], ends[index], contexts[index]
        if start == end:
            continue
        mute = silent.get(context)
        if mute is None:
            mute = silent[context] = not _may_speak(tree.places, context)
        if mute or (start <= first_in and end >= end_in and tree.holds(index, container)):
            continue
        inside = first_in <= start and end <= end_in
        prose = mass.of(index)
        hints = not inside or (names and (prose == 0 or linked.of(index) >= _LINKED * lengths.of(index)))
        key = (context, hints, inside, prose > 0)
        if key not in said:
            said[key] = _own_word(_own(tree.places, context), hints=hints, inside=inside, prose=prose > 0)
        own = said[key]
        if own is None:
            continue
        doubtful = inside and (prose > limit or not (names or _by_structure(own)))
        if own.label is Label.TOC and prose > 0 and linked.of(index) < _LINKED * lengths.of(index):
            continue  # `toc` also names the body that a table of contents was made for
        if not doubtful or (own.label is Label.COMMENTS and not start <= first < end):
            words[index] = _stronger(inherited, own)
    return words


def _may_speak(places: Contexts, context: int) -> bool:
    """Whether anything about an element is in a table: a cheap question that most elements answer with no."""
    return (
        places.tags[context] in _TELLING_TAGS
        or places.marks[context] is not None
        or not places.terms(context).isdisjoint(_TELLING_TERMS)
    )


def _by_structure(word: Word) -> bool:
    return not word.rule.startswith(("named:", "hint:"))


@lru_cache(_REMEMBERED)
def _stronger(inherited: Word | None, own: Word) -> Word:
    if inherited is None:
        return own
    if own.rule.startswith("hint:") != inherited.rule.startswith("hint:"):
        return inherited if own.rule.startswith("hint:") else own
    return own if _rank(own.label) < _rank(inherited.label) else inherited


def _rank(label: Label) -> int:
    return _ORDER.get(label, len(_ORDER))


# Outranks what stands around it: comments hold bylines, author boxes share icons, footers anything.
_ORDER = {
    label: rank
    for rank, label in enumerate(
        (
            Label.COMMENTS,
            Label.RATING_WIDGET,
            Label.CONSENT,
            Label.TOC,
            Label.NEWSLETTER,
            Label.PAYWALL,
            Label.SHARE_BAR,
            Label.RELATED,
            Label.ADVERTISEMENT,
            Label.TAGS,
            Label.AUTHOR_BOX,
            Label.BYLINE,
            Label.DATE,
            Label.PLAYER,
            Label.CAPTION,
            Label.LEGAL,
            Label.NAVIGATION,
            Label.OTHER,
        )
    )
}


class Own(NamedTuple):
    """What an element says of itself that is in a table: few, short things, since they are remembered."""

    tag: str
    terms: frozenset[str]
    mark: str | None


def _own(places: Contexts, context: int) -> Own:
    tag, mark = places.tags[context], places.marks[context]
    return Own(tag[:_LONGEST_TAG], places.terms(context) & _KNOWN_TERMS, mark if mark in _TELLING_MARKS else None)


@lru_cache(_REMEMBERED)
def _own_word(own: Own, *, hints: bool, inside: bool, prose: bool) -> Word | None:
    terms = own.terms
    named = [(NAMED[term], term) for term in terms & _NAMED_TERMS]
    if named and not (terms & QUOTE_TERMS):
        label, term = min(named, key=lambda found: (_rank(found[0]), found[1]))
        return Word(label, f"named:{term.replace(' ', '-')}")
    by_tag = _by_tag(own, inside=inside, prose=prose, hints=hints)
    if by_tag is not None:
        return by_tag
    hinted = [(HINTS[term], term) for term in terms if term in HINTS] if hints else []
    if hinted and not (inside and own.tag in ("p", "h2", "h3", "h4", "li", "blockquote", "table")):
        label, term = min(hinted, key=lambda found: (_rank(found[0]), found[1]))
        return Word(label, f"hint:{term.replace(' ', '-')}")
    return None


_TAG_LABELS = {
    **dict.fromkeys(
        ("nav", "button", "label", "fieldset", "select", "option", "textarea", "legend", "menu", "form"),
        Label.NAVIGATION,
    ),
    "address": Label.BYLINE,
    "time": Label.DATE,
    "video": Label.PLAYER,
    "audio": Label.PLAYER,
    "dialog": Label.OTHER,
}
_TELLING_TAGS = frozenset(("footer", "aside", *_TAG_LABELS))
_TELLING_TERMS = frozenset(NAMED) | frozenset(HINTS)
_KNOWN_TERMS = _TELLING_TERMS | QUOTE_TERMS
_ROLE_LABELS = {
    **dict.fromkeys(
        ("navigation", "search", "contentinfo", "menu", "banner", "menubar", "toolbar", "tablist"), Label.NAVIGATION
    ),
    **dict.fromkeys(("dialog", "alertdialog", "tooltip"), Label.OTHER),
}
_TELLING_MARKS = frozenset((*_ROLE_LABELS, "nosnippet", CHROME))
_LONGEST_TAG = 40  # characters; custom elements may be called anything


def _by_tag(own: Own, *, inside: bool, prose: bool, hints: bool) -> Word | None:
    tag, mark = own.tag, own.mark
    if tag in _TAG_LABELS:
        return Word(_TAG_LABELS[tag], f"tag:{tag}")
    if mark in _ROLE_LABELS:
        return Word(_ROLE_LABELS[mark], f"role:{mark}")
    if mark == "nosnippet":
        return Word(Label.OTHER, "data-nosnippet")
    # Inside an article a footer may be a correction notice, an aside a pull quote or a call-out: prose stays.
    if mark == CHROME or (tag == "footer" and not (inside and prose)):
        return Word(Label.NAVIGATION, f"tag:{tag}")
    if tag == "aside" and (not inside or hints):
        return Word(Label.OTHER, "tag:aside")
    return None
