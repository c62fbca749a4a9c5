"""What rating widgets and author boxes know, from their blocks: the same for HTML and scraped text."""

import re
from collections.abc import Iterator, Sequence

from pipeline.models import AuthorBox, BlockKind, Label, Rating
from pipeline.transform.normalise import fold
from pipeline.transform.phrases import AUTHOR_HEAD, ROLES
from pipeline.transform.scene import Word
from pipeline.transform.tree import ROOT, Block, Tree

_COUNT = r"(?<!\d)\d{1,9}(?!\d)"  # longer numbers count nothing, and int() refuses the longest
_NUMBER = rf"({_COUNT}(?:[.,]{_COUNT})?)"
# value, best and count by name; texts of the plugins' default settings.
_RATINGS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"average rating:? (?P<value>{_NUMBER})? ?/ ?(?P<best>{_COUNT})\.? vote count:? ?(?P<count>{_COUNT})?",
        rf"(?P<value>{_NUMBER}) ?/ ?(?P<best>{_COUNT}) ?- ?\((?P<count>{_COUNT}) votes?\)",
        rf"\(?(?P<count>{_COUNT}) votes?, average: (?P<value>{_NUMBER}) out of (?P<best>{_COUNT})",
        rf"rating: (?P<value>{_NUMBER}) ?/ ?(?P<best>{_COUNT})\. from (?P<count>{_COUNT}) votes?",
        rf"\[?total: (?P<count>{_COUNT}) average: (?P<value>{_NUMBER})(?: ?/ ?(?P<best>{_COUNT}))?",
    )
)
_NO_VOTES = re.compile(r"no votes (so far|yet)|no ratings yet|be the first to rate")


def rating_of(blocks: Sequence[Block], words: Sequence[Word]) -> Rating | None:
    """The readers' rating. No votes is no rating: value None, count 0. None without a widget or its numbers."""
    texts = [b.text.casefold() for b, word in zip(blocks, words, strict=True) if word.label is Label.RATING_WIDGET]
    whole = " ".join(texts)
    for pattern in _RATINGS:
        found = pattern.search(whole)
        if found:
            return _rating(found["value"], found["count"], found["best"])
    return Rating(value=None, count=0) if _NO_VOTES.search(whole) else None


def _rating(value: str | None, count: str | None, best: str | None) -> Rating:
    votes = int(count) if count else None
    known = float(value.replace(",", ".")) if value and votes != 0 else None
    return Rating(value=known or None, count=votes, best=float(best) if best else None)


_NAME_TERMS = frozenset(
    ("name", "fn", "authorname", "author name", "display name", "author title", "tdb author", "box name")
)
_ROLE_TERMS = frozenset(("role", "job", "position", "jobtitle", "job title", "funktion"))
_LINK_TEXT = re.compile(
    r"(see|view|more|all|mehr|alle|read|follow|latest|website|x|twitter|facebook|linkedin|email)\b.{0,40}$",
    re.IGNORECASE,
)


def author_boxes(tree: Tree, words: Sequence[Word]) -> tuple[AuthorBox, ...]:
    """One box a run of author-box blocks, split where the markup has several boxes side by side."""
    found = (_box(tree, run) for run in _runs(tree, words))
    return tuple({box: None for box in found if box is not None})


def _runs(tree: Tree, words: Sequence[Word]) -> Iterator[list[Block]]:
    run: list[Block] = []
    for block in tree.blocks:
        if words[block.position].label is not Label.AUTHOR_BOX:
            if run and words[block.position].label is not Label.SHARE_BAR:
                yield run
                run = []
            continue
        if run and _is_name(tree, block) and any(_is_name(tree, other) for other in run):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _is_name(tree: Tree, block: Block) -> bool:
    return _has_term(tree, block, _NAME_TERMS) and len(block.text) <= 60


def _has_term(tree: Tree, block: Block, terms: frozenset[str]) -> bool:
    near = (block.home, max(tree.parents[block.home], ROOT))
    return any(not tree.terms(index).isdisjoint(terms) for index in near)


def _box(tree: Tree, run: Sequence[Block]) -> AuthorBox | None:
    """Name, role and bio: by class where there is one, else first short line, a role's word, the long text."""
    lines = [block for block in run if not AUTHOR_HEAD.match(block.text.casefold())]
    name = next((b for b in lines if _is_name(tree, b)), None)
    role = next((b for b in lines if b is not name and _is_role(tree, b)), None)
    if name is None:
        name = next((b for b in lines if b is not role and len(b.text) <= 60 and not b.text.endswith((".", ":"))), None)
    rest = [
        b.text for b in lines if b is not name and b is not role and (len(b.text) > 60 or b.text.endswith((".", "!")))
    ]
    bio = " ".join(text for text in rest if not _LINK_TEXT.match(text)) or None
    told = role is not None or bio is not None or (name is not None and _is_name(tree, name))
    if not told:  # a lone line that nothing marks as a name: a date among a teaser's `author-links`
        return None
    links = name.links if name is not None else ()
    return AuthorBox(name=_name_text(name), role=role.text if role else None, bio=bio, link=links[0] if links else None)


def _name_text(name: Block | None) -> str | None:
    return re.sub(r"^about (the author:? )?", "", name.text, flags=re.IGNORECASE) or None if name else None


def _is_role(tree: Tree, block: Block) -> bool:
    if len(block.text) > 60 or block.kind is BlockKind.HEADING:
        return False
    return _has_term(tree, block, _ROLE_TERMS) or fold(block.text) in ROLES
