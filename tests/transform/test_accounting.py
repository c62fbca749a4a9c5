"""Every visible letter of a page is in the text or in what was removed, as often as it is on the page."""

from collections import Counter

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.demo.newsroom import Newsroom
from pipeline.models import Article, Page
from pipeline.transform import extract
from pipeline.transform.page.normalise import normalise
from tests.transform.pages import FIRST, SECOND, article, html

UNSEEN = ["script", "style", "template", "noscript", "head", "title", "iframe", "svg", "datalist"]


def visible_letters(page: bytes | str) -> Counter[str]:
    """By another parser than the product's."""
    soup = BeautifulSoup(page, "lxml")
    for tag in soup(UNSEEN):
        tag.decompose()
    return letters(soup.get_text())


def accounted_letters(result: Article) -> Counter[str]:
    return letters("".join([result.text, *(block.text for block in result.removed)]))


def letters(text: str) -> Counter[str]:
    return Counter(letter for letter in normalise(text) if letter.isalnum())


sentence = st.sampled_from(
    [FIRST, SECOND, "Advertisement", "Share", "By Ann Lee", "About the Author", "1. A toll", "Read more", "4 min read"]
)
inline = st.sampled_from(
    ["{}", "<b>{}</b>", "<a href='/x'>{}</a>", "<span class='sr-only'>{}</span>", "{}<br><br>tail", "<i>{}</i>,"]
)
box = st.sampled_from(
    ["<p>{}</p>", "<div>{}</div>", "<div class='related-posts'>{}</div>", "<ul><li>{}</li></ul>", "<h2>{}</h2>",
     "<blockquote>{}</blockquote>", "<table><tr><td>{}</td><td>cell</td></tr></table>", "<aside><p>{}</p></aside>",
     "<div id='comments'><p>{}</p></div>",
     "<form><label>{}</label></form>",
     "<figure><figcaption>{}</figcaption></figure>", "<nav>{}</nav>", "<footer>{}</footer>",
     "<div><div class='author-box'>{}</div></div>", "<button>{}</button>"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.builds(lambda b, i, s: b.format(i.format(s)), box, inline, sentence), max_size=12))
def test_generated_pages(parts: list[str]) -> None:
    page = html(
        "<h1>Board votes for bridge</h1>"
        f"<div><p>{FIRST}</p><p>{SECOND}</p><p>{FIRST} {SECOND}</p>{''.join(parts)}</div>"
    )
    assert accounted_letters(article(page)) == visible_letters(page.encode())


def demo_pages() -> list[tuple[str, str]]:
    return [(site.id, path) for site in Newsroom.load(day=2).sites for path in site.pages]


@pytest.mark.parametrize("site", sorted({site for site, _ in demo_pages()}))
def test_demo_sites(site: str) -> None:
    newsroom = Newsroom.load(day=2)
    found = 0
    for path in newsroom.site(site).pages:
        answer = newsroom.respond(site, path, {}, seen=99)
        kind = dict(answer.headers).get("Content-Type", "")
        charset = kind.partition("charset=")[2] or None
        result = extract(
            Page(url=newsroom.site(site).base + path, body=answer.body, charset=charset, content_type=kind)
        )
        if answer.status == 200 and "html" in kind and isinstance(result, Article):
            found += 1
            assert accounted_letters(result) == visible_letters(answer.body), path
    assert found >= 5
