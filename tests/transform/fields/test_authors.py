"""Who wrote the article, by JSON-LD and by the lines around its title."""

import pytest

from pipeline.models import Article
from tests.transform.fields.test_metadata import ld
from tests.transform.pages import THIRD, article, story

ANN, BO = {"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Ek"}
AGENCY, HOUSE = {"@type": "Organization", "name": "News Agency"}, {"@type": "Organization", "name": "Example"}


def names(result: Article) -> list[str]:
    return [author.value for author in result.authors]


@pytest.mark.parametrize(
    ("stated", "line", "authors"),
    [
        ([ANN], "By Ann Lee and Bo Ek", ["Ann Lee", "Bo Ek"]),  # JSON-LD names the first only
        ([ANN, BO], "By Ann Lee", ["Ann Lee", "Bo Ek"]),
        ([ANN], "By Cy Day", ["Cy Day"]),  # what the reader sees
        ([ANN], "Cy Day", ["Ann Lee"]),  # may be anybody
        ([ANN], "ANN LEE", ["Ann Lee"]),
        ([ANN, AGENCY], "", ["Ann Lee", "News Agency"]),
        ([ANN, HOUSE], "", ["Ann Lee"]),
        ([HOUSE], "By Ann Lee", ["Ann Lee"]),
        ([HOUSE], "", ["Example"]),
        ([HOUSE], "By the news desk", ["the news desk"]),
    ],
)
def test_json_ld_and_byline(stated: list[dict[str, str]], line: str, authors: list[str]) -> None:
    page = story(head=ld(author=stated, publisher=HOUSE)).replace("</h1>", f"</h1><div class=byline>{line}</div>")
    assert names(article(page)) == authors


@pytest.mark.parametrize(
    "lines",
    [
        "<div>By Ann Lee</div>",
        "<div><span>By</span></div><div>Ann Lee</div>",
        "<div>Ann Lee</div><div>2 November 2026</div>",
        "<div>2 November 2026 • Ann Lee • 3 min read</div>",
        "<div>2 November 2026</div><div>Von Ann Lee, Berlin</div>",
        "<div class=byline>Written by Ann Lee</div><div class=byline>Reviewed by Bo Ek</div>",
    ],
)
def test_lines_below_the_title(lines: str) -> None:
    assert names(article(story().replace("</h1>", f"</h1>{lines}"))) == ["Ann Lee"]


def test_several_lines() -> None:
    lines = "<div class=byline>Ann Lee</div><div class=byline>Bo Ek</div>"
    assert names(article(story().replace("</h1>", f"</h1>{lines}"))) == ["Ann Lee", "Bo Ek"]


def test_a_line_below_the_text() -> None:
    page = story().replace(f"<p>{THIRD}</p>", f"<p>{THIRD}</p><p>Posted by Ann Lee on 2 November 2026</p>")
    assert names(article(page)) == ["Ann Lee"]


def test_other_articles_authors_do_not_count() -> None:
    teasers = "<div class=related-posts><a rel=author href=/b>Bo Ek</a><a rel=author href=/c>Cy Day</a></div>"
    assert names(article(story(after=teasers, head="<meta name=author content='Ann Lee'>"))) == ["Ann Lee"]


def test_the_site_is_an_author_only_if_nobody_else_is() -> None:
    head = "<meta property='og:site_name' content='The Example'><meta name=author content='The Example'>"
    assert names(article(story(head=head))) == ["The Example"]
    assert names(article(story(head=head).replace("</h1>", "</h1><div>By Ann Lee</div>"))) == ["Ann Lee"]
