import gzip

import pytest

from pipeline.extract.entries import Unreadable
from pipeline.extract.sitemaps import Sitemap, parse_sitemap
from pipeline.models import Entry

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
TWO = Sitemap(entries=(Entry(url="https://example.org/a", modified="2026-11-02"), Entry(url="https://example.org/b")))
URLSET = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made nightly --><urlset {NS}>
  <url><loc> https://example.org/a </loc><lastmod>2026-11-02</lastmod></url>
  <url><loc>https://example.org/b</loc><lastmod>last week</lastmod></url>
  <url><lastmod>2026-11-02</lastmod></url>
</urlset>""".encode()


def test_a_set_of_urls() -> None:
    assert parse_sitemap(URLSET) == TWO


def test_the_namespace_does_not_matter() -> None:
    assert parse_sitemap(URLSET.replace(NS.encode(), b"")) == TWO
    assert parse_sitemap(URLSET.replace(b"0.9", b"0.84")) == TWO


def test_gzipped() -> None:
    assert parse_sitemap(gzip.compress(URLSET)) == TWO


def test_gzipped_and_cut_off() -> None:
    many = "".join(f"<url><loc>https://example.org/{n * 7919 % 10007}</loc></url>" for n in range(5000))
    sitemap = parse_sitemap(gzip.compress(f"<urlset>{many}</urlset>".encode())[:-4000])
    assert isinstance(sitemap, Sitemap)
    assert 0 < len(sitemap.entries) < 5000


def test_an_index() -> None:
    body = f"<sitemapindex {NS}><sitemap><loc>https://example.org/1.xml</loc></sitemap>"
    body += "<sitemap><loc>https://example.org/2.xml.gz</loc><lastmod>2026-11-02</lastmod></sitemap></sitemapindex>"
    children = ("https://example.org/1.xml", "https://example.org/2.xml.gz")
    assert parse_sitemap(body.encode()) == Sitemap(children=children)


def test_a_news_sitemap() -> None:
    body = f"""<urlset {NS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
      <loc>https://example.org/a?x=1&amp;y=2</loc><news:news><news:publication><news:name>Example</news:name>
      </news:publication><news:publication_date>2026-11-02T10:00:00Z</news:publication_date></news:news>
      <lastmod>2026-11-02T11:00:00Z</lastmod></url></urlset>"""
    entry = Entry(url="https://example.org/a?x=1&y=2", modified="2026-11-02T11:00:00Z")
    assert parse_sitemap(body.encode()) == Sitemap(entries=(entry,))


def test_a_plain_list() -> None:
    entries = (Entry(url="https://example.org/a"), Entry(url="https://example.org/b"))
    assert parse_sitemap(b"\xef\xbb\xbfhttps://example.org/a\r\nhttps://example.org/b\n") == Sitemap(entries=entries)


@pytest.mark.parametrize(
    "body",
    [
        b"<urlset><url><loc>https://example.org/a</loc><lastmod>2026-11-02</lastmod></url><url><loc>https://example.org/b",
        b"<urlset><url><loc>https://example.org/a</loc><lastmod>2026-11-02</lastmod></url> & "
        b"<url><loc>https://example.org/b</loc></url></urlset>",
    ],
    ids=["cut off", "bare ampersand"],
)
def test_of_a_malformed_one_what_parses_counts(body: bytes) -> None:
    assert parse_sitemap(body) == TWO


@pytest.mark.parametrize("body", [b"", b"<html><body/></html>", b"nonsense", b"\x1f\x8b broken", b"<rss/>"])
def test_what_is_no_sitemap(body: bytes) -> None:
    assert isinstance(parse_sitemap(body), Unreadable)


def test_a_gzip_bomb_is_refused() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 3_000_000)
    assert parse_sitemap(bomb, max_bytes=1_000_000) == Unreadable(detail="more than 1000000 bytes unpacked")


def test_entities_are_neither_expanded_nor_loaded() -> None:
    levels = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    file = '<!ENTITY file SYSTEM "file:///etc/hostname">'
    body = f'<!DOCTYPE urlset [<!ENTITY l0 "lol">{levels}{file}]><urlset><url><loc>https://example.org/&l9;</loc></url>'
    body += "<url><loc>https://example.org/&file;</loc></url></urlset>"
    sitemap = parse_sitemap(body.encode())
    assert isinstance(sitemap, Sitemap)
    assert {entry.url for entry in sitemap.entries} == {"https://example.org/"}
