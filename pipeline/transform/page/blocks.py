"""A parsed page as a flat list of blocks: runs of text between block-level boundaries, with where they stand.

- A boundary is a block-level tag's start or end, or `<br><br>`. A single `<br>` is a space, unless what stands before
  it is a bold run-in heading: then it is a boundary.
- A table's row is one block, its cells joined by ` | `, unless a cell is itself laid out in blocks or long.
- Labels for screen readers inside a paragraph are blocks of their own, after the paragraph.
- A menu, a form, a site's header or footer without prose is one block.

The walk is one loop over the library's nodes without a call an element: two thirds of an extraction's time went into
calls when it was a stream of events.
"""

from selectolax.lexbor import LexborNode

from pipeline.models import BlockKind
from pipeline.transform.page.block_kinds import kind_of
from pipeline.transform.page.contexts import CHROME, NOWHERE, Contexts
from pipeline.transform.page.markup import (
    BLOCK_TAGS,
    BOLD_TAGS,
    CELL_TAGS,
    CHROME_TAGS,
    HEADING_TAGS,
    NO_CHROME,
    SILENT_TAGS,
)
from pipeline.transform.page.normalise import normalise
from pipeline.transform.page.runs import BREAK, CELL, PARAGRAPH_MARK, Run, lowest_common, pieces
from pipeline.transform.page.tree import ROOT, Block, Mark, Tree

_STILL_OPEN = -1
_MOST_MARKED, _LONGEST_MARK = 20, 200  # texts, and characters of each, kept of a marked element
_LONG_CELL = 150  # characters; longer cells are layout, not data
MOST_BLOCKS = 20_000  # no more are read; the page with most of 1,664 real ones has 1,900
_DEEPEST = 150  # elements around an element; deeper ones are read as part of that one. On real pages there are 40

# What a tag does, as bits.
_BOUNDARY, _CELL, _BREAK, _LINK, _BOLD, _PRE, _HEADING, _SILENT, _TIME, _CHROME = (1 << bit for bit in range(10))
_EFFECTS = {
    tag: (
        _BOUNDARY * (tag in BLOCK_TAGS)
        | _CELL * (tag in CELL_TAGS)
        | _BREAK * (tag == "br")
        | _LINK * (tag == "a")
        | _BOLD * (tag in BOLD_TAGS)
        | _PRE * (tag == "pre")
        | _HEADING * (tag in HEADING_TAGS)
        | _SILENT * (tag in SILENT_TAGS)
        | _TIME * (tag == "time")
        | _CHROME * (tag in CHROME_TAGS)
    )
    for tag in BLOCK_TAGS | CELL_TAGS | BOLD_TAGS | SILENT_TAGS | {"br", "a", "time"}
}
_ARTICLE = frozenset(("article", "main"))
_LEVELS = ("1", "2", "3", "4", "5", "6")
Style = tuple[float, float, tuple[str, ...]]  # share of a text in links, in bold, and the links
_COUNTED = _LINK | _BOLD | _PRE


def read_blocks(body: LexborNode, language: str | None = None, *, noscript: bool = False) -> Tree:
    """The tree and blocks of a page's body. noscript: read what stands in `<noscript>` too."""
    return _Reader(language).read(body, noscript=noscript)


