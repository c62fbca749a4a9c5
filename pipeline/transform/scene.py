"""What is known of a page before its blocks are labelled: the title, the container, and what each element's name says.

An element's name or tag never speaks for an element that holds the container, nor inside it for one that holds more
than a third of its prose: on a third of all sites some ancestor of the article carries a word of boilerplate
(`has-comments`, `content-sidebar-wrap`, `category-politics`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.models import Label
from pipeline.transform.contexts import Contexts
from pipeline.transform.tree import ROOT, Mass, Tree, goodness
from pipeline.transform.vocabulary import HINTS, NAMED, QUOTE_TERMS

_NAMED_TERMS = frozenset(NAMED)
_THIRD = 1 / 3
_LINKED = 0.4  # share of an element's text inside links that makes it a link list


class Word(NamedTuple):
    """What an element says of the text in it, and which rule heard it."""

    label: Label
    rule: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules are given.

    words[i]: what element i or the best-ranking of its ancestors says, or None. first, last: first and last block of
    prose in the container (-1, -1 without any). title, description: folded texts to compare with.
    """

    tree: Tree
    container: int
    title_block: int | None
    title: str
    description: str
    words: Sequence[Word | None]
    first: int
    last: int

    def inside(self, position: int) -> bool:
        return self.tree.starts[self.container] <= position < self.tree.ends[self.container]

    def word(self, position: int) -> Word | None:
        return self.words[self.tree.blocks[position].home]


def prose_range(tree: Tree, container: int, figures: Sequence[float]) -> tuple[int, int]:
    """Positions of the first and last block of prose in the container."""
    found = [at for at in range(tree.starts[container], tree.ends[container]) if figures[at] > 0]
    return (found[0], found[-1]) if found else (-1, -1)


def element_words(tree: Tree, container: int, first: int) -> list[Word | None]:
    """For every element what its name, its tag or those of its ancestors say. first: the first block of prose in the
    container.

    If the names would take more than half of the container's prose, they mean something else on this site: tags and
    comments alone speak.
    """
    figures = [goodness(block) for block in tree.blocks]
    words = _words(tree, container, figures, first, names=True)
    start, end = tree.starts[container], tree.ends[container]
    taken = sum(
        figures[at]
        for at in range(start, end)
        if figures[at] and (word := words[tree.blocks[at].home]) and not word.rule.startswith("hint:")
    )
    if taken > 0.5 * sum(figures[start:end]):
        words = _words(tree, container, figures, first, names=False)
    return words


def _words(tree: Tree, container: int, figures: Sequence[float], first: int, *, names: bool) -> list[Word | None]:
    mass = Mass(tree, figures)
    lengths = Mass(tree, [float(len(block.text)) for block in tree.blocks])
    linked = Mass(tree, [len(block.text) * block.link_density for block in tree.blocks])
    limit = mass.of(container) * _THIRD
    first_in, end_in = tree.starts[container], tree.ends[container]
    words: list[Word | None] = [None]
    may_speak: dict[int, bool] = {}
    for index in range(ROOT + 1, len(tree.parents)):
        inherited = words[tree.parents[index]]
        start, end, context = tree.starts[index], tree.ends[index], tree.contexts[index]
        if start == end:
            words.append(inherited)
            continue
        speaks = may_speak.get(context)
        if speaks is None:
            speaks = may_speak[context] = _may_speak(tree.places, context)
        if not speaks:
            words.append(inherited)
            continue
        own = None
        wraps = start <= first_in and end >= end_in and tree.holds(index, container)
        if not wraps:
            inside = first_in <= start and end <= end_in
            prose = mass.of(index)
            link_list = linked.of(index) >= _LINKED * lengths.of(index)
            hints = not inside or (names and (prose == 0 or link_list))
            own = _own_word(tree.places, context, hints=hints, inside=inside, prose=prose > 0)
            comments = own is not None and own.label is Label.COMMENTS
            if (
                inside
                and not (comments and not start <= first < end)
                and (prose > limit or not (names or _by_structure(own)))
            ):
                own = None
        words.append(_stronger(inherited, own))
    return words


def _may_speak(places: Contexts, context: int) -> bool:
    """Whether anything about an element is in a table: a cheap question that most elements answer with no."""
    return (
        places.tags[context] in _TELLING_TAGS
        or places.marks[context] is not None
        or not places.terms(context).isdisjoint(_TELLING_TERMS)
    )


def _by_structure(word: Word | None) -> bool:
    return word is not None and not word.rule.startswith(("named:", "hint:"))


def _stronger(inherited: Word | None, own: Word | None) -> Word | None:
    if inherited is None or own is None:
        return inherited or own
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


def _own_word(places: Contexts, context: int, *, hints: bool, inside: bool, prose: bool) -> Word | None:
    terms = places.terms(context)
    named = [(NAMED[term], term) for term in terms & _NAMED_TERMS]
    if named and not (terms & QUOTE_TERMS):
        label, term = min(named, key=lambda found: (_rank(found[0]), found[1]))
        return Word(label, f"named:{term.replace(' ', '-')}")
    by_tag = _by_tag(places, context, inside=inside, prose=prose, hints=hints)
    if by_tag is not None:
        return by_tag
    hinted = [(HINTS[term], term) for term in terms if term in HINTS] if hints else []
    if hinted and not (inside and places.tags[context] in ("p", "h2", "h3", "h4", "li", "blockquote", "table")):
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
_ROLE_LABELS = {
    **dict.fromkeys(
        ("navigation", "search", "contentinfo", "menu", "banner", "menubar", "toolbar", "tablist"), Label.NAVIGATION
    ),
    **dict.fromkeys(("dialog", "alertdialog", "tooltip"), Label.OTHER),
}


def _by_tag(places: Contexts, context: int, *, inside: bool, prose: bool, hints: bool) -> Word | None:
    tag, mark = places.tags[context], places.marks[context]
    if tag in _TAG_LABELS:
        return Word(_TAG_LABELS[tag], f"tag:{tag}")
    if mark in _ROLE_LABELS:
        return Word(_ROLE_LABELS[mark], f"role:{mark}")
    if mark == "nosnippet":
        return Word(Label.OTHER, "data-nosnippet")
    # Inside an article a footer may be a correction notice, an aside a pull quote or a call-out: prose stays.
    if tag == "footer" and not (inside and prose):
        return Word(Label.NAVIGATION, "tag:footer")
    if tag == "aside" and (not inside or hints):
        return Word(Label.OTHER, "tag:aside")
    return None
