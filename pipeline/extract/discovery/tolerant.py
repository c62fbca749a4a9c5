"""XML as the web has it, read for the items of a feed or a sitemap: what parses counts, and nothing grows.

libxml2's recovering parser does the work. Before it, each piece of the document is mended where that parser would lose
text: characters that no XML has, bare ampersands and angle brackets, HTML's entities, and HTML's tags, which are often
left open. Even `&amp;` is rewritten: after the first error libxml2 drops it, and half an address with it.

The document is put inside elements of our own, so that several roots and text around them do no harm, and a document
type declaration is out of place: there are no entities to grow from or to be loaded from. No tree is built.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5

from lxml import etree  # type: ignore[import-untyped]  # it has no annotations

from pipeline.extract.discovery.charsets import decoded
from pipeline.extract.discovery.entries import resolve

_WRAPPER = "copydesk"
_WRAPPERS = 1_000  # each closing tag too many closes one of them; there may be 2,048 levels in all
_MAX_FIELDS = 100  # of an item; ten times what one has
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufeff\ufffe\uffff]")
_CDATA = re.compile(r"<!\[CDATA\[")
_BARE = re.compile(
    r"&(?!#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};)([A-Za-z][A-Za-z0-9]{1,31};)?"
    r"|<(?!/?[A-Za-z_]|!--|\?[A-Za-z])"
    r"|</?(?:a|b|blockquote|br|center|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|li|ol|p|small|span|strong"
    r"|su[bp]|table|tbody|td|th|tr|u|ul)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_LONGEST_TOKEN = 40  # characters of what the pattern above looks at


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """An element of an item. name, parent: local names in lower case. base: what its links are relative to."""

    name: str
    parent: str
    text: str
    attributes: Mapping[str, str]
    base: str


Take = Callable[[str, list[Field]], None]
"""Given the local name of an item and its fields in order, as soon as the item ends."""


def read_items(  # noqa: PLR0913
    body: bytes, base: str, charset: str | None, *, items: frozenset[str], fields: frozenset[str], take: Take
) -> str | None:
    """Hand the elements named in `items` to `take`, each with those of `fields` in it; the root's name, None without.

    Names are local ones in lower case. Of an item that is cut off the fields that are complete count.
    """
    target = _Target(base, items, fields, take)
    parser = etree.XMLParser(
        target=target,
        encoding="utf-8",
        recover=True,
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        huge_tree=True,  # 2,048 levels instead of 256: wrappers, and a feed that leaves tags open
    )
    etree.parse(_Stream(_wrapped(_mended(decoded(body, charset)))), parser)
    target.finish()
    return target.root


class _Target:
    """What libxml2 calls. An element with `href` counts from its start on, others when they are closed."""

    def __init__(self, base: str, items: frozenset[str], fields: frozenset[str], take: Take) -> None:
        self.root: str | None = None
        self._items = items
        self._fields = fields
        self._take = take
        self._open: list[tuple[str, str]] = [("", base)]  # name and base of each element around
        self._item: str | None = None
        self._found: list[Field] = []
        self._attributes: dict[str, str] = {}
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = _local(tag)
        parent, base = self._open[-1]
        if attributes and _XML_BASE in attributes:
            base = resolve(base, attributes[_XML_BASE])
        self._text = None
        if name in self._items:
            self.finish()
            self._item = name
        elif self._item is not None and name in self._fields:
            self._text = []
            self._attributes = dict(attributes) if attributes else {}
            if "href" in self._attributes:
                self._field(name, parent, base)
        if self.root is None and name != _WRAPPER:
            self.root = name
        self._open.append((name, base))

    def data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        name, base = self._open.pop()
        if self._text is not None and "href" not in self._attributes:
            self._field(name, self._open[-1][0], base)
        self._text = None
        if name == self._item and self._found:  # one that has ended with nothing in it was ended by a stray tag
            self.finish()

    def close(self) -> None:
        """Nothing is built, so nothing is returned."""

    def finish(self) -> None:
        """End the item under way."""
        if self._item is not None:
            self._take(self._item, self._found)
        self._item, self._found = None, []

    def _field(self, name: str, parent: str, base: str) -> None:
        if len(self._found) == _MAX_FIELDS:
            return
        text = "".join(self._text or ()).strip()
        self._found.append(Field(name=name, parent=parent, text=text, attributes=self._attributes, base=base))


class _Stream:
    """A file to read, made of pieces."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._pieces = iter(pieces)

    def read(self, _: int) -> bytes:
        return next((piece.encode() for piece in self._pieces if piece), b"")


def _wrapped(pieces: Iterable[str]) -> Iterator[str]:
    """Never closed: that would close what is open where a document is cut off, as though it were complete."""
    yield f"<{_WRAPPER}>" * _WRAPPERS
    yield from pieces


def _mended(pieces: Iterable[str]) -> Iterator[str]:
    mender = _Mender()
    for piece in pieces:
        yield mender.mend(_NOT_XML.sub("", piece))
    yield mender.rest()


class _Mender:
    """Mends what stands outside CDATA sections; holds back what may go on in the next piece."""

    def __init__(self) -> None:
        self._held = ""
        self._in_cdata = False

    def mend(self, piece: str) -> str:
        text, position, mended = self._held + piece, 0, []
        while True:
            if self._in_cdata:
                stop = text.find("]]>", position)
                if stop < 0:
                    cut = max(position, len(text) - 2)
                    mended.append(text[position:cut])
                    break
                mended.append(text[position : stop + 3])
                position = stop + 3
            else:
                section = _CDATA.search(text, position)
                if section is None:
                    cut = _last_token(text, position)
                    mended.append(_BARE.sub(_escaped, text[position:cut]))
                    break
                mended.append(_BARE.sub(_escaped, text[position : section.start()]))
                mended.append(section[0])
                position = section.end()
            self._in_cdata = not self._in_cdata
        self._held = text[cut:]
        return "".join(mended)

    def rest(self) -> str:
        return self._held if self._in_cdata else _BARE.sub(_escaped, self._held)


def _last_token(text: str, start: int) -> int:
    """Where to cut the text so that no token is cut."""
    tail = max(start, len(text) - _LONGEST_TOKEN)
    return next((place for place in range(tail, len(text)) if text[place] in "&<"), len(text))


def _escaped(bare: re.Match[str]) -> str:
    """By numbers, which are read in every state; tags go."""
    if len(bare[0]) > 1 and bare[0][0] == "<":
        return ""
    name = bare[1]
    if name in html5:
        return "".join(f"&#{ord(character)};" for character in html5[name])
    return f"&#{ord(bare[0][0])};{bare[0][1:]}"


@lru_cache(1024)
def _local(tag: str) -> str:
    """Without the namespace: many documents have none, or another one's, or forget to declare its prefix."""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()
