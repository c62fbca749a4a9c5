"""A parsed page as a flat list of blocks: runs of text between block-level boundaries, with where they stand.

- A boundary is a block-level tag's start or end, or `<br><br>`. A single `<br>` is a space, unless what stands before
it is
  a bold run-in heading: then it is a boundary.
- A table's row is one block, its cells joined by ` | `, unless a cell is itself laid out in blocks or long.
- Labels for screen readers inside a paragraph are blocks of their own, after the paragraph.
"""

from collections.abc import Iterable, Mapping

from pipeline.models import Block, BlockKind
from pipeline.transform.dom import Event, Kind
from pipeline.transform.markup import (
    ASIDE_TERMS,
    BLOCK_TAGS,
    BOLD_TAGS,
    CAPTION_TAGS,
    CELL_TAGS,
    HEADING_TAGS,
    LIST_TAGS,
)
from pipeline.transform.normalise import normalise
from pipeline.transform.places import Places
from pipeline.transform.runs import CELL, PARAGRAPH_MARK, Run, lowest_common, pieces
from pipeline.transform.tokens import terms
from pipeline.transform.tree import Element, Span, Tree

_STILL_OPEN = -1
_MOST_MARKED, _LONGEST_MARK = 20, 200  # texts, and characters of each, kept of an element with `itemprop` or `rel`
_LONG_CELL = 150  # characters; longer cells are layout, not data


def read_blocks(events: Iterable[Event], language: str | None = None) -> Tree:
    """The tree and blocks of a page's events (see `dom.Document.events`)."""
    reader = _Reader(language)
    text, start = Kind.TEXT, Kind.START
    for kind, value, attributes in events:
        if kind is text:
            reader.text(value)
        elif kind is start:
            reader.start(value, attributes)
        else:
            reader.end(value)
    return reader.tree()


