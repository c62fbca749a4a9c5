import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.discovery.entries import Document, Unreadable
from pipeline.extract.discovery.sitemaps import parse_sitemap
from pipeline.models import Entry

BASE = "https://example.org/sitemap.xml"

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
TWO = Document(entries=(Entry(url="https://example.org/a", modified="2026-11-02"), Entry(url="https://example.org/b")))
URLSET = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made nightly --><urlset {NS}>
  <url><loc> https://example.org/a </loc><lastmod>2026-11-02</lastmod></url>
  <url><loc>https://example.org/b</loc><lastmod>last week</lastmod></url>
  <url><lastmod>2026-11-02</lastmod></url>
</urlset>""".encode()


def test_a_set_of_urls() -> None:
    assert parse_sitemap(URLSET, BASE) == TWO


def test_the_namespace_does_not_matter() -> None:
    assert parse_sitemap(URLSET.replace(NS.encode(), b""), BASE) == TWO
    assert parse_sitemap(URLSET.replace(b"0.9", b"0.84"), BASE) == TWO


def test_an_index() -> None:
    body = f"<sitemapindex {NS}><sitemap><loc>https://example.org/1.xml</loc></sitemap>"
    body += "<sitemap><loc>https://example.org/2.xml.gz</loc><lastmod>2026-11-02</lastmod></sitemap></sitemapindex>"
    children = (
        Entry(url="https://example.org/1.xml"),
        Entry(url="https://example.org/2.xml.gz", modified="2026-11-02"),
    )
    assert parse_sitemap(body.encode(), BASE) == Document(children=children)


def test_a_news_sitemap_is_a_window_with_the_dates_of_publication() -> None:
    body = f"""<urlset {NS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
      xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"><url>
      <video:video><video:publication_date>2020-01-01</video:publication_date></video:video>
      <loc>https://example.org/a?x=1&amp;y=2</loc><news:news><news:publication><news:name>Example</news:name>
      </news:publication><news:publication_date>2026-11-02T10:00:00Z</news:publication_date></news:news>
      <lastmod>2026-11-02T11:00:00Z</lastmod></url></urlset>"""
    entry = Entry(
        url="https://example.org/a?x=1&y=2", published="2026-11-02T10:00:00Z", modified="2026-11-02T11:00:00Z"
    )
    assert parse_sitemap(body.encode(), BASE) == Document(entries=(entry,), window=True)


def test_addresses_of_images_are_no_pages() -> None:
    body = b"<urlset><url><image:image><image:loc>/a.jpg</image:loc></image:image><loc>/a</loc></url></urlset>"
    assert parse_sitemap(body, BASE) == Document(entries=(Entry(url="/a"),))


def test_a_plain_list() -> None:
    entries = (Entry(url="https://example.org/a"), Entry(url="https://example.org/b"))
    assert parse_sitemap(b"\xef\xbb\xbfhttps://example.org/a\r\nhttps://example.org/b\n", BASE) == Document(
        entries=entries
    )


@pytest.mark.parametrize(
    "body",
    [
        b"<urlset><url><loc>https://example.org/a</loc><lastmod>2026-11-02</lastmod></url>"
        b"<url><loc>https://example.org/b</loc><lastmod>2026-",
        b"<urlset><url><loc>https://example.org/a</loc><lastmod>2026-11-02</lastmod></url>"
        b"<url><loc>https://example.org/b</loc></url><url><loc>https://example.org/polit",
        b"<urlset><url><loc>https://example.org/a</loc><lastmod>2026-11-02</lastmod></url> & "
        b"<url><loc>https://example.org/b</loc></url></urlset>",
    ],
    ids=["cut off in a date", "cut off in an address", "bare ampersand"],
)
def test_of_a_malformed_one_what_parses_counts(body: bytes) -> None:
    assert parse_sitemap(body, BASE) == TWO


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"", "not a sitemap: it is empty"),
        (b"<html><body/></html>", "not a sitemap: it is an HTML page"),
        (b"nonsense", "not a sitemap: no markup in it"),
        (b"<rss/>", "not a sitemap: its root element is rss"),
        (b"\x00\x01\x02", "not a sitemap: it is binary data"),
    ],
)
def test_what_is_no_sitemap(body: bytes, detail: str) -> None:
    assert parse_sitemap(body, BASE) == Unreadable(detail=detail)


@given(st.binary() | st.binary().map(lambda tail: b"https://example.org/\n" + tail))
def test_any_bytes_are_a_sitemap_or_none(body: bytes) -> None:
    assert isinstance(parse_sitemap(body, BASE), Document | Unreadable)
