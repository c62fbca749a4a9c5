"""A page parsed once with selectolax (lexbor): its body for `blocks` to walk, and its head.

Chosen for the whole job. Milliseconds a page, mean of the 167 news pages of the development set (310 kB), one process,
best of several rounds of 2026-11-24; «walked» reads every tag, text and the attributes that blocks need:

    | DOM                    | parsed | parsed and walked |
    |------------------------|--------|-------------------|
    | selectolax 1.0.2       | 1.06   | 1.90              |
    | turbohtml 1.15.4       | 1.00   | 2.18              |
    | lxml 6.1.3 (libxml2)   | 2.60   | 3.71              |

What comes after the walk costs the same with any of them. lxml also nests broken pages otherwise than browsers do, so
that articles end up inside buttons and menus. Nothing recurses, so the depth of a page costs no stack.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.transform.page.tables import words


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself outside its text.

    metas: lower-case `property`, `name` or `http-equiv` -> contents in order. ld_json: the raw texts of JSON-LD
    scripts.
    """

    title: str
    language: str | None
    metas: Mapping[str, tuple[str, ...]]
    canonical: str | None
    ld_json: tuple[str, ...]

    def first(self, *names: str) -> str | None:
        """Content of the first of these metas that says anything."""
        for name in names:
            for content in self.metas.get(name, ()):
                if content.strip():
                    return content.strip()
        return None


_LONGEST = 10_000  # characters that are read of a title and of a meta


class Element(NamedTuple):
    """An element asked for by a CSS selector: what blocks do not keep of it."""

    attributes: Mapping[str, str | None]
    text: str


class Document:
    """One parsed page. Deeply nested markup is to be `flattened` before."""

    def __init__(self, html: str) -> None:
        self._tree = LexborHTMLParser(html)

    @property
    def body(self) -> LexborNode:
        """Where the text stands; for a page of frames an empty one."""
        body = self._tree.body or LexborHTMLParser("").body
        assert body is not None  # noqa: S101  an empty page has one
        return body

    def scripts(self) -> list[str]:
        """The texts of all scripts."""
        return [node.text() for node in self._tree.css("script")]

    def select(self, selector: str) -> tuple[Element, ...]:
        """Elements by CSS selector, in order. It walks the whole page: ask once, and only where needed."""
        return tuple(Element(node.attributes, node.text()) for node in self._tree.css(selector))

    def head(self) -> Head:
        """Metas, canonical link and JSON-LD, wherever on the page they stand."""
        metas: dict[str, list[str]] = {}
        for node in self._tree.css("meta[content]"):
            attributes = node.attributes
            name = attributes.get("property") or attributes.get("name") or attributes.get("http-equiv")
            if name:
                metas.setdefault(name.lower().strip(), []).append((attributes.get("content") or "")[:_LONGEST])
        html, title = self._tree.css_first("html"), self._tree.css_first("head title")
        canonical = self._tree.css_first('link[rel="canonical"][href]')
        return Head(
            title=((title.text() if title else "") or "")[:_LONGEST],
            language=(html.attributes.get("lang") or html.attributes.get("xml:lang")) if html else None,
            metas={name: tuple(contents) for name, contents in metas.items()},
            canonical=canonical.attributes.get("href") if canonical else None,
            ld_json=tuple(s.text() for s in self._tree.css('script[type^="application/ld+json" i]')),
        )


# Lexbor searches its stack of open elements at every start tag: 100,000 nested <div> would take it 40 seconds.
_MAX_DEPTH = 100  # on real pages it is 40
_FEW_TAGS = 10_000  # too few to take long however they nest
_MOST_BODIES = 10  # start tags of each; the attributes of all of them are gathered on one element
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)[^<>]*>")
_NOT_NESTING = words("""
    p li dt dd td th tr tbody thead tfoot option html body head br img hr input meta link area base col embed
    source track wbr h1 h2 h3 h4 h5 h6 title script style template textarea noscript
""")


def flattened(html: str, tags: int) -> str:
    """`html`, which has so many `tags`, without those deeper than `_MAX_DEPTH` open elements; text stays."""
    if tags < _FEW_TAGS:
        return html
    depth = 0
    bodies = {"html": 0, "body": 0}
    dropped: list[tuple[int, int]] = []
    for tag in _TAG.finditer(html):
        name = tag[2].lower()
        if name in bodies and not tag[1]:
            bodies[name] += 1
            if bodies[name] > _MOST_BODIES:
                dropped.append(tag.span())
        if name in _NOT_NESTING or tag[0].endswith("/>"):
            continue
        if tag[1]:
            if depth > _MAX_DEPTH:
                dropped.append(tag.span())
            depth = max(0, depth - 1)
        else:
            depth += 1
            if depth > _MAX_DEPTH:
                dropped.append(tag.span())
    return _without(html, dropped) if dropped else html


_WINDOW = 16_384  # characters
_ATTRIBUTE = re.compile(r"""[^\s/>"'=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?""")
_MOST_ATTRIBUTES = 1_000


def trimmed(html: str) -> str:
    """`html` with at most `_MOST_ATTRIBUTES` in a very long tag: lexbor compares each attribute with all before it."""
    dropped = [(_end_of_attributes(html, start, end), end) for start, end in _long_tags(html)]
    return _without(html, dropped) if dropped else html


def _long_tags(html: str) -> Iterator[tuple[int, int]]:
    """From the bracket to the one that closes it, of tags longer than a window; a few look-ups in a whole page."""
    open_before = True
    for at in range(0, len(html) - _WINDOW, _WINDOW):
        opens = html.find("<", at, at + _WINDOW) >= 0
        if open_before and not opens:
            start = max(0, html.rfind("<", 0, at))
            end = html.find(">", start)
            if end < 0 or end > at:
                yield start, end if end >= 0 else len(html)
        open_before = opens


def _end_of_attributes(html: str, start: int, end: int) -> int:
    """Where the last attribute ends that is read; the tag's end if it has no more."""
    ends = [found.end() for found in islice(_ATTRIBUTE.finditer(html, start, end), _MOST_ATTRIBUTES + 1)]
    return ends[-1] if len(ends) > _MOST_ATTRIBUTES else end


def _without(html: str, spans: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept.append(html[at:start])
        at = end
    return "".join([*kept, html[at:]])
