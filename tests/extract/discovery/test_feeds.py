import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.discovery.entries import Document, Unreadable
from pipeline.extract.discovery.feeds import parse_feed
from pipeline.models import Entry

BASE = "https://example.org/feed/"


def read(body: bytes, charset: str | None = None) -> list[Entry]:
    document = parse_feed(body, BASE, charset)
    assert isinstance(document, Document)
    assert document.window
    return list(document.entries)


def test_rss_with_its_publication_dates() -> None:
    body = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Politics</title><link>https://example.org/</link>
      <item><title>A</title><link>https://example.org/a</link><pubDate>Mon, 02 Nov 2026 10:00:00 +0100</pubDate></item>
      <item><title>B</title><link> /b </link></item>
    </channel></rss>"""
    assert read(body) == [
        Entry(url="https://example.org/a", published="2026-11-02T09:00:00+00:00"),
        Entry(url="https://example.org/b"),
    ]


def test_the_date_of_change_stands_beside_the_date_of_publication() -> None:
    body = b"""<rss version="2.0" xmlns:dcterms="http://purl.org/dc/terms/"><channel><item>
      <link>https://example.org/a</link><pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate>
      <dcterms:modified>2026-11-03T08:00:00Z</dcterms:modified></item></channel></rss>"""
    assert read(body) == [
        Entry(url="https://example.org/a", published="2026-11-02T10:00:00+00:00", modified="2026-11-03T08:00:00Z")
    ]


def test_atom() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Politics</title><updated>2026-11-03T00:00:00Z</updated>
      <entry><link rel="self" href="https://example.org/a.atom"/><link href="/a"/>
        <updated>2026-11-02T10:00:00+01:00</updated>
        <published>2026-11-01T10:00:00Z</published></entry>
      <entry><link rel="alternate" href="https://example.org/b"/><published>2026-11-01T10:00:00Z</published></entry>
      <entry><title>Without a link</title></entry>
    </feed>"""
    assert read(body) == [
        Entry(url="https://example.org/a", published="2026-11-01T10:00:00Z", modified="2026-11-02T10:00:00+01:00"),
        Entry(url="https://example.org/b", published="2026-11-01T10:00:00Z"),
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
    assert read(body) == [
        Entry(url="https://example.org/a", published="2026-11-01T10:00:00Z", modified="2026-11-02T10:00:00Z"),
        Entry(url="https://example.org/b", published="2026-11-01T10:00:00Z"),
        Entry(url="https://example.org/c"),
    ]


def test_rdf() -> None:
    body = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/"><link>https://example.org/</link>
      <items><rdf:Seq><rdf:li rdf:resource="https://example.org/a"/></rdf:Seq></items></channel>
      <item rdf:about="https://example.org/a"><link>https://example.org/a</link><dc:date>2026-11-02</dc:date></item>
    </rdf:RDF>"""
    assert read(body) == [Entry(url="https://example.org/a", published="2026-11-02")]


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<guid>https://example.org/a</guid>", "https://example.org/a"),
        ("<guid isPermaLink='false'>https://example.org/?p=1</guid>", None),
        ("<guid>tag:example.org,2026:1</guid>", None),
        ("<guid>https://example.org/?p=1</guid><link>/a</link>", "https://example.org/a"),
        (
            "<link>https://feeds.example/~r/1</link><f:origLink>https://example.org/a</f:origLink>",
            "https://example.org/a",
        ),
        ("<a:link rel='self' href='/a.rss'/><a:link href='/a'/>", "https://example.org/a"),
        ("<link rel='alternate' type='application/json' href='/a.json'/><link href='/a'/>", "https://example.org/a"),
        ("<source><link>https://wire.example/</link></source>", None),
        ("<link><![CDATA[ /a?x=1&y=2 ]]></link>", "https://example.org/a?x=1&y=2"),
    ],
)
def test_where_an_item_leads(item: str, url: str | None) -> None:
    found = read(f"<rss><channel><item>{item}</item></channel></rss>".encode())
    assert [entry.url for entry in found] == ([url] if url else [])


def test_links_are_relative_to_xml_base() -> None:
    body = b"<feed xml:base='https://example.org/x/'><entry xml:base='y/'><link href='a'/></entry></feed>"
    assert read(body) == [Entry(url="https://example.org/x/y/a")]


MALFORMED = {
    "cut off between fields": "<rss><channel>{a}{b}<item><link>https://example.org/c</link><title>C",
    "cut off in a link": "<rss><channel>{a}{b}{c}<item><link>https://example.org/polit",
    "bare ampersands": "<rss><channel><title>Q&A & more &</title>{a}{b}{c}</channel></rss>",
    "bare angle brackets": "<rss><channel><title>5 < 6 <3 <</title>{a}{b}{c}</channel></rss>",
    "control characters": "<rss><channel><title>\x00\x01\x0b\x1f</title>{a}\x08{b}{c}</channel></rss>",
    "entities of HTML": "<rss><channel><title>&nbsp;&ldquo;&nosuch;</title>{a}{b}{c}</channel></rss>",
    "several marks and spaces": "\ufeff\ufeff \n<?xml version='1.0'?><rss><channel>{a}{b}{c}</channel></rss>",
    "a warning before it": "<br />\n<b>Warning</b>: foo() & bar <rss><channel>{a}{b}{c}</channel></rss>",
    "several roots": "<rss>{a}</rss><?xml version='1.0'?><rss>{b}</rss><rss>{c}</rss>",
    "tags left open": "<rss><channel><p>x<p>y<big>z{a}<big>{b}<description>T<br>U<img src=x>{c}</channel></rss>",
    "tags closed that never opened": "<rss></p></big></foo><channel>{a}</big></item>{b}</channel></rss>{c}",
    "attributes without quotes": "<rss version=2.0><channel><image width=10>{a}{b}{c}</channel></rss>",
    "an attribute twice": "<rss a='1' a='2'><channel>{a}{b}{c}</channel></rss>",
    "undeclared prefixes": "<rss><channel><media:x:y/>{a}<dc:x>{b}</dc:x>{c}</channel></rss>",
    "an open section": "<rss><channel>{a}{b}{c}<item><title><![CDATA[ <item><link>https://example.org/d</link>",
}  # fmt: skip


@pytest.mark.parametrize("text", MALFORMED.values(), ids=MALFORMED)
def test_of_a_malformed_feed_what_parses_counts(text: str) -> None:
    items = {name: f"<item><link>https://example.org/{name}</link></item>" for name in "abc"}
    assert read(text.format(**items).encode()) == [Entry(url=f"https://example.org/{name}") for name in "abc"]


def test_an_address_keeps_its_ampersands_in_a_malformed_feed() -> None:
    body = b"<rss></x><item><link>/?a=1&amp;b=2&c=3&copy=4</link></item></rss>"
    assert read(body) == [Entry(url="https://example.org/?a=1&b=2&c=3&copy=4")]


def test_a_thousand_items_with_open_and_with_stray_tags() -> None:
    items = "".join(f"<item><description>a<br>b<hr>c</p></description><link>/{n}</link></item>" for n in range(1000))
    assert [entry.url for entry in read(f"<rss><channel>{items}</channel></rss>".encode())] == [
        f"https://example.org/{n}" for n in range(1000)
    ]


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "iso-8859-1", "iso-8859-1"),
        ("utf-8-sig", "utf-16", None),
        ("windows-1252", "utf-8", "utf-8"),
        ("windows-1252", "no-such-encoding", "\0"),
        ("windows-1252", "hex", "punycode"),
        ("windows-1252", "utf-16", "utf-32"),
        ("iso-8859-2", "iso-8859-2", None),
        ("iso-8859-2", "utf-8", "iso-8859-2"),
        ("utf-16", "utf-16", None),
        ("utf-16-le", "utf-8", None),
        ("utf-16-be", "utf-8", None),
        ("utf-32", "utf-8", None),
    ],
)
def test_whatever_charset_it_declares(encoding: str, declared: str, charset: str | None) -> None:
    body = f"<?xml version='1.0' encoding='{declared}'?><rss><item><link>/w\u00e4hler</link></item></rss>"
    assert read(body.encode(encoding), charset) == [Entry(url="https://example.org/w\u00e4hler")]


def test_one_wrong_byte_does_not_spoil_the_rest() -> None:
    body = "<rss><title>caf\u00e9</title><item><link>/w\u00e4hler</link></item></rss>".encode()
    assert read(body.replace(b"caf\xc3\xa9", b"caf\xe9")) == [Entry(url="https://example.org/w\u00e4hler")]


def test_an_empty_feed_is_a_feed() -> None:
    assert read(b"<rss version='2.0'><channel><title>Quiet</title></channel></rss>") == []


@pytest.mark.parametrize(
    "text",
    [
        '\ufeff{"items": [{"url": "/a"}, {"url": "/b"}, {"url": "/c"}], "version"',
        '{"items": [{"url": "/a"}, {"url": "/b"}, {"url": "/c"}, {"url": "/d',
        '{"title": "x\ny\tz", "items": [{"url": "/a"}, {"url": "/b"}, {"url": "/c"},]}',
    ],
    ids=["cut off after the list", "cut off in an item", "line breaks in texts, a comma too many"],
)
def test_of_a_malformed_json_feed_what_parses_counts(text: str) -> None:
    assert read(text.encode()) == [Entry(url=f"https://example.org/{name}") for name in "abc"]


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"", "not a feed: it is empty"),
        (b"<html><body>Not found</body></html>", "not a feed: it is an HTML page that names no feed"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR<item>", "not a feed: it is binary data"),
        (b"nonsense", "not a feed: no markup in it"),
        (b"<error><code>17</code></error>", "not a feed: its root element is error"),
        (b"<urlset/>", "not a feed: its root element is urlset"),
        (b'{"items": 5}', "not a JSON feed: no list of items in it"),
        (b'{"message": "No such feed"}', "not a JSON feed: No such feed"),
        (b"{", "not a JSON feed: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
    ],
)
def test_what_is_no_feed(body: bytes, detail: str) -> None:
    assert parse_feed(body, BASE) == Unreadable(detail=detail)


def test_a_page_in_place_of_a_feed_tells_where_its_feeds_are() -> None:
    page = b"""<!DOCTYPE html><html><head><link rel="stylesheet" href="/x.css">
      <link rel="alternate" type="application/rss+xml" href="/rss.xml"><link rel=alternate hreflang=de href="/de">
      <link rel="alternate" type="application/atom+xml" href="https://feeds.example/atom"></head><p>Welcome"""
    assert parse_feed(page, BASE) == Unreadable(
        detail="not a feed: it is an HTML page; the feeds it names: https://example.org/rss.xml, https://feeds.example/atom"
    )


def test_a_file_name_for_a_body_opens_nothing() -> None:
    assert isinstance(parse_feed(__file__.encode(), BASE), Unreadable)


MARKUP = st.lists(
    st.sampled_from(
        [b"<rss>", b"<item>", b"</item>", b"<link>", b"</link>", b"<link href='", b"'>", b"<![CDATA[", b"]]>", b"<!--",
         b"&", b"&amp;", b"&#0;", b"<!DOCTYPE x [<!ENTITY y 'z'>]>", b"&y;", b"<?xml encoding='utf-16'?>", b"\x00",
         b"\xff", b"\xfe\xff", b"/a", b"<pubDate>", b"{", b'"items":[', b'{"url":"\\ud800"}', b"xml:base='http://["]
    )
).map(b"".join)  # fmt: skip


@given(st.one_of(st.binary(), MARKUP, MARKUP.map(gzip.compress)), st.one_of(st.none(), st.text(max_size=8)))
def test_any_bytes_are_a_feed_or_none(body: bytes, charset: str | None) -> None:
    assert isinstance(parse_feed(body, BASE, charset), Document | Unreadable)
