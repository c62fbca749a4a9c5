"""What author boxes know, from their blocks: the same for HTML and scraped text."""

import re
from collections.abc import Iterator, Sequence

from pipeline.models import AuthorBox, BlockKind, Label
from pipeline.transform.labelling.phrases import AUTHOR_HEAD, ROLES
from pipeline.transform.labelling.scene import Word
from pipeline.transform.page.normalise import fold
from pipeline.transform.page.tree import ROOT, Block, Tree

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
    return len(block.text) <= 60 and _has_term(tree, block, _NAME_TERMS) and not _LINK_TEXT.match(block.text)


def _has_term(tree: Tree, block: Block, terms: frozenset[str]) -> bool:
    near = (block.home, max(tree.parents[block.home], ROOT))
    return any(not tree.terms(index).isdisjoint(terms) for index in near)


def _box(tree: Tree, run: Sequence[Block]) -> AuthorBox | None:
    """Name, role and bio: by class where there is one, else first short line, a role's word, the long text."""
    lines = [block for block in run if not AUTHOR_HEAD.match(block.text.casefold())]
    name = next((b for b in lines if _is_name(tree, b)), None)
    role = next((b for b in lines if b is not name and _is_role(tree, b)), None)
    if name is None:
        name = next(
            (b for b in lines if b is not role and len(b.text) <= 60 and not b.text.endswith((".", ":", "。"))), None
        )
    rest = [
        b.text
        for b in lines
        if b is not name and b is not role and (len(b.text) > 60 or b.text.endswith((".", "!", "。")))
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
