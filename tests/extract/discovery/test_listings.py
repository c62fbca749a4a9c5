from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.discovery.listings import parse_listing
from pipeline.extract.urls import Home

BASE = "https://example.org/news/"


def listing_links(body: bytes, base: str, charset: str | None = None) -> list[str]:
    return [entry.url for entry in parse_listing(body, base, charset).entries]


def test_the_links_of_the_site_in_order_each_once() -> None:
    body = b"""<html><body><nav><a href="/">Home</a></nav>
      <a href="/news/b?utm_source=front">B</a> <a href="a">A</a> <a href="/news/b#comments">B again</a>
      <a href="https://www.example.org/c">C</a> <a href="https://elsewhere.example/d">D</a>
      <a href="mailto:desk@example.org">Write</a> <a>no link</a> <a href="#top">Top</a></body></html>"""
    assert listing_links(body, BASE) == [
        "https://example.org/",
        "https://example.org/news/b",
        "https://example.org/news/a",
        "https://www.example.org/c",
    ]


def test_the_pages_own_base_counts() -> None:
    body = b'<html><head><base href="/2026/"></head><body><a href="a">A</a></body></html>'
    assert listing_links(body, BASE) == ["https://example.org/2026/a"]


def test_the_charset_of_the_header_counts() -> None:
    body = '<a href="/wähler">Wähler</a>'.encode("windows-1252")
    assert listing_links(body, BASE, "windows-1252") == ["https://example.org/w%C3%A4hler"]


def test_broken_markup_still_has_its_links() -> None:
    assert listing_links(b"<div><a href=/a>A<a href='/b'>B</div></p><a href=\"/c\"", BASE) == [
        "https://example.org/a",
        "https://example.org/b",
    ]


def test_links_to_mobile_pages_are_links_to_the_home() -> None:
    found = parse_listing(b"<a href='https://m.example.org/a'>A</a>", BASE, home=Home.of("https://example.org/"))
    assert [entry.url for entry in found.entries] == ["https://example.org/a"]


@given(st.binary(), st.none() | st.text(max_size=8))
def test_any_bytes_are_a_listing(body: bytes, charset: str | None) -> None:
    assert listing_links(body, BASE, charset) is not None


@given(st.lists(st.sampled_from(["<a href='", "'>", "<base href='", "http://[", "\x00", "/a", "<!--", "<p", "]"])))
def test_any_markup_is_a_listing(pieces: list[str]) -> None:
    assert listing_links("".join(pieces).encode(), BASE) is not None
