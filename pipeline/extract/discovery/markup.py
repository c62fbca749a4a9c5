"""What a document is that is not what it should be, in words for an operator."""

import re

from pipeline.extract.discovery.entries import resolve
from pipeline.extract.discovery.soup import soup_of

_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_HEAD = 256 * 1024  # bytes in which a page's head lies
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})


def complaint(body: bytes, base: str, root: str | None, kind: str, error: str = "") -> str:
    """Why `body` is not of a kind. root: the name of its root element. error: what its parser said."""
    if not body.strip():
        return f"not a {kind}: it is empty"
    if root == "html" or _HTML.search(body, 0, 4096):
        return f"not a {kind}: it is an HTML page{_advertisement(body, base) if kind == 'feed' else ''}"
    if b"\x00" in body[:4096]:
        return f"not a {kind}: it is binary data"
    if error:
        return f"not a {kind}: {error}"[:200]
    return f"not a {kind}: {f'its root element is {root[:50]}' if root else 'no markup in it'}"


def advertised_feeds(body: bytes, base: str) -> list[str]:
    """The feeds that an HTML page at `base` names in its head, in order."""
    soup = soup_of(body[:_HEAD], ["link"])
    links = [
        resolve(base, str(link["href"]))
        for link in soup.find_all("link", href=True)
        if "alternate" in str(link.get_attribute_list("rel")).lower() and _names_a_feed(str(link.get("type", "")))
    ]
    return list(dict.fromkeys(links))


def _names_a_feed(kind: str) -> bool:
    return kind.strip().lower() in _FEED_TYPES


def _advertisement(body: bytes, base: str) -> str:
    feeds = advertised_feeds(body, base)
    return f"; the feeds it names: {', '.join(feeds[:3])}" if feeds else " that names no feed"
