"""Which of a page's headings and statements is its title."""

import pytest

from pipeline.models import Stated
from pipeline.transform.fields.headlines import site_names, without_site
from pipeline.transform.fields.titles import overlap
from pipeline.transform.page.dom import Head
from tests.transform.pages import FIRST, SECOND, article

TITLE = "Board votes for bridge over the Mill"
URL = "https://www.example.org/politics/board-votes-bridge/"


def page(body: str, *, og: str = "", title: str = TITLE) -> str:
    meta = f'<meta property="og:title" content="{og}">' if og else ""
    text = f"<p>{FIRST}</p><p>{SECOND}</p><p>{FIRST[:-1]} at last.</p>"
    return f"<html><head><title>{title}</title>{meta}</head><body>{body}<article>{text}</article></body></html>"


def told(source: str) -> tuple[str, str]:
    title: Stated = article(source, URL).title
    return title.value, title.method


def test_the_h1_of_a_breadcrumb_is_no_heading() -> None:
    body = f"<nav><ol><li><h1>Bridge Mill: board, vote, cost</h1></li></ol></nav><header><h2>{TITLE}</h2></header>"
    assert told(page(body, og=TITLE, title="Bridge Mill: board, vote, cost")) == (TITLE, "h2")


def test_the_sites_name_is_no_title() -> None:
    body = f"<h1><a href='/'>The Example</a></h1><h2>{TITLE}</h2>"
    assert told(page(body, title=f"{TITLE} – The Example")) == (TITLE, "h2")


def test_a_heading_unlike_all_that_is_stated_loses_to_it() -> None:
    assert told(page("<h1>Our news</h1>", og=TITLE)) == (TITLE, "meta:og:title")


def test_a_heading_in_other_words_is_still_the_title() -> None:
    body = "<h1>Board votes at last for a bridge</h1>"
    assert told(page(body, og="Board votes for bridge: what it costs")) == ("Board votes at last for a bridge", "h1")


@pytest.mark.parametrize(
    ("heading", "og", "title"),
    [
        (f"County politics {TITLE}", TITLE, TITLE),  # a kicker in the h1
        (f"Politics: {TITLE}", f"Politics: {TITLE}", f"Politics: {TITLE}"),  # stated to the letter: no kicker
        (f"Politics{TITLE}", f"Politics / {TITLE}", f"Politics / {TITLE}"),  # two elements' texts in one word
        (f"{TITLE} | Opinion", TITLE, TITLE),
    ],
)
def test_kickers(heading: str, og: str, title: str) -> None:
    assert told(page(f"<h1>{heading}</h1>", og=og))[0] == title


def test_a_mark_between_kicker_and_heading_that_only_the_style_draws() -> None:
    stated = f"Politics: {TITLE}"
    assert told(page(f"<h1><span>Politics</span> {TITLE}</h1>", og=stated, title=stated)) == (stated, "h1")


def test_a_kicker_that_the_heading_leaves_out() -> None:
    stated = "Kenya: Nairobi from below"
    head = f'<script type="application/ld+json">{{"@type": "Article", "headline": "{stated}"}}</script>'
    source = page("<h1>Nairobi from below</h1>", og=stated, title=stated).replace("</head>", f"{head}</head>")
    assert told(source) == (stated, "json_ld")


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Board votes | Politics | The Example", "Board votes | Politics"),
        ("Board votes for bridge | Politics | The Example", "Board votes for bridge"),
        ("Board votes for bridge - example.org", "Board votes for bridge"),
        ("The Example: Board votes for bridge", "Board votes for bridge"),
        ("Board votes for bridge - and for a road", "Board votes for bridge - and for a road"),
        ("The Example", "The Example"),
    ],
)
def test_the_sites_name_is_cut_off(text: str, cut: str) -> None:
    head = Head(title="", language=None, metas={"og:site_name": ("The Example",)}, canonical=None, ld_json=())
    assert without_site(text, site_names(head, {}, URL)) == cut


def test_overlap() -> None:
    assert overlap("board votes", "votes board") == 1
    assert overlap("board votes", "") == 0
