"""The titles that a page states beside its text, each without the site's name.

A title in the head is often «headline | section | site»: what follows a bar never was the headline, what follows a
dash is cut only if it is a name of the site, or if another source has the headline without it.
"""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.transform.fields.jsonld import Node, text_of
from pipeline.transform.page.dom import Head
from pipeline.transform.page.normalise import fold, normalise

_SEPARATOR = re.compile(r"\s+(?:[|–—·•»:ㅣ-]|::|--)\s+|\s*\|\s*|ㅣ|:\s+")
_BAR = re.compile(r"\s*\|\s*|ㅣ")
_LAST_PIECE = re.compile(r"\s+[–—·•»-]\s+[^|–—·•»]{2,40}$")
_NO_NAME = frozenset(("www", "com", "org", "net", "co", "uk", "amp", "blog", "news", "m"))


class Headline(NamedTuple):
    """method: where it is stated, as in `Stated`. raw: as found. text: without the site's name. key: `text` folded."""

    method: str
    raw: str
    text: str
    key: str


def stated_headlines(head: Head, node: Node, names: frozenset[str]) -> list[Headline]:
    """What JSON-LD, Open Graph, Twitter's card and `<title>` say, in this order, the empty ones left out."""
    raws = (
        ("json_ld", text_of(node.get("headline"))),
        ("meta:og:title", head.first("og:title")),
        ("meta:twitter:title", head.first("twitter:title")),
        ("title", head.title),
    )
    known: dict[str, str] = {}
    found: list[Headline] = []
    for method, raw in raws:
        text = normalise(raw or "")
        cut = known.get(text) or (_without_piece(text, names) if method == "title" else without_site(text, names))
        known[text] = cut
        if cut:
            found.append(Headline(method, raw or "", cut, fold(cut)))
    return found


def site_names(head: Head, node: Node, url: str) -> frozenset[str]:
    """What the site may be called at the end of a title: folded, white space left out."""
    publisher = node.get("publisher")
    named = (
        head.first("og:site_name"),
        head.first("application-name"),
        head.first("twitter:site"),
        text_of(publisher.get("name")) if isinstance(publisher, dict) else None,
    )
    try:
        host = urlsplit(url).netloc.lower()
    except ValueError:
        host = ""
    labels = [label for label in host.split(".") if label not in _NO_NAME]
    spelled = [_compact(name) for name in named if name] + [label.replace("-", "") for label in labels]
    whole = [_compact(host.removeprefix("www."))]
    return frozenset(name for name in (*spelled, *whole) if len(name) > 2)


def without_site(text: str, names: frozenset[str]) -> str:
    """`text` without names of the site at its ends, and without what follows a bar."""
    cut = _without_first(_without_last(text, names), names)
    bar = _BAR.search(cut)
    return (cut[: bar.start()] if bar and len(cut[: bar.start()].split()) > 2 else cut).strip()


def _without_piece(text: str, names: frozenset[str]) -> str:
    """A `<title>` without the site, or without its short last piece after a dash: most sites put a name there."""
    cut = without_site(text, names)
    return _LAST_PIECE.sub("", cut) if cut == text else cut


def _without_last(text: str, names: frozenset[str]) -> str:
    while marks := list(_SEPARATOR.finditer(text)):
        if not _is_site(text[marks[-1].end() :], names) or not text[: marks[-1].start()].strip():
            break
        text = text[: marks[-1].start()]
    return text


def _without_first(text: str, names: frozenset[str]) -> str:
    while mark := _SEPARATOR.search(text):
        if not _is_site(text[: mark.start()], names) or not text[mark.end() :].strip():
            break
        text = text[mark.end() :]
    return text


def _is_site(piece: str, names: frozenset[str]) -> bool:
    folded = _compact(piece)
    return folded in names or folded.removeprefix("the") in names or folded.removesuffix("blog") in names


def _compact(text: str) -> str:
    return fold(text).replace(" ", "")
