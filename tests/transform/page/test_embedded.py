"""Articles that a page carries as data and does not show."""

import json

from pipeline.transform.page.embedded import embedded_html
from tests.transform.pages import FIRST, SECOND, THIRD, article, html, paragraphs

BODY = "".join(f'<p class="editor">{text}</p>' for text in (FIRST, SECOND, THIRD)) + "<p>" + FIRST[:90] + " again.</p>"


def escaped(text: str) -> str:
    return json.dumps(text).replace("<", "\\u003c")


def test_markup_in_the_state_of_an_application() -> None:
    state = f'window.__STATE = {{"id": 7, "teaser": "<p>{FIRST}</p>", "contentHtml": {escaped(BODY)}}}'
    page = html(f"<div id=app></div><script>{state}</script>")
    assert paragraphs(article(page)) == [FIRST, SECOND, THIRD, FIRST[:90] + " again."]


def test_text_in_json_ld_alone() -> None:
    node = {
        "@type": "NewsArticle",
        "headline": "Board votes for bridge",
        "articleBody": "\n".join((FIRST, SECOND, THIRD)),
    }
    page = html("<div id=app></div>", head=f"<script type='application/ld+json'>{json.dumps(node)}</script>")
    assert paragraphs(article(page)) == [FIRST, SECOND, THIRD]


def test_a_page_that_shows_its_text_is_read_as_it_shows_it() -> None:
    page = html(f"<main><p>{FIRST}</p><p>{SECOND}</p></main><script>x = {{'b': {escaped(BODY)}}}</script>")
    assert paragraphs(article(page)) == [FIRST, SECOND]


def test_a_string_without_paragraphs_is_no_article() -> None:
    assert embedded_html([json.dumps({"css": "a{b:c}" * 100}), '"<p>short</p>"']) is None
