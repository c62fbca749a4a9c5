"""Section and keywords."""

import json

import pytest

from tests.transform.fields.test_metadata import ld, said
from tests.transform.pages import URL, article, story

TRAIL = {
    "@type": "BreadcrumbList",
    "itemListElement": [
        {"@type": "ListItem", "position": 1, "name": "Home"},
        {"@type": "ListItem", "position": 2, "item": {"@id": "/county/", "name": "County"}},
        {"@type": "ListItem", "position": 3, "name": "Board votes for bridge"},
    ],
}
CRUMBS = f'<script type="application/ld+json">{json.dumps(TRAIL)}</script>'


@pytest.mark.parametrize(
    ("head", "url", "section"),
    [
        (ld(articleSection=["Politics", "County"]), URL, ("Politics", "json_ld")),
        ("<meta property='article:section' content='Politics'>", URL, ("Politics", "meta:article:section")),
        (CRUMBS, URL, ("County", "json_ld:breadcrumb")),
        ("", URL, ("politics", "url")),
        ("", "https://example.org/article/bridge-vote", None),
        ("", "https://example.org/2026/bridge-vote", None),
        ("", "http://[", None),
    ],
)
def test_section(head: str, url: str, section: tuple[str, str] | None) -> None:
    assert said(article(story(head=head), url).section) == section


@pytest.mark.parametrize(
    ("head", "after", "tags"),
    [
        (ld(keywords=["Bridges", "R&amp;D", "_internal", "10031", "Bridges"]), "", ("Bridges", "R&D")),
        (ld(keywords="Bridges; Roads"), "", ("Bridges", "Roads")),
        ("<meta property='article:tag' content='Lee, Ann'><meta property='article:tag' content='Roads'>", "",
         ("Lee, Ann", "Roads")),
        ("<meta name=keywords content='Bridges, Roads'>", "", ("Bridges", "Roads")),
        ("", "<p>Tags: <a rel=tag href='/t/b'>Bridges</a> <a rel=tag href='/t/r'>Roads</a></p>", ("Bridges", "Roads")),
        ("", "", ()),
    ],
)  # fmt: skip
def test_tags(head: str, after: str, tags: tuple[str, ...]) -> None:
    assert article(story(head=head, after=after)).tags == tags
