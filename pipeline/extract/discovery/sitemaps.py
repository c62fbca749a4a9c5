"""Sitemaps by the protocol of sitemaps.org: indexes, sets of URLs (also of news), plain lists."""

from collections.abc import Iterable

from pipeline.extract.discovery import markup
from pipeline.extract.discovery.dates import iso_or_none, stated
from pipeline.extract.discovery.entries import Document, Newest, Unreadable
from pipeline.extract.discovery.tolerant import Field, read_items
from pipeline.models import Entry

_ROOTS = frozenset({"sitemapindex", "urlset"})
_ITEMS = frozenset({"sitemap", "url"})
_FIELDS = frozenset({"loc", "lastmod", "publication_date"})


def parse_sitemap(body: bytes, base: str, charset: str | None = None) -> Document | Unreadable:
    """What the sitemap at `base` lists, in its order; of a broken one what parses.

    `modified` is `lastmod`; `published` is a news sitemap's `news:publication_date`. News sitemaps are windows: they
    have the articles of the last two days.
    """
    text = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith((b"http://", b"https://")):
        return _plain_list(text)
    pages, children = Newest(), Newest()
    is_news = False

    def take(kind: str, fields: list[Field]) -> None:
        nonlocal is_news
        address = _first(fields, "loc", kind)
        if address:
            day = _first(fields, "publication_date", "news")
            is_news = is_news or day is not None
            modified = iso_or_none(_first(fields, "lastmod", kind))
            entry = Entry(url=address, published=stated(day), modified=modified)
            (children if kind == "sitemap" else pages).add(entry)

    root = read_items(body, base, charset, items=_ITEMS, fields=_FIELDS, take=take)
    found = Document(
        entries=pages.entries,
        children=children.entries,
        window=is_news,
        shortfall=pages.shortfall or children.shortfall,
    )
    if root not in _ROOTS and not found.entries and not found.children:
        return Unreadable(detail=markup.complaint(body, base, root, "sitemap"))
    return found


def _plain_list(text: bytes) -> Document:
    found = Newest()
    for line in text.splitlines():
        address = line.decode("utf-8", "replace").strip()
        if address:
            found.add(Entry(url=address))
    return Document(entries=found.entries, shortfall=found.shortfall)


def _first(fields: Iterable[Field], name: str, parent: str) -> str | None:
    """A field's text where it lies in its parent: images and videos have addresses and dates of their own."""
    return next((field.text for field in fields if field.name == name and field.parent == parent), None)
