import json
import time

import pytest

from pipeline.extract.entries import Unreadable
from pipeline.extract.feeds import parse_feed
from pipeline.models import Entry

BASE = "https://example.org/feed/"


def test_rss_with_its_publication_dates() -> None:
    body = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Politics</title><link>https://example.org/</link>
      <item><title>A</title><link>https://example.org/a</link><pubDate>Mon, 02 Nov 2026 10:00:00 +0100</pubDate></item>
      <item><title>B</title><link> /b </link></item>
    </channel></rss>"""
    assert parse_feed(body, BASE) == [
        Entry(url="https://example.org/a", modified="2026-11-02T09:00:00+00:00"),
        Entry(url="https://example.org/b"),
    ]


def test_a_date_of_change_wins_over_the_date_of_publication() -> None:
    body = b"""<rss version="2.0" xmlns:dcterms="http://purl.org/dc/terms/"><channel><item>
      <link>https://example.org/a</link><pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate>
      <dcterms:modified>2026-11-03T08:00:00Z</dcterms:modified></item></channel></rss>"""
    assert parse_feed(body, BASE) == [Entry(url="https://example.org/a", modified="2026-11-03T08:00:00Z")]


def test_atom() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Politics</title><updated>2026-11-03T00:00:00Z</updated>
      <entry><link rel="self" href="https://example.org/a.atom"/><link href="/a"/>
        <updated>2026-11-02T10:00:00+01:00</updated>
        <published>2026-11-01T10:00:00Z</published></entry>
      <entry><link rel="alternate" href="https://example.org/b"/><published>2026-11-01T10:00:00Z</published></entry>
      <entry><title>Without a link</title></entry>
    </feed>"""
    assert parse_feed(body, BASE) == [
        Entry(url="https://example.org/a", modified="2026-11-02T10:00:00+01:00"),
        Entry(url="https://example.org/b", modified="2026-11-01T10:00:00Z"),
    ]


def test_json_feed() -> None:
    items = [
        {"url": "/a", "date_modified": "2026-11-02T10:00:00Z", "date_published": "2026-11-01T10:00:00Z"},
        {"external_url": "https://example.org/b", "date_published": "2026-11-01T10:00:00Z"},
        {"url": "https://example.org/c", "date_modified": 5},
        {"id": "no link"},
        "no item",
    ]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
    assert parse_feed(body, BASE) == [
        Entry(url="https://example.org/a", modified="2026-11-02T10:00:00Z"),
        Entry(url="https://example.org/b", modified="2026-11-01T10:00:00Z"),
        Entry(url="https://example.org/c"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"<rss version='2.0'><channel><item><link>https://example.org/a</link></item><item><title>Q&A & more</title>"
        b"<link>https://example.org/b</link></item><item><link>https://example.org/c</link>",
        b"\n\n<?xml version='1.0'?><rss version='2.0'><channel><item><link>https://example.org/a</link></item>"
        b"<item><title>\x00\x01</title><link>https://example.org/b</link></item>"
        b"<item><b>open<link>https://example.org/c</link></item></channel></rss>",
        b"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><item><link>https://example.org/a</link>"
        b"</item><item><title>caf\xe9</title><link>https://example.org/b</link></item>"
        b"<item><link>https://example.org/c</link></item></channel></rss>",
    ],
    ids=["cut off, bare ampersands", "control characters, open tags", "wrong encoding"],
)
def test_of_a_malformed_feed_what_parses_counts(body: bytes) -> None:
    assert parse_feed(body, BASE) == [Entry(url=f"https://example.org/{name}") for name in "abc"]


def test_an_empty_feed_is_a_feed() -> None:
    assert parse_feed(b"<rss version='2.0'><channel><title>Quiet</title></channel></rss>", BASE) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Not found</body></html>",
        b"{",
        b'{"items": 5}',
        b'{"a": 1}',
        b"nonsense",
        b"<?xml version='1.0' encoding='\xc7'?><rss/>",
    ],
)
def test_what_is_no_feed(body: bytes) -> None:
    assert isinstance(parse_feed(body, BASE), Unreadable)


def test_a_bomb_of_entities_stays_small() -> None:
    levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    body = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{levels}]><rss version="2.0"><channel><item><title>&l9;</title>'
    body += "<link>https://example.org/a</link></item></channel></rss>"
    begin = time.monotonic()
    for encoding in ("utf-8", "utf-16"):
        declared = f'<?xml version="1.0" encoding="{encoding}"?>{body}'
        assert parse_feed(declared.encode(encoding), BASE) == [Entry(url="https://example.org/a")]
    assert time.monotonic() - begin < 1.0


def test_a_file_name_for_a_body_opens_nothing() -> None:
    assert isinstance(parse_feed(__file__.encode(), BASE), Unreadable)
