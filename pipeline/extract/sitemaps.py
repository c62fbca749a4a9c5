"""Sitemaps by the protocol of sitemaps.org: indexes, sets of URLs (also of news), plain lists; gzipped or not."""

import zlib
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]  # it has no annotations

from pipeline.extract.dates import iso_or_none
from pipeline.extract.entries import Unreadable
from pipeline.models import Entry

MAX_BYTES = 50 * 1024 * 1024  # what the protocol allows a sitemap, uncompressed


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """children: addresses of further sitemaps. entries: pages, with `lastmod` where it is a date."""

    children: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


def parse_sitemap(body: bytes, max_bytes: int = MAX_BYTES) -> Sitemap | Unreadable:
    """What a sitemap lists, in its order; of a broken one what parses. A gzipped one may have `max_bytes` unpacked."""
    if body.startswith(b"\x1f\x8b"):
        unpacked = _gunzip(body, max_bytes)
        if isinstance(unpacked, Unreadable):
            return unpacked
        body = unpacked
    text = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith((b"http://", b"https://")):
        lines = text.decode("utf-8", "replace").split()
        return Sitemap(entries=tuple(Entry(url=line) for line in lines))
    # Entities stay unresolved and nothing is loaded: neither a bomb of entities nor an address in a DTD does anything.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return Unreadable(detail=f"not a sitemap: {error}"[:200])
    return _read(root)


def _read(root: etree._Element | None) -> Sitemap | Unreadable:
    kind = None if root is None else _name(root)
    if root is None or kind not in {"sitemapindex", "urlset"}:
        return Unreadable(detail=f"not a sitemap: the root element is {kind}")
    items = [entry for element in root if (entry := _entry(element)) is not None]
    if kind == "sitemapindex":
        return Sitemap(children=tuple(item.url for item in items))
    return Sitemap(entries=tuple(items))


def _entry(element: etree._Element) -> Entry | None:
    fields = {_name(child): child.text for child in element}
    url = (fields.get("loc") or "").strip()
    return Entry(url=url, modified=iso_or_none(fields.get("lastmod"))) if url else None


def _name(element: etree._Element) -> str:
    """Without the namespace: many sitemaps have none, or another one's."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _gunzip(body: bytes, max_bytes: int) -> bytes | Unreadable:
    inflate = zlib.decompressobj(wbits=31)
    try:
        unpacked = inflate.decompress(body, max_bytes)
    except zlib.error as error:
        return Unreadable(detail=f"broken gzip: {error}")
    if inflate.unconsumed_tail:
        return Unreadable(detail=f"more than {max_bytes} bytes unpacked")
    return unpacked
