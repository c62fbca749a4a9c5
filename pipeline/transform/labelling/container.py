"""Which element holds the article: the lowest one that holds nearly all of the page's prose.

From the body down, always into the child with most prose, as long as that child holds nearly all of it, or holds more
than half and is named like an article's body while its siblings look like something else. Prose under elements that
are named or tagged as boilerplate does not count, unless such an element holds most of the page: then its name
describes a wrapper.
"""

from collections.abc import Iterator, Sequence

from pipeline.models import Label
from pipeline.transform.labelling.vocabulary import CONTAINER_TERMS, NAMED, POSITIVE_TERMS
from pipeline.transform.page.tree import ROOT, Mass, Tree

_NEARLY_ALL = 0.8
_MOST = 0.5
_LEAST = 0.25  # of the longest article's prose, for the one under the page's title
_TOO_LITTLE = 0.3
_BOX = 0.4  # of the page's prose: a box named like boilerplate that holds more is a wrapper
_THREAD = 0.97  # comments may be much longer than what they comment on
_STRAY = 0.15  # share of prose that may stay outside when going down by name
_BODY_TERMS = CONTAINER_TERMS | POSITIVE_TERMS
_KINDRED = 0.5  # share of names that two elements of one kind have in common
_SIDE_TAGS = frozenset(
    ("nav", "footer", "aside", "form", "address", "button", "label", "select", "option", "figure", "figcaption")
)


def prose(tree: Tree, raw: Sequence[float], title_block: int | None) -> list[float]:
    """`raw`, the goodness by block, with 0 for blocks in boxes that are boilerplate by name or tag."""
    figures = _without_boxes(tree, raw, title_block, names=True)
    # Where the names would take nearly everything they mean something else on this site.
    return figures if sum(figures) >= _TOO_LITTLE * sum(raw) else _without_boxes(tree, raw, title_block, names=False)


def _without_boxes(tree: Tree, raw: Sequence[float], title_block: int | None, *, names: bool) -> list[float]:
    mass = Mass(tree, raw)
    figures = list(raw)
    covered = 0
    told: dict[int, tuple[bool, bool]] = {}
    for index in range(ROOT + 1, len(tree.parents)):
        start, end, context = tree.starts[index], tree.ends[index], tree.contexts[index]
        if start == end or end <= covered or mass.of(index) == 0:
            continue
        if title_block is not None and start <= title_block < end:
            continue
        if context not in told:
            said = {NAMED[term] for term in tree.terms(index) if term in NAMED}
            comments = Label.COMMENTS in said
            told[context] = tree.tag(index) in _SIDE_TAGS or (bool(said) if names else comments), comments
        side, comments = told[context]
        if side and mass.of(index) < (_THREAD if comments else _BOX) * mass.total:
            figures[start:end] = [0.0] * (end - start)
            covered = end
    return figures


def find_container(tree: Tree, figures: Sequence[float], title_block: int | None = None) -> int:
    """Index of the element that holds the article's text; the body if nothing better is found."""
    mass = Mass(tree, figures)
    stated = _stated(tree, mass)
    children = _children(tree, mass)
    current = ROOT if stated is None else stated
    while True:
        below = children.get(current, ())
        best = max(below, key=mass.of, default=None)
        titled = _titled(tree, mass, below, best, title_block)
        if titled is not None:
            current = titled
            continue
        if best is None or not _may_enter(tree, mass, current, best, below):
            return current
        current = best


def _titled(tree: Tree, mass: Mass, below: Sequence[int], best: int | None, title_block: int | None) -> int | None:
    """The child with the title, where another article on the page is longer than the one under the title."""
    if best is None or title_block is None or _holds_block(tree, best, title_block):
        return None
    if "article" not in _tags_within(tree, best):
        return None
    for child in below:
        if _holds_block(tree, child, title_block) and mass.of(child) > _LEAST * mass.of(best):
            return child
    return None


def _holds_block(tree: Tree, element: int, block: int) -> bool:
    return tree.starts[element] <= block < tree.ends[element]


def _tags_within(tree: Tree, element: int) -> Iterator[str]:
    """Tags of the element and those below it: they follow it in document order and stand deeper."""
    depth = tree.depth(element)
    yield tree.tag(element)
    for other in range(element + 1, len(tree.parents)):
        if tree.depth(other) <= depth:
            return
        yield tree.tag(other)


def _stated(tree: Tree, mass: Mass) -> int | None:
    """The element marked `itemprop=articleBody`, if it holds a good part of the prose."""
    marked = [m.element for m in tree.marks if (m.attributes.get("itemprop") or "").lower() == "articlebody"]
    best = max(marked, key=mass.of, default=None)
    return best if best is not None and mass.of(best) > 0.4 * mass.total else None


def _children(tree: Tree, mass: Mass) -> dict[int, list[int]]:
    """Elements that hold prose, by parent."""
    children: dict[int, list[int]] = {}
    for index in range(ROOT + 1, len(tree.parents)):
        if tree.starts[index] != tree.ends[index] and mass.of(index) > 0:
            children.setdefault(tree.parents[index], []).append(index)
    return children


def _may_enter(tree: Tree, mass: Mass, current: int, best: int, below: Sequence[int]) -> bool:
    share = mass.of(best) / mass.of(current)
    if tree.ends[best] - tree.starts[best] < 2 and tree.tag(best) in (
        "p",
        "span",
        "li",
        "a",
        "td",
        "font",
        "b",
        "strong",
        "em",
    ):
        return False
    if share >= _NEARLY_ALL and not _cuts_off(tree, mass, best, below, _NEARLY_ALL):
        return True
    named = tree.tag(best) in ("article", "main") or not tree.terms(best).isdisjoint(_BODY_TERMS)
    return named and share >= _MOST and not _cuts_off(tree, mass, best, below, _STRAY)


def _cuts_off(tree: Tree, mass: Mass, best: int, below: Sequence[int], limit: float) -> bool:
    """Whether going into `best` would leave text behind: bare paragraphs, or siblings of the same shape."""
    left = 0.0
    for sibling in below:
        if sibling != best and (_alike(tree, sibling, best) or tree.tag(sibling) in ("p", "ul", "ol", "blockquote")):
            left += mass.of(sibling)
    return left > min(limit, _STRAY) * mass.of(best)


def _alike(tree: Tree, one: int, other: int) -> bool:
    """Whether two elements are of one kind by tag and names; page builders add an id of its own to each."""
    if tree.tag(one) != tree.tag(other):
        return False
    mine, theirs = tree.terms(one), tree.terms(other)
    return mine == theirs or len(mine & theirs) > _KINDRED * len(mine | theirs)
