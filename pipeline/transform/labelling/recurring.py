"""Blocks that other pages of the source have too: boilerplate that neither its markup nor its words give away.

How much evidence a block needs depends on what would be lost. Outside the article's own prose (before the first and
after the last block of prose that is new) a text goes that stands on 15% of the other pages, and on three: boxes differ
by author and by department. There, too, goes a short line whose shape (numbers and dates aside) stands on half of the
pages. Between own paragraphs a text must itself stand on half of the pages: a paragraph of background that an editor
pastes into several articles is theirs, unless it stands between two boxes with nothing new beside it.

A heading is never taken for being frequent: «Conclusion» may stand on every page, and heads something new on each. It
goes if nothing of what it heads is left, or if the box that follows it goes and is on as many pages as the heading:
what comes after the box is the article's text, going on. A table goes as a whole or not at all, since its rows look
alike. An article's opening, which its teasers elsewhere have too, is recognised by the title that they have with it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, takewhile

from pipeline.models import BlockKind, Label
from pipeline.transform.labelling.headings import BOLD_LEVEL
from pipeline.transform.labelling.memory import Others, SiteMemory, comparable, exact_key, other_pages, shape_key
from pipeline.transform.labelling.scene import Scene, Word
from pipeline.transform.page.tree import Block, ends_a_sentence, goodness

LEAST_PAGES = 3
SOME = 0.15
MOST = 0.5
_TOGETHER = 0.1  # shares that differ by less may be those of two parts of a box

_SEEN = Word(Label.OTHER, "site_memory")
_KEPT = (Label.CONTENT, Label.STANDFIRST)


@dataclass(frozen=True, slots=True)
class _Share:
    """On what share of the other pages a block's text stands, 0 if on fewer than `LEAST_PAGES`; shape: its like."""

    exact: float = 0.0
    shape: float = 0.0

    @property
    def on_most(self) -> bool:
        return self.exact >= MOST

    @property
    def known(self) -> bool:
        return self.exact >= SOME or self.shape >= MOST


def seen_before(words: list[Word], scene: Scene, memory: SiteMemory, page_url: str) -> list[Word]:
    """The words, with rule `site_memory` for blocks of the text (or standfirst) that the memory knows as boilerplate.

    page_url: the canonical one of this page, under which it may be in the memory itself.
    """
    blocks = scene.tree.blocks
    kept = [at for at, word in enumerate(words) if word.label in _KEPT]
    found = _shares([blocks[at] for at in kept], _openings(words, scene), scene.title, memory, page_url)
    if not any(share.known for share in found.values()):
        return words
    own = _own_prose(found, blocks)
    out = list(words)
    for at in _recurring(found, own, blocks):
        out[at] = _SEEN
    _take_headings(out, found, own, blocks)
    return out


def _openings(words: Sequence[Word], scene: Scene) -> set[int]:
    """Positions of the standfirst and of the first prose after the title, which teasers of the article have."""
    title = -1 if scene.title_block is None else scene.title_block
    prose = (
        block.position
        for block in scene.tree.blocks[title + 1 :]
        if words[block.position].label is Label.CONTENT and goodness(block) > 0
    )
    shown = (at for at, word in enumerate(words) if word.label is Label.STANDFIRST)
    return {*shown, *islice(prose, 1)}


def _own_prose(found: Mapping[int, _Share], blocks: Sequence[Block]) -> range:
    """From the first to the last block of prose that is new; the whole page if none is."""
    new = [at for at, share in found.items() if not share.known and goodness(blocks[at]) > 0]
    return range(new[0], new[-1] + 1) if new else range(len(blocks))


def _shares(
    blocks: Sequence[Block], openings: Collection[int], title: str, memory: SiteMemory, page_url: str
) -> dict[int, _Share]:
    """By position."""
    texts = [comparable(block.text, title) for block in blocks]
    exact = [exact_key(text) for text in texts]
    prose = [(key, len(b.text)) for key, b in zip(exact, blocks, strict=True) if key is not None and goodness(b) > 0]
    others = other_pages(memory, page_url, prose)
    return {
        block.position: _Share()
        if block.position in openings and others.only_beside(title, key)
        else _Share(_share(others, key), _share(others, shape_key(text)))
        for block, key, text in zip(blocks, exact, texts, strict=True)
    }


def _share(others: Others, key: int | None) -> float:
    seen = others.seen(key)
    return seen / len(others.pages) if seen >= LEAST_PAGES else 0.0


def _recurring(found: Mapping[int, _Share], own: range, blocks: Sequence[Block]) -> set[int]:
    """Positions of the blocks that go, headings apart."""
    texts = dict.fromkeys(at for at in found if not _level(blocks[at]))
    boxed = _between_boxes(found, texts)
    gone = {at for at in texts if found[at].on_most or (found[at].known and (at not in own or at in boxed))}
    for is_table, rows in groupby(texts, lambda at: blocks[at].kind is BlockKind.TABLE_ROW):
        table = list(rows)
        if is_table and any(found[at].exact < SOME for at in table):
            gone.difference_update(table)
    return gone


def _between_boxes(found: Mapping[int, _Share], texts: Collection[int]) -> set[int]:
    """Positions in runs without anything new, between two texts that are on most pages."""
    between: set[int] = set()
    for known, run in groupby(found, lambda at: found[at].known):
        ends = [at for at in run if known and found[at].on_most and at in texts]
        between.update(range(ends[0], ends[-1]) if ends else ())
    return between


def _level(block: Block) -> int:
    """The heading's level, also of a bold line that may become one; 0 for anything else."""
    if block.kind is BlockKind.HEADING:
        return block.level
    bold_line = block.kind is BlockKind.PARAGRAPH and block.bold > 0.98 and len(block.text) <= 100
    return BOLD_LEVEL if bold_line and not block.links and not ends_a_sentence(block.text) else 0


def _take_headings(out: list[Word], found: Mapping[int, _Share], own: range, blocks: Sequence[Block]) -> None:
    """From the end, so that a heading may go because its subheadings did."""
    for at in reversed(list(found)):
        level = _level(blocks[at])
        if not level:
            continue
        end = next((i for i in range(at + 1, len(blocks)) if 0 < _level(blocks[i]) <= level), len(blocks))
        headed = out[at + 1 : end]
        recurs = found[at].on_most or (at not in own and found[at].exact >= SOME)
        if all(word.label not in _KEPT for word in headed):
            gone = _SEEN in headed or (recurs and (bool(headed) or at not in own))
        elif at >= own.stop:
            gone = recurs and headed[0].label not in _KEPT
        else:
            gone = recurs and headed[0] == _SEEN and _is_its_box(found, at, out, blocks)
        if gone:
            out[at] = _SEEN


def _is_its_box(found: Mapping[int, _Share], at: int, out: Sequence[Word], blocks: Sequence[Block]) -> bool:
    """Whether the texts that go after a heading belong to it: on as many pages, and more than a mark («Advertisement»)
    between the heading and what it heads.
    """
    run = takewhile(lambda i: out[i] == _SEEN, range(at + 1, len(blocks)))
    box = any(_level(blocks[i]) or goodness(blocks[i]) or blocks[i].link_density >= 0.5 for i in run)
    return box and abs(found[at].exact - found[at + 1].exact) <= _TOGETHER
