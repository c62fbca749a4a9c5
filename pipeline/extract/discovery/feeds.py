"""RSS, Atom, RDF and JSON feeds, also malformed ones: what parses counts."""

from collections.abc import Callable, Iterable

from pipeline.extract.discovery import json_items, markup
from pipeline.extract.discovery.dates import stated
from pipeline.extract.discovery.entries import Document, Newest, Unreadable, resolve
from pipeline.extract.discovery.tolerant import Field, read_items
from pipeline.models import Entry

_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_ITEMS = frozenset({"item", "entry"})
_PUBLISHED = ("pubdate", "published", "issued", "date", "created", "available")
_MODIFIED = ("updated", "modified")
_LINKS = ("origlink", "link", "guid", "id")
_FIELDS = frozenset({*_PUBLISHED, *_MODIFIED, *_LINKS})
_QUOTED = frozenset({"source", "content", "author", "contributor"})  # what lies in these is not about the item


def parse_feed(body: bytes, base: str, charset: str | None = None) -> Document | Unreadable:
    """The items of a feed in its order; relative links are relative to `base`, the feed's own address, or its xml:base.

    charset: from the Content-Type header. `published` and `modified` are what the feed says of them: `pubDate`,
    `published`, `dc:date` and the like, and `updated` or `dcterms:modified`.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(body, base)
    found = Newest()

    def take(_: str, fields: list[Field]) -> None:
        link = _link(fields)
        if link is not None:
            found.add(Entry(url=link, published=_stated(fields, _PUBLISHED), modified=_stated(fields, _MODIFIED)))

    root = read_items(body, base, charset, items=_ITEMS, fields=_FIELDS, take=take)
    entries = found.entries
    if not entries and root not in _ROOTS:
        return Unreadable(detail=markup.complaint(body, base, root, "feed"))
    return Document(entries=entries, window=True, shortfall=found.shortfall)


def _link(fields: Iterable[Field]) -> str | None:
    """Where an item leads. FeedBurner's links go through its own counter; beside them stands where they end."""
    named = [(field, address) for field in fields if (address := _address(field))]
    for wanted in _LINKS:
        candidates = [(field, address) for field, address in named if field.name == wanted]
        for field, address in sorted(candidates, key=lambda one: _rank(one[0])):
            return resolve(field.base, address)
    return None


def _rank(field: Field) -> tuple[bool, bool]:
    """The page before other forms of it, and what stands in the item itself before what lies deeper in it."""
    return field.attributes.get("type", "text/html") != "text/html", field.parent not in _ITEMS


def _address(field: Field) -> str | None:
    if field.name not in _LINKS or field.parent in _QUOTED:
        return None
    attributes = field.attributes
    if field.name in {"guid", "id"}:
        is_address = field.text.startswith(("http://", "https://"))
        return field.text if is_address and attributes.get("isPermaLink", "true") == "true" else None
    if attributes.get("rel", "alternate") != "alternate":
        return None
    return attributes.get("href") or field.text


def _stated(fields: Iterable[Field], names: tuple[str, ...]) -> str | None:
    """The first of the names that the item has a date under."""
    dates = [(field.name, date) for field in fields if field.parent not in _QUOTED and (date := stated(field.text))]
    return next((date for wanted in names for name, date in dates if name == wanted), None)


def _json_feed(body: bytes, base: str) -> Document | Unreadable:
    """JSON Feed 1.1 (jsonfeed.org)."""
    items = json_items.objects(body, "items", "JSON feed")
    if isinstance(items, Unreadable):
        return items
    found = Newest()
    for item in items:
        text = _texts(item)
        link = text("url") or text("external_url")
        if link:
            dates = {"published": stated(text("date_published")), "modified": stated(text("date_modified"))}
            found.add(Entry(url=resolve(base, link), **dates))
    return Document(entries=found.entries, window=True, shortfall=found.shortfall)


def _texts(item: dict[str, object]) -> Callable[[str], str | None]:
    def text(key: str) -> str | None:
        value = item.get(key)
        return value if isinstance(value, str) else None

    return text
