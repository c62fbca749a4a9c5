"""What stands between title and text and sums it up."""

import pytest

from tests.transform.pages import FIRST, SECOND, THIRD, article, html, paragraphs

DECK = "The old bridge is to be repaired after nine years of quarrel over it"
REST = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def page(opening: str, head: str = "") -> str:
    return html(f"<main><article><h1>Board votes for bridge</h1>{opening}{REST}</article></main>", head)


@pytest.mark.parametrize(
    ("opening", "head", "method"),
    [
        (f"<p class=intro>{DECK}</p>", "", "named_standfirst"),
        (f"<div class='article-subtitle'><p>{DECK}</p></div>", "", "named_standfirst"),
        (f"<p class=x1f>{DECK}</p>", f"<meta name=description content='{DECK}'>", "is_description"),
        (f"<h2 class=x1f>{DECK}</h2>", f"<meta name=description content='{DECK}'>", "is_description"),
        (f"<h2>{DECK}</h2>", "", "heading_before_text"),
    ],
)
def test_a_standfirst_is_none_of_the_text(opening: str, head: str, method: str) -> None:
    result = article(page(opening, head))
    assert result.standfirst is not None
    assert (result.standfirst.value, result.standfirst.method) == (DECK, method)
    assert paragraphs(result) == [FIRST, SECOND, THIRD]


def test_a_first_paragraph_that_is_set_like_the_others_is_text() -> None:
    result = article(html(f"<main><h1>Board votes</h1>{REST}</main>", f"<meta name=description content='{FIRST}'>"))
    assert paragraphs(result) == [FIRST, SECOND, THIRD]


def test_a_heading_that_others_are_set_like_heads_a_section() -> None:
    result = article(page(f"<h2>{DECK}</h2><p>{SECOND}</p><h2>What comes next</h2>"))
    assert [section.heading for section in result.sections] == [DECK, "What comes next"]
