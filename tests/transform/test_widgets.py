"""What author boxes know."""

import pytest

from pipeline.models import AuthorBox
from tests.transform.pages import article, paragraphs, story

WP_POST_AUTHOR = """<h3 class="awpa-title">About The Author</h3>
<div class="wp-post-author-wrap"><div class="wp-post-author">
<h4 class="awpa-display-name"><a href="/author/ann/">Ann Lee</a></h4><p class="awpa-role">administrator</p>
<div class="wp-post-author-meta-bio"><p>Ann Lee has written on roads and rivers for this paper since 2009.</p></div>
<p class="awpa-more-posts"><a href="/author/ann/">See author's posts</a></p></div></div>"""
SABOX = """<div class="saboxplugin-wrap">
<div class="saboxplugin-authorname"><a class="vcard author" href="/a/"><span class="fn">{name}</span></a>
</div><div class="saboxplugin-desc"><div>
<p>{name} reports on budgets, taxes and what becomes of them.</p></div></div></div>"""
BIO = "Ann Lee has written on roads and rivers for this paper since 2009."


@pytest.mark.parametrize(
    ("html", "boxes"),
    [
        (WP_POST_AUTHOR, (AuthorBox(name="Ann Lee", role="administrator", bio=BIO, link="/author/ann/"),)),
        (
            SABOX.format(name="Bo Ek") + SABOX.format(name="Cy Day"),
            (
                AuthorBox(
                    name="Bo Ek", role=None, bio="Bo Ek reports on budgets, taxes and what becomes of them.", link="/a/"
                ),
                AuthorBox(
                    name="Cy Day",
                    role=None,
                    bio="Cy Day reports on budgets, taxes and what becomes of them.",
                    link="/a/",
                ),
            ),
        ),
        (
            f"<h3>About the Author</h3><p>Ann Lee</p><p>Administrator</p><p>{BIO}</p>",
            (AuthorBox(name="Ann Lee", role="Administrator", bio=BIO),),
        ),
        ("", ()),
    ],
)
def test_author_boxes(html: str, boxes: tuple[AuthorBox, ...]) -> None:
    result = article(story(after=html))
    assert result.author_boxes == boxes
    assert len(paragraphs(result)) == 3
