"""When an article was published, by what the page states and by what it shows."""

import json

import pytest

from tests.transform.fields.test_metadata import ld, said
from tests.transform.pages import article, html, story


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("2 November 2026", "2026-11-02", None),
        ("Published 2 November 2026 | Updated 4 November 2026", "2026-11-02", "2026-11-04"),
        ("Updated 4 November 2026. Published 2 November 2026", "2026-11-02", "2026-11-04"),
        ("Aktualisiert am 4.11.2026, erschienen am 2.11.2026", "2026-11-02", "2026-11-04"),
        ("Updated 4 November 2026", "2026-11-04", "2026-11-04"),  # nothing better is said
        ("The board met first on 2 November 2025 in the hall of the fire brigade, and then never again.", None, None),
    ],
)
def test_lines_below_the_title(line: str, published: str | None, modified: str | None) -> None:
    result = article(story().replace("</h1>", f"</h1><div>{line}</div>"))
    assert (result.published and result.published.value) == published
    assert (result.modified and result.modified.value) == modified


@pytest.mark.parametrize(
    ("stated", "line", "published"),
    [
        ("2026-11-02T23:30:00Z", "2 November 2026", ("2026-11-02T23:30:00+00:00", "json_ld")),
        ("2026-11-03T01:30:00Z", "2 November 2026", ("2026-11-03T01:30:00+00:00", "json_ld")),  # another time zone
        ("2026-11-20T08:00:00Z", "2 November 2026", ("2026-11-02", "date_line")),  # the site was built anew
        ("2026-11-02T08:00:00Z", "20 November 2026", ("2026-11-02T08:00:00+00:00", "json_ld")),
        ("2026-11-20T08:00:00Z", "Updated 2 November 2026", ("2026-11-20T08:00:00+00:00", "json_ld")),
    ],
)
def test_stated_and_shown(stated: str, line: str, published: tuple[str, str]) -> None:
    page = story(head=ld(datePublished=stated)).replace("</h1>", f"</h1><div>{line}</div>")
    assert said(article(page).published) == published


def test_the_pages_node_speaks_where_the_article_has_none() -> None:
    node = json.dumps({"@type": "WebPage", "datePublished": "2026-11-02", "dateModified": "2026-11-04"})
    result = article(story(head=f'<script type="application/ld+json">{node}</script>'))
    assert said(result.published) == ("2026-11-02", "json_ld:page")
    assert said(result.modified) == ("2026-11-04", "json_ld:page")


def test_a_meta_of_the_sites_own_naming() -> None:
    result = article(story(head="<meta name='x-published-date' content='2026-11-02'>"))
    assert said(result.published) == ("2026-11-02", "meta:x-published-date")


@pytest.mark.parametrize(
    ("language", "published"), [("en", "2026-02-11"), ("en-us", "2026-02-11"), ("en-gb", "2026-11-02")]
)
def test_numbers_alone(language: str, published: str) -> None:
    page = story().replace("</h1>", "</h1><div>2/11/2026</div>").replace("lang=en", f"lang={language}")
    result = article(page).published
    assert result is not None
    assert result.value == published


def test_a_date_below_the_text() -> None:
    page = story().replace("</article>", "<ul><li>Date 2 November 2026</li></ul></article>")
    assert said(article(page).published) == ("2026-11-02", "date_line")


def test_a_caption_is_no_date_line() -> None:
    picture = "<figure><img src=a.jpg><figcaption>The Mill, 2 November 2025</figcaption></figure>"
    assert article(story(before=picture)).published is None


def test_a_page_without_any_date() -> None:
    result = article(html(story()))
    assert (result.published, result.modified) == (None, None)
