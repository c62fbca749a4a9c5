from pipeline.extract.listings import listing_links

BASE = "https://example.org/news/"


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