class _Reader:
    """Builds a Tree; the one mutable thing in this module, and it never leaves it."""

    def __init__(self, language: str | None) -> None:
        self._language = language
        self._parents: list[int] = []
        self._contexts: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._places = Contexts()
        self._kinds: dict[int, tuple[BlockKind, int]] = {}
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._aside_runs: list[Run] = []
        self._marked: list[tuple[int, str, dict[str, str | None], list[str]]] = []

    def read(self, body: LexborNode, *, noscript: bool) -> Tree:  # noqa: C901, PLR0912, PLR0915  one loop, see above
        effects = _EFFECTS if not noscript else {**_EFFECTS, "noscript": _BOUNDARY}
        parents, contexts, starts, ends = self._parents, self._contexts, self._starts, self._ends
        blocks, runs, aside_runs, places = self._blocks, self._runs, self._aside_runs, self._places
        known, asides = places.known, places.asides
        open_nodes: list[tuple[LexborNode, int, int, str]] = []  # node, its effects, the element and link around it
        open_marks: list[tuple[int, list[str]]] = []  # of marked elements: index and texts
        current, link, bold, pre, aside = NOWHERE, "", 0, 0, NOWHERE
        node = body
        while True:
            child = None
            tag = node.tag or "-"
            if tag == "-text":
                text = node.text_content or ""
                if open_marks:
                    for _, texts in reversed(open_marks):
                        if len(texts) >= _MOST_MARKED:
                            break  # those around it hold as many
                        texts.append(text[:_LONGEST_MARK])
                if runs or aside >= 0 or not text.isspace():
                    if pre:
                        text = text.replace("\r\n", "\n").replace("\n\n", PARAGRAPH_MARK, MOST_BLOCKS)
                        text = text.replace("\n", " ")
                    elif text == "\n":
                        text = " "
                    (runs if aside < 0 else aside_runs).append((text, current, link, bold > 0))
            else:
                effect = effects.get(tag)
                if effect is None:
                    effect = _SILENT if tag[0] == "-" else _BOUNDARY if "-" in tag else 0
                if effect & _BOUNDARY and (runs or aside_runs):
                    self._flush()
                child = node.first_child
                if child is None:
                    if effect & _BREAK and (runs or aside >= 0):
                        (runs if aside < 0 else aside_runs).append((*BREAK[:1], current, "", False))
                    elif node.attributes:
                        self._mark_empty(node, tag, current)
                elif effect & _SILENT or (effect & _CHROME and self._is_chrome(node, tag, current)):
                    child = None
                elif len(open_nodes) > _DEEPEST:
                    open_nodes.append((node, effect & _BOUNDARY, current, link))
                else:
                    attributes = node.attributes
                    index = len(parents)
                    if attributes:
                        get = attributes.get
                        mark = get("role") or ("nosnippet" if "data-nosnippet" in attributes else None)
                        if mark == "heading" and get("aria-level") in _LEVELS:
                            mark = f"heading{get('aria-level')}"
                        key = (
                            contexts[current] if current >= 0 else NOWHERE,
                            tag,
                            get("class"),
                            None if effect & _HEADING else get("id"),
                            mark,
                        )
                        context = known.get(key, NOWHERE)
                        if context < 0:
                            context = places.of(key)
                        if "itemprop" in attributes or "rel" in attributes or effect & _TIME:
                            texts = []
                            self._marked.append((index, tag, attributes, texts))
                            open_marks.append((index, texts))
                        if asides[context] and aside < 0 and not effect & _BOUNDARY:
                            aside = index
                    else:
                        key = (contexts[current] if current >= 0 else NOWHERE, tag, None, None, None)
                        context = known.get(key, NOWHERE)
                        if context < 0:
                            context = places.of(key)
                    open_nodes.append((node, effect, current, link))
                    if effect & _COUNTED:
                        if effect & _LINK:
                            link = attributes.get("href") or "#"
                        elif effect & _BOLD:
                            bold += 1
                        else:
                            pre += 1
                    elif effect & _CELL and runs:
                        self._cell()
                    parents.append(current)
                    contexts.append(context)
                    starts.append(len(blocks))
                    ends.append(_STILL_OPEN)
                    current = index
            node_after = child or (node.next if open_nodes else None)
            while node_after is None and open_nodes:
                node, effect, outer, link = open_nodes.pop()
                if effect & _BOUNDARY and (runs or aside_runs):
                    self._flush()
                ends[current] = len(blocks)
                if effect & _COUNTED:
                    if effect & _BOLD:
                        bold -= 1
                    elif effect & _PRE:
                        pre -= 1
                if current == aside:
                    aside = NOWHERE
                if open_marks and open_marks[-1][0] == current:
                    open_marks.pop()
                current = outer
                node_after = node.next if open_nodes else None
            if node_after is None:
                break
            node = node_after
        return self._tree()

    def _is_chrome(self, node: LexborNode, tag: str, current: int) -> bool:
        """Whether an element is chrome, and was read as such: no prose in it, no part of the article around it."""
        in_article = tag != "nav" and current >= 0 and self._places.within(self._contexts[current], _ARTICLE)
        if in_article or node.css_first(NO_CHROME) is not None:
            return False
        text = normalise(node.text(deep=True, separator=" "), self._language)
        attributes = node.attributes
        mark = attributes.get("role") or ("nosnippet" if "data-nosnippet" in attributes else CHROME)
        parent = self._contexts[current] if current >= 0 else NOWHERE
        key = (parent, tag, attributes.get("class"), attributes.get("id"), mark)
        home = len(self._parents)
        self._parents.append(current)
        self._contexts.append(self._places.known.get(key) or self._places.of(key))
        self._starts.append(len(self._blocks))
        self._ends.append(_STILL_OPEN)
        if text:
            linked = float(node.css_first("a") is not None)
            self._add(text, home, (linked, 0.0, ()))
        self._ends[home] = len(self._blocks)
        return True

    def _mark_empty(self, node: LexborNode, tag: str, current: int) -> None:
        """Elements without text that say something all the same, such as `<meta itemprop>` and `<time datetime>`."""
        attributes = node.attributes
        if "itemprop" in attributes or (tag == "time" and "datetime" in attributes):
            self._marked.append((max(current, ROOT), tag, attributes, []))

    def _tree(self) -> Tree:
        if not self._parents:  # a body without anything in it
            self._parents, self._starts, self._ends = [NOWHERE], [0], [0]
            self._contexts = [self._places.of((NOWHERE, "body", None, None, None))]
        return Tree(
            parents=self._parents,
            contexts=self._contexts,
            starts=self._starts,
            ends=self._ends,
            places=self._places,
            blocks=self._blocks,
            marks=[Mark(i, tag, attributes, " ".join(texts)) for i, tag, attributes, texts in self._marked],
        )

    def _cell(self) -> None:
        if sum(len(run[0]) for run in self._runs) > _LONG_CELL:
            self._flush()
        else:
            self._runs.append(CELL)

    def _flush(self) -> None:
        """End the block that is being read, and what stands aside of it."""
        runs = self._runs
        if len(self._blocks) > MOST_BLOCKS:
            runs.clear()
        while runs and runs[-1][0].isspace():
            runs.pop()
        if len(runs) == 1 and PARAGRAPH_MARK not in runs[0][0]:
            text, home, link, bold = runs[0]
            text = normalise(text, self._language)
            if text:
                self._add(text, home, (float(bool(link)), float(bold), (link,) if link else ()))
        elif runs:
            for piece in pieces(runs):
                self._emit(piece)
        runs.clear()
        if self._aside_runs:
            self._emit(self._aside_runs)
            self._aside_runs.clear()

    def _emit(self, runs: list[Run]) -> None:
        text = normalise("".join([run[0] for run in runs]), self._language)
        if not text or text == "|":
            return
        written = [run for run in runs if run[1] >= 0 and run[0] and not run[0].isspace()]
        home = lowest_common(self._parents, [run[1] for run in written])
        in_links = [run for run in written if run[2]]
        links = tuple(dict.fromkeys([run[2] for run in in_links])) if in_links else ()
        bold = _share(written, [run for run in written if run[3]])
        self._add(text, home, (_share(written, in_links), bold, links), cells=CELL in runs)

    def _add(self, text: str, home: int, style: Style, *, cells: bool = False) -> None:
        context = self._contexts[home]
        found = self._kinds.get(context)
        if found is None:
            found = self._kinds[context] = kind_of(self._places, context)
        kind, level = found
        if kind is BlockKind.TABLE_ROW:
            if len(text) > _LONG_CELL and not cells:
                kind = BlockKind.PARAGRAPH
            text = text.strip("| ")
        blocks, ends = self._blocks, self._ends
        blocks.append(Block(len(blocks), kind, text, level, style[0], style[1], home, context, style[2]))
        if ends[home] >= 0:
            self._close_after(home)

    def _close_after(self, element: int) -> None:
        """Inline elements end before the block is known that they stand in: it is theirs too."""
        ends, last = self._ends, len(self._blocks)
        while ends[element] not in (_STILL_OPEN, last):
            ends[element] = last
            element = self._parents[element]


def _share(runs: list[Run], part: list[Run]) -> float:
    """Share of the characters of `runs` that are in `part`, white space at their ends left out."""
    if not part or len(part) == len(runs):
        return float(bool(part))
    return sum([len(run[0].strip()) for run in part]) / (sum([len(run[0].strip()) for run in runs]) or 1)
