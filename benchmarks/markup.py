"""The text and the sections of markup that a peer answers with."""

import re
from collections.abc import Collection
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]  # it has no annotations

from benchmarks.gold import Passage
from benchmarks.words import fold

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PARAGRAPHS = frozenset({"p", "li", "blockquote", "pre", "td", "th"})
_BLOCKS = HEADINGS | PARAGRAPHS | {"div", "section", "article", "ul", "ol", "table", "tr", "br", "figure", "figcaption"}
_SPACE = re.compile(r"\s+")


def tree(markup: str) -> Any:
    """The lxml element of a piece of HTML, in an element of its own."""
    return html.fragment_fromstring(markup, create_parent="div") if markup.strip() else html.Element("div")


def text_of(root: Any) -> str:
    """All text, with a break wherever a block begins or ends."""
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("start", "end") and element.tag in _BLOCKS:
            parts.append("\n")
        parts.append((element.text if event == "start" else element.tail if event != "start" else "") or "")
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(parts).splitlines())
    return "\n\n".join(line for line in lines if line)


def sections_of(
    root: Any, title: str | None, headings: Collection[str] = HEADINGS, paragraphs: Collection[str] = PARAGRAPHS
) -> tuple[Passage, ...]:
    """The paragraphs by heading; the title, repeated as a heading, heads nothing."""
    found: list[tuple[str | None, list[str]]] = [(None, [])]
    for element in root.iter(*headings, *paragraphs):
        text = _SPACE.sub(" ", "".join(element.itertext())).strip()
        if element.tag in headings:
            if fold(text) != fold(title):
                found.append((text, []))
        elif text and next(element.iterdescendants(*paragraphs), None) is None:
            found[-1][1].append(text)
    return tuple(Passage(heading=heading, paragraphs=tuple(texts)) for heading, texts in found if heading or texts)
