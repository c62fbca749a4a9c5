"""What a page shows of its kind."""

from collections.abc import Sequence

import pytest

from pipeline.models import Article, Rejection, Stated
from pipeline.transform.article import assembled
from pipeline.transform.fields.source import Said
from pipeline.transform.page.tree import Block, Tree
from pipeline.transform.refusals.facts import Facts, facts_of
from tests.transform.pages import FIRST, SECOND, THIRD, html, story, surveyed


def facts(page: str, url: str = "https://news.example.org/2026/03/bridge-vote.html") -> Facts:
    found: list[Facts] = []

    def refuse(said: Said, tree: Tree, content: Sequence[Block], published: Stated | None) -> Rejection | None:
        found.append(facts_of(said, tree, content, published))
        return None

    result = assembled(surveyed(page, url), None, refuse=refuse)
    assert isinstance(result, Article)
    return found[0]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "https://news.example.org/2026/03/bridge-vote.html",
            {
                "host news", "depth 3", "suffix html", "slug 2 words", "slug 10 characters", "slug bridge",
                "slug vote", "has a date",
            },
        ),
        (
            "https://example.org/shop/item/4711/?page=2&utm_source=x",
            {
                "depth 3", "in shop", "in item", "slug 1 words", "slug 00 characters", "ends in 4711",
                "slug has digits", "slug is a number", "ends in /", "query page",
            },
        ),
        ("https://example.org/", {"depth 0", "ends in /"}),
        ("", set()),
        ("http://[broken", set()),
    ],
)  # fmt: skip
def test_the_address(url: str, expected: set[str]) -> None:
    assert facts(story(), url).marks["address"] == expected


def test_what_the_head_says() -> None:
    node = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"@type": "Person"}}</script>'
    marks = facts(
        story(head=f"{node}<meta property='og:type' content='Article'><meta name=date content=2026-03-02>")
    ).marks
    assert marks["json_ld"] == {"newsarticle", "person"}
    assert marks["og_type"] == {"article"}
    assert marks["meta"] == {"og:type", "date"}
    assert marks["date"] == {"meta:date"}


def test_what_is_missing_is_a_fact_too() -> None:
    marks = facts(story(), "https://example.org/bridge").marks
    assert (marks["json_ld"], marks["og_type"], marks["date"]) == ({"none"}, {"none"}, {"none"})


def test_names_tags_and_short_texts() -> None:
    marks = facts(story(after="<div class='add-to-cart'><button>Add to cart</button></div>")).marks
    assert {"cart", "to cart", "entry content"} <= marks["class"]
    assert {"article", "button", "h1"} <= marks["tag"]
    assert {"add to cart", "© 2026 example"} <= marks["says"]
    assert FIRST.lower() not in marks["says"]


def test_numbers() -> None:
    links = "".join(f"<li><a href='/{n}'>Story number {n} of the day</a></li>" for n in range(5))
    text = f"<h1>Board votes for bridge</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    numbers = facts(html(f"<article>{text}</article><ul>{links}</ul>")).numbers
    assert numbers == {
        "links": 5,
        "share of links": 5 / 9,
        "share of text": 3 / 9,
        "alike blocks": 5,
        "linked headings": 0,
        "article elements": 1,
        "times": 0,
        "characters of text": len(FIRST) + len(SECOND) + len(THIRD),
        "characters a paragraph": len(SECOND),
        "long paragraphs": 0,
        "linked text": 0,
        "headings": 0,
    }


def test_a_page_that_says_nothing_of_itself() -> None:
    assert facts(html(f"<h1>Vote</h1><p>{FIRST}</p><p>{SECOND}</p>")).said == 1  # «none» for JSON-LD
