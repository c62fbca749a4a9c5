"""Every block of a page is shown with its label, also where the page is no article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.demo.folder import Story
from pipeline.demo.newsroom import Newsroom
from pipeline.models import Article, Page, Rejection
from pipeline.reasons import Reason
from pipeline.transform import extract, labelled
from tests.transform.pages import FIRST, SECOND, html

URL = "https://example.org/story"
NEWSROOM = Newsroom.load()


def of(body: str) -> Page:
    return Page(url=URL, body=html(body).encode())


def test_content_has_its_section_and_all_else_its_rule() -> None:
    result, blocks = labelled(
        of(
            f"<article><h1>Board votes for bridge</h1><p>{FIRST}</p><h2>What it costs</h2><p>{SECOND}</p>"
            "<div class='share-buttons'><a href='/s'>Share this story</a></div></article>"
        )
    )
    assert isinstance(result, Article)
    assert [(block.position, block.label.value, block.section, block.text) for block in blocks] == [
        (0, "title", None, "Board votes for bridge"),
        (1, "content", 0, FIRST),
        (2, "content", 1, "What it costs"),
        (3, "content", 1, SECOND),
        (4, "share_bar", None, "Share this story"),
    ]
    assert (blocks[4].rule, blocks[4].path) == ("named:share", "article/div.share-buttons/a")


def test_a_page_that_is_no_article_has_blocks_too() -> None:
    result, blocks = labelled(of("<h1>Not found</h1><p>There is no such page.</p>"))
    assert isinstance(result, Rejection)
    assert [block.text for block in blocks] == ["Not found", "There is no such page."]


def test_a_page_that_is_not_read_has_none() -> None:
    result, blocks = labelled(Page(url=URL, body=b"%PDF-1.7\x00\x01\x02" * 50))
    assert (isinstance(result, Rejection) and result.reason, blocks) == (Reason.CONTENT_TYPE, ())


def agree(page: Page) -> None:
    """What is shown is what `extract` makes of the page."""
    result, blocks = labelled(page)
    assert result == extract(page)
    if isinstance(result, Article):
        content = [block for block in blocks if block.section is not None]
        assert "\n\n".join(block.text for block in content) == result.text
        assert len({block.section for block in content}) == len(result.sections)
        removed = [(one.position, one.label, one.rule, one.text, one.path) for one in result.removed]
        assert removed == [(b.position, b.label, b.rule, b.text, b.path) for b in blocks if b.section is None]


@pytest.mark.parametrize("site_id", [site.id for site in NEWSROOM.sites])
def test_the_demo_s_pages_are_shown_as_they_are_read(site_id: str) -> None:
    site = NEWSROOM.site(site_id)
    stories = [path for path, page in site.pages.items() if isinstance(page, Story)][:5]
    assert stories
    for path in stories:
        agree(Page(url=site.base + path, body=NEWSROOM.respond(site_id, path).body))


parts = st.sampled_from(
    [f"<p>{FIRST}</p>", f"<p>{SECOND}</p>", "<h2>A heading</h2>", "<p><b>A bold line</b></p>",
     "<ul><li>An item</li></ul>", "<aside><p>Aside</p></aside>",
     "<div class='newsletter'><p>Sign up</p></div>", "<p>1. A number</p>"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(parts, max_size=10))
def test_any_page_is_shown_as_it_is_read(chosen: list[str]) -> None:
    agree(of(f"<article><h1>Board votes for bridge</h1>{''.join(chosen)}</article>"))
