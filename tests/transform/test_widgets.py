"""What rating widgets and author boxes know."""

import pytest

from pipeline.models import AuthorBox, BlockKind, Label, Rating
from pipeline.transform.scene import Word
from pipeline.transform.tree import Block
from pipeline.transform.widgets import rating_of
from tests.transform.pages import article, paragraphs, story

RMP = """<div class="rmp-widgets-container"><p class="rmp-heading">How useful was this post?</p>
<p class="rmp-rating-widget__results">Average rating <span class="js-rmp-avg-rating">{value}</span> / 5.
Vote count: <span class="js-rmp-vote-count">{count}</span></p>
<p>No votes so far! Be the first to rate this post.</p></div>"""


@pytest.mark.parametrize(
    ("box", "rating"),
    [
        (RMP.format(value="4.6", count="17"), Rating(value=4.6, count=17, best=5)),
        (RMP.format(value="0", count="0"), Rating(value=None, count=0, best=5)),
        (RMP.format(value="", count=""), Rating(value=None, count=None, best=5)),
        (
            "<p>How useful was this post?</p><p>No votes so far! Be the first to rate this post.</p>",
            Rating(value=None, count=0),
        ),
        ("<div class='kk-star-ratings'>4.5/5 - (12 votes)</div>", Rating(value=4.5, count=12, best=5)),
        ("<div class='post-ratings'>(12 votes, average: 4.50 out of 5)</div>", Rating(value=4.5, count=12, best=5)),
        ("<p>The bond’s average rating 4 / 5. Vote count: 3 means little.</p>", None),
        ("", None),
    ],
)
def test_ratings(box: str, rating: Rating | None) -> None:
    assert article(story(after=box)).rating == rating


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


def test_a_count_with_more_digits_than_a_number_may_have_is_none() -> None:
    text = f"({'1' * 5000} votes, average: 4.50 out of 5)"
    block = Block(0, BlockKind.PARAGRAPH, text, level=0, link_density=0.0, bold=0.0, home=1, context=1, links=())
    assert rating_of([block], [Word(Label.RATING_WIDGET, "named:post-ratings")]) is None
