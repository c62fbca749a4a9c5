"""RSS, Atom and JSON feeds, also malformed ones: what parses counts."""

import io
import json
import re
from datetime import UTC, datetime
from time import struct_time
from typing import Any
from urllib.parse import urljoin

import feedparser
from feedparser.encodings import convert_to_utf8

from pipeline.extract.dates import iso_or_none
from pipeline.extract.entries import Unreadable
from pipeline.models import Entry

_ENTITY = re.compile(rb"<!ENTITY[^>]*>")


def parse_feed(body: bytes, base: str) -> list[Entry] | Unreadable:
    """The items of a feed in its order; relative links are taken to be relative to `base`, the feed's own address.

    An item's `modified` is what the feed says of its last change (Atom `updated`, `dcterms:modified`, JSON's
    `date_modified`); where it says nothing the publication date stands in, which stays the same while the article does.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(body, base)
    try:
        # In a BytesIO because feedparser takes other values for a file name or an address to open.
        feed = feedparser.parse(io.BytesIO(_defused(body)), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # feedparser trips over some broken input, such as an encoding's name that is no text
        return Unreadable(detail=f"not a feed: {type(error).__name__}: {error}"[:200])
    entries = [entry for item in feed.entries if (entry := _entry(item, base)) is not None]
    if not entries and not feed.get("version"):
        return Unreadable(detail=f"not a feed: {_complaint(feed)}")
    return entries


def _defused(body: bytes) -> bytes:
    """The feed in UTF-8 without declarations of entities: expat lets them grow a document a hundredfold."""
    if not body:
        return body
    return _ENTITY.sub(b"", convert_to_utf8({}, body, {}))


def _entry(item: dict[str, Any], base: str) -> Entry | None:
    # FeedBurner's links lead through its own counter; beside them stands where they end.
    link = item.get("feedburner_origlink") or item.get("link")
    if not link:
        return None
    return Entry(url=_resolve(base, link), modified=_modified(item))


def _modified(item: dict[str, Any]) -> str | None:
    # Asked for with `in`: feedparser answers a missing `updated` with the publication date and a warning.
    if "updated" in item:
        as_given = iso_or_none(item["updated"])
        if as_given or item.get("updated_parsed"):
            return as_given or _iso(item["updated_parsed"])
    published = item.get("published_parsed")
    return iso_or_none(item.get("published")) or (_iso(published) if published else None)


def _iso(utc: struct_time) -> str:
    return datetime(*utc[:6], tzinfo=UTC).isoformat()


def _json_feed(body: bytes, base: str) -> list[Entry] | Unreadable:
    """JSON Feed 1.1 (jsonfeed.org)."""
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as error:
        return Unreadable(detail=f"not a JSON feed: {error}"[:200])
    if not isinstance(feed.get("items"), list):
        return Unreadable(detail="not a JSON feed: no items")
    entries = []
    for item in feed["items"]:
        link = (item.get("url") or item.get("external_url")) if isinstance(item, dict) else None
        if isinstance(link, str):
            modified = _text_date(item, "date_modified") or _text_date(item, "date_published")
            entries.append(Entry(url=_resolve(base, link), modified=modified))
    return entries


def _text_date(item: dict[str, Any], key: str) -> str | None:
    value = item.get(key)
    return iso_or_none(value) if isinstance(value, str) else None


def _resolve(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip())
    except ValueError:  # such as an unclosed bracket in the host
        return link


def _complaint(feed: Any) -> str:
    error = feed.get("bozo_exception")
    return " ".join(str(error).split())[:200] if error else "no feed element in it"