class _Reader:
    """Builds a Tree from events; the one mutable thing in this module, and it never leaves it."""

    def __init__(self, language: str | None) -> None:
        self._language = language
        self._elements: list[Element] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._blocks: list[Block] = []
        self._homes: list[int] = []
        self._links: list[tuple[str, ...]] = []
        self._open: list[int] = []
        self._hrefs: list[str] = []  # of the open links
        self._bold = 0
        self._pre = 0
        self._aside: int | None = None  # the open element whose text is put beside the paragraph
        self._marks: list[int] = []  # open elements with `itemprop` or `rel`
        self._marked: dict[int, list[str]] = {}
        self._runs: list[Run] = []
        self._aside_runs: list[Run] = []
        self._terms: dict[str, frozenset[str]] = {"": frozenset()}
        self._places = Places(self._elements)

    # --- events

    def start(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        boundary = tag in BLOCK_TAGS or "-" in tag
        if boundary:
            self._flush()
        elif tag in CELL_TAGS:
            self._cell()
        index = self._enter(tag, attributes)
        if tag == "br":
            self._add(Run("\n", index, "", bold=False))
        elif tag == "a":
            self._hrefs.append(attributes.get("href") or "#")
        elif tag in BOLD_TAGS:
            self._bold += 1
        elif tag == "pre":
            self._pre += 1
        if "itemprop" in attributes or "rel" in attributes:
            self._marks.append(index)
        if self._aside is None and not boundary and self._elements[index].terms & ASIDE_TERMS:
            self._aside = index

    def end(self, tag: str) -> None:
        if tag in BLOCK_TAGS or "-" in tag:
            self._flush()
        index = self._open.pop()
        self._ends[index] = len(self._blocks)
        if tag == "a":
            self._hrefs.pop()
        elif tag in BOLD_TAGS:
            self._bold -= 1
        elif tag == "pre":
            self._pre -= 1
        if self._aside == index:
            self._aside = None
        if self._marks and self._marks[-1] == index:
            self._marks.pop()

    def text(self, text: str) -> None:
        if self._marks and len(texts := self._marked.setdefault(self._marks[-1], [])) < _MOST_MARKED:
            texts.append(text[:_LONGEST_MARK])
        if not self._runs and self._aside is None and text.isspace():
            return
        if self._pre:
            text = text.replace("\r\n", "\n").replace("\n\n", PARAGRAPH_MARK)
        text = text.replace("\n", " ")
        self._add(Run(text, self._open[-1], self._hrefs[-1] if self._hrefs else "", bold=self._bold > 0))

    def tree(self) -> Tree:
        self._flush()
        return Tree(
            elements=self._elements,
            spans=[Span(s, e) for s, e in zip(self._starts, self._ends, strict=True)],
            blocks=self._blocks,
            homes=self._homes,
            links=self._links,
            marked={index: normalise(" ".join(texts), self._language) for index, texts in self._marked.items()},
        )

    # --- elements

    def _enter(self, tag: str, attributes: Mapping[str, str | None]) -> int:
        index = len(self._elements)
        names = attributes.get("class") or ""
        if attributes.get("id") and tag not in HEADING_TAGS:
            names = f"{names} {attributes['id']}"
        found = self._terms.get(names)
        if found is None:
            found = self._terms[names] = self._terms_of(names)
        parent = self._open[-1] if self._open else -1
        self._elements.append(Element(parent, len(self._open), tag, attributes, found))
        self._starts.append(len(self._blocks))
        self._ends.append(_STILL_OPEN)
        self._open.append(index)
        return index

    def _terms_of(self, names: str) -> frozenset[str]:
        single = names.split()
        if len(single) == 1 and single[0] == names:
            return terms(names)
        for name in single:
            if name not in self._terms:
                self._terms[name] = terms(name)
        return frozenset().union(*(self._terms[name] for name in single))

    # --- text

    def _add(self, run: Run) -> None:
        (self._runs if self._aside is None else self._aside_runs).append(run)

    def _cell(self) -> None:
        if sum(len(run.text) for run in self._runs) > _LONG_CELL:
            self._flush()
        elif any(not run.text.isspace() for run in self._runs):
            self._add(CELL)

    def _flush(self) -> None:
        if not self._runs and not self._aside_runs:
            return
        runs, self._runs = self._runs, []
        asides, self._aside_runs = self._aside_runs, []
        if runs:
            for piece in pieces(runs):
                self._emit(piece)
        if asides:
            self._emit(asides)

    def _emit(self, runs: list[Run]) -> None:
        text = normalise("".join([run.text for run in runs]), self._language)
        if not text or text == "|":
            return
        written = [run for run in runs if run.text and run is not CELL and not run.text.isspace()]
        home = lowest_common(self._elements, written)
        place = self._places.of(home)
        kind, level = _kind(place.tags, self._elements[home])
        if kind is BlockKind.TABLE_ROW:
            if len(text) > _LONG_CELL and CELL not in runs:
                kind = BlockKind.PARAGRAPH
            text = text.strip("| ")
        linked = [run for run in written if run.link]
        links = tuple(dict.fromkeys([run.link for run in linked]))
        block = Block(
            position=len(self._blocks),
            kind=kind,
            text=text,
            level=level,
            path=place.shown,
            tags=place.tags,
            words=place.words,
            link_density=_share(written, linked),
            bold=_share(written, [run for run in written if run.bold]),
        )
        self._blocks.append(block)
        self._homes.append(home)
        self._links.append(links)
        self._close_after(home)

    def _close_after(self, element: int) -> None:
        """Inline elements end before the block is known that they stand in: it is theirs too."""
        while self._ends[element] not in (_STILL_OPEN, len(self._blocks)):
            self._ends[element] = len(self._blocks)
            element = self._elements[element].parent


def _share(runs: list[Run], part: list[Run]) -> float:
    """Share of the characters of `runs` that are in `part`, white space at their ends left out."""
    if not part or len(part) == len(runs):
        return float(bool(part))
    return sum(len(run.text.strip()) for run in part) / (sum(len(run.text.strip()) for run in runs) or 1)


def _kind(tags: tuple[str, ...], element: Element) -> tuple[BlockKind, int]:
    """What a block is by its nearest telling ancestor, and the heading's level."""
    if element.attributes.get("role") == "heading":
        level = element.attributes.get("aria-level") or ""
        return BlockKind.HEADING, int(level) if level in ("1", "2", "3", "4", "5", "6") else 2
    for depth, tag in enumerate(reversed(tags)):
        if tag in HEADING_TAGS:
            return BlockKind.HEADING, HEADING_TAGS[tag]
        if tag == "p" and not _WRAPS_PARAGRAPHS.intersection(tags[-depth - 4 :]):
            break
        if tag in _KINDS:
            return _KINDS[tag], 0
        if tag in _KINDLESS:
            break
    return BlockKind.PARAGRAPH, 0


_KINDS = {
    "pre": BlockKind.PREFORMATTED,
    "blockquote": BlockKind.QUOTE,
    "tr": BlockKind.TABLE_ROW,
    **dict.fromkeys(LIST_TAGS, BlockKind.LIST_ITEM),
    **dict.fromkeys(CAPTION_TAGS, BlockKind.CAPTION),
}
_WRAPS_PARAGRAPHS = LIST_TAGS | CAPTION_TAGS | {"blockquote"}
_KINDLESS = frozenset(("article", "main", "section", "table", "figure"))
