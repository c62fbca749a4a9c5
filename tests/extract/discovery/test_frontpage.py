import pytest

from pipeline.extract.discovery.frontpage import FrontPage, read_front_page

HOME = "https://example.org/politics/"


def read(html: str) -> FrontPage:
    return read_front_page(html.encode(), HOME)


def test_what_a_page_declares() -> None:
    page = read("""
        <html lang="en-GB"><head>
        <title>Politics | The Example</title>
        <meta property="og:site_name" content=" The
            Example ">
        <link rel="alternate" type="application/rss+xml" href="/feed/">
        <link rel="ALTERNATE nofollow" type=" Application/Atom+XML" href="atom.xml">
        <link rel="alternate" type="application/feed+json" href="https://feeds.example.org/all.json">
        <link rel="alternate" type="application/rss+xml" href="/feed/">
        <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
        <link rel="alternate" hreflang="fr" href="/fr/">
        <link rel="stylesheet" type="application/rss+xml" href="/style">
        <link rel="alternate" type="application/rss+xml" href="mailto:desk@example.org">
        <link rel="https://api.w.org/" href="https://example.org/wp-json/">
        </head><body><a href="/one">One</a> <a href="/two">Two</a> <a href="https://else.example/">Else</a></body></html>
    """)
    assert page == FrontPage(
        url=HOME,
        name="The Example",
        language="en",
        feeds=(
            "https://example.org/feed/",
            "https://example.org/politics/atom.xml",
            "https://feeds.example.org/all.json",
        ),
        wordpress_api="https://example.org/wp-json/",
        links=2,
    )


def test_a_page_that_declares_nothing() -> None:
    assert read("<p>hello") == FrontPage(url=HOME, name="", language=None, feeds=(), wordpress_api=None, links=0)


def test_without_a_stated_name_the_title_is_one() -> None:
    assert read("<meta property='og:site_name' content=' '><title>The\x07 \n Example</title>").name == "The Example"


@pytest.mark.parametrize(
    ("lang", "expected"), [("de", "de"), ("PT_br", "pt"), ("fil-PH", "fil"), ("english", None), ("", None), ("x", None)]
)
def test_a_language_is_taken_without_its_region(lang: str, expected: str | None) -> None:
    assert read(f"<html lang='{lang}'>").language == expected


def test_bytes_are_read_in_the_charset_of_the_header() -> None:
    assert read_front_page("<title>Fränkischer Bote</title>".encode("cp1252"), HOME, "cp1252").name == (
        "Fränkischer Bote"
    )
