"""What a page says of its article, and by which way."""

import json

import pytest

from pipeline.models import Stated
from tests.transform.pages import article, story


def said(value: Stated | None) -> tuple[str, str] | None:
    return (value.value, value.method) if value else None


def ld(**fields: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Board votes for bridge", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


GRAPH = json.dumps(
    {
        "@graph": [
            {
                "@type": "Article",
                "author": {"@id": "#ann"},
                "publisher": {"@id": "#org"},
                "datePublished": "2026-11-02",
            },
            {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
            {"@type": "Organization", "@id": "#org", "name": "Example"},
        ]
    }
)


def test_references_in_a_graph_are_resolved() -> None:
    result = article(story(head=f'<script type="application/ld+json">{GRAPH}</script>'))
    assert [said(author) for author in result.authors] == [("Ann Lee", "json_ld")]
    assert said(result.published) == ("2026-11-02", "json_ld")


@pytest.mark.parametrize(
    ("head", "before", "authors"),
    [
        (ld(author=[{"name": "Ann Lee"}, {"name": "Bo Ek"}]), "", [("Ann Lee", "json_ld"), ("Bo Ek", "json_ld")]),
        (ld(author="Ann Lee and Bo Ek"), "", [("Ann Lee", "json_ld"), ("Bo Ek", "json_ld")]),
        ("<meta name=author content='Ann Lee'>", "", [("Ann Lee", "meta:author")]),
        ("", "<p class=byline>By <a rel=author href='/a'>Ann Lee</a></p>", [("Ann Lee", "byline")]),
        ("", "<p class=byline><a rel=author href='/a'>Ann Lee</a></p>", [("Ann Lee", "rel_author")]),
        ("", "<p class=byline>By Ann Lee</p>", [("Ann Lee", "byline")]),
        (
            ld(author={"@type": "Organization", "name": "Example"}),
            "<p class=byline>By Ann Lee</p>",
            [("Ann Lee", "byline")],
        ),
        (ld(author={"@type": "Organization", "name": "Example"}), "", [("Example", "json_ld")]),
        ("", "", []),
    ],
)
def test_authors(head: str, before: str, authors: list[tuple[str, str]]) -> None:
    assert [said(author) for author in article(story(head=head, before=before)).authors] == authors


def test_names_and_dates_of_comments_are_not_the_articles() -> None:
    thread = (
        "<div id=comments><a rel=author>Troll One</a> <time datetime='2026-12-24'>later</time>"
        "<p>I doubt it very much.</p></div>"
    )
    result = article(story(after=thread))
    assert (result.authors, result.published) == ((), None)


@pytest.mark.parametrize(
    ("head", "before", "published"),
    [
        (ld(datePublished="2026-11-02T07:15:00Z"), "", ("2026-11-02T07:15:00+00:00", "json_ld")),
        (
            "<meta property='article:published_time' content='2026-11-02T07:15:00-05:00'>",
            "",
            ("2026-11-02T07:15:00-05:00", "meta:article:published_time"),
        ),
        ("", "<time datetime='2026-11-02'>2 Nov</time>", ("2026-11-02", "time")),
        ("", "<p class='entry-date'>2 November 2026</p>", ("2026-11-02", "date_line")),
        ("", "", None),
    ],
)
def test_published(head: str, before: str, published: tuple[str, str] | None) -> None:
    assert said(article(story(head=head, before=before)).published) == published


def test_the_address_dates_what_nothing_else_does() -> None:
    result = article(story(), url="https://www.example.org/2026/11/02/bridge/")
    assert said(result.published) == ("2026-11-02", "url")


def test_raw_values_are_kept() -> None:
    result = article(story(head=ld(datePublished="2026-11-02T07:15:00Z")))
    assert result.published is not None
    assert result.published.raw == "2026-11-02T07:15:00Z"


def test_the_visible_heading_is_the_title() -> None:
    result = article(story(head="<meta property='og:title' content='Bridge vote: all you need'>"))
    assert said(result.title) == ("Board votes for bridge", "h1")


def test_a_logo_in_an_h1_is_not_the_title() -> None:
    page = story(head="<meta property='og:title' content='Board votes for bridge'>").replace(
        "<main>", "<h1>Example</h1><main>"
    )
    assert article(page).title.value == "Board votes for bridge"


def test_a_kicker_inside_the_heading_is_not_the_title() -> None:
    page = story(head=ld()).replace("<h1>", "<h1><span>County politics: </span>")
    assert article(page).title.value == "Board votes for bridge"


def test_without_a_heading_the_pages_title_without_the_sites_name() -> None:
    page = story().replace("<h1>Board votes for bridge</h1>", "")
    assert said(article(page).title) == ("Board votes for bridge", "title")


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("https://example.org/bridge", "https://example.org/bridge"),
        ("/politics/bridge", "https://www.example.org/politics/bridge"),
        ("https://elsewhere.net/bridge", "https://www.example.org/politics/bridge-vote/"),
        ("https://www.example.org/", "https://www.example.org/politics/bridge-vote/"),
        ("http://[", "https://www.example.org/politics/bridge-vote/"),
    ],
)
def test_a_canonical_link_counts_on_the_same_site_only(href: str, canonical: str) -> None:
    assert article(story(head=f'<link rel=canonical href="{href}">')).canonical_url == canonical


def test_the_rest() -> None:
    head = ld(articleSection="Politics", keywords="Bridges, Roads", image="/b.jpg", dateModified="2026-11-03")
    result = article(story(head=head))
    assert said(result.section) == ("Politics", "json_ld")
    assert result.tags == ("Bridges", "Roads")
    assert said(result.image) == ("https://www.example.org/b.jpg", "json_ld")
    assert said(result.modified) == ("2026-11-03", "json_ld")
    assert said(result.language) == ("en", "html_lang")
