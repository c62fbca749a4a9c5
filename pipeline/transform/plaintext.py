"""Scraped text without markup: its lines become the same tree of blocks that a page becomes.

A line is one of: the title (the first line), a heading (short, no end of sentence, prose below it), a list item
(short lines after a line that
ends in a colon), a paragraph. Numbered headings are left to `headings`, boilerplate to the same labels as on a page.
"""

from collections.abc import Sequence

from pipeline.models import BlockKind
from pipeline.transform.labelling.headings import is_numbered_line, is_prose
from pipeline.transform.labelling.phrase_index import phrase_of
from pipeline.transform.labelling.phrases import AUTHOR_HEAD
from pipeline.transform.page.contexts import NOWHERE, Contexts
from pipeline.transform.page.normalise import normalise, words_of
from pipeline.transform.page.tree import ROOT, Block, Tree

_LONGEST_HEADING = 120  # characters
_LONGEST_ITEM = 160
_BOX_LINES = 3  # name, role and bio after «About the Author» are no headings


def read_text(text: str, language: str | None = None) -> Tree:
    """The tree of a text: one element a line, named for its number."""
    lines = [line for raw in text.splitlines() if (line := normalise(raw, language))]
    places = Contexts()
    body = places.of((NOWHERE, "body", None, None, None))
    contexts = [places.of((body, f"line[{at + 1}]", None, None, None)) for at in range(len(lines))]
    blocks = [
        Block(at, kind, line, level, 0.0, 0.0, at + 1, contexts[at], ())
        for at, (line, (kind, level)) in enumerate(zip(lines, _kinds(lines), strict=True))
    ]
    return Tree(
        parents=[NOWHERE, *[ROOT] * len(lines)],
        contexts=[body, *contexts],
        starts=[0, *range(len(lines))],
        ends=[len(lines), *range(1, len(lines) + 1)],
        places=places,
        blocks=blocks,
        marks=(),
    )


def _kinds(lines: Sequence[str]) -> list[tuple[BlockKind, int]]:
    kinds: list[tuple[BlockKind, int]] = []
    in_list = False
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else ""
        if at == 0 and len(line) <= 300:
            kinds.append((BlockKind.HEADING, 1))
            continue
        in_list = (in_list or lines[at - 1].endswith(":")) and _may_be_item(line, lines[at - 1], in_list=in_list)
        if in_list and not _heads_next(line, lines[at - 1], after):
            kinds.append((BlockKind.LIST_ITEM, 0))
            continue
        in_list = False
        in_box = any(AUTHOR_HEAD.match(before.casefold()) for before in lines[max(0, at - _BOX_LINES) : at])
        announced = in_box or lines[at - 1].endswith(":")
        kinds.append((BlockKind.HEADING, 2) if not announced and _is_heading(line, after) else (BlockKind.PARAGRAPH, 0))
    return kinds


def _may_be_item(line: str, before: str, *, in_list: bool) -> bool:
    if in_list and before.endswith(":"):
        return False
    return (
        len(line) <= _LONGEST_ITEM
        and not line.endswith((".", ":", "?", "!"))
        and not is_numbered_line(line)
        and not _is_boilerplate(line)
    )


def _heads_next(line: str, before: str, after: str) -> bool:
    """A heading right after a list: it is written in title case and the items are not."""
    return not before.endswith(":") and _title_case(line) and not _title_case(before) and _is_heading(line, after)


def _title_case(line: str) -> bool:
    long = [word for word in words_of(line) if len(word) > 3]
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _is_heading(line: str, after: str) -> bool:
    if len(line) > _LONGEST_HEADING or line.endswith((".", ",", ";", ":", "!", "…", '"', "”")) or not after:
        return False
    if is_numbered_line(line) or _is_boilerplate(line) or _is_boilerplate(after):
        return False
    return is_prose(after)


def _is_boilerplate(line: str) -> bool:
    text = line.casefold()
    return bool(AUTHOR_HEAD.match(text)) or phrase_of(text) is not None
