"""What rating widgets know: by attributes, data and text."""

import json

import pytest

from pipeline.models import Rating
from tests.transform.pages import article, story

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


KKSR = (
    "<div class='kk-star-ratings kksr-auto' data-payload='{payload}'><div class='kksr-stars'></div>"
    "<div class='kksr-legend'>Rate this post</div></div>"
)
POSTRATINGS = """<div id="post-ratings-7" class="post-ratings" itemscope><strong>{shown}</strong>
<meta itemprop="headline" content="Not the title"><div itemprop="aggregateRating" itemscope>
<meta itemprop="bestRating" content="5"><meta itemprop="ratingValue" content="{value}">
<meta itemprop="ratingCount" content="{count}"></div></div>"""
YASR = (
    "<div class='yasr-visitor-votes'><div class='yasr-rater-stars' data-rating='{value}'></div>"
    "<span class='yasr-vv-text-container'>{text}</span></div>"
)


@pytest.mark.parametrize(
    ("box", "rating"),
    [
        (KKSR.format(payload='{"score": "4.5", "count": "12", "best": "5"}'), Rating(value=4.5, count=12, best=5)),
        (KKSR.format(payload='{"score": "0", "count": "0", "best": "5"}'), Rating(value=None, count=0, best=5)),
        (KKSR.format(payload="no JSON"), Rating(value=None, count=None)),
        (POSTRATINGS.format(shown="12 votes", value="4.50", count="12"), Rating(value=4.5, count=12, best=5)),
        (POSTRATINGS.format(shown="(No Ratings Yet)", value="0", count="0"), Rating(value=None, count=0, best=5)),
        (YASR.format(value="4.5", text="[Total: 4 Average: 4.5/5]"), Rating(value=4.5, count=4, best=5)),
        (YASR.format(value="4.5", text="You have voted for this article"), Rating(value=4.5, count=None)),
        (YASR.format(value="0", text="Be the first to vote"), Rating(value=None, count=0)),
        (
            "<div class='glsr-summary'><p>4.5 out of 5 stars (based on 12 reviews)</p></div>",
            Rating(value=4.5, count=12, best=5),
        ),
        ("<div class='glsr-summary'><p>4.5 (12 reviews)</p></div>", Rating(value=4.5, count=12)),
        (
            RMP.format(value="", count="").replace(
                "</div>",
                '<script type="application/ld+json">{"@type": "CreativeWork", "aggregateRating": '
                '{"bestRating": "5", "ratingCount": "3", "ratingValue": "4"}}</script></div>',
            ),
            Rating(value=4, count=3, best=5),
        ),
    ],
)
def test_ratings_by_attributes_and_data(box: str, rating: Rating) -> None:
    result = article(story(after=box))
    assert result.rating == rating
    assert result.title.value == "Board votes for bridge"


def node(kind: str) -> str:
    rating = {"@type": "AggregateRating", "ratingValue": 4.5, "reviewCount": 12, "bestRating": "5"}
    fields = {"@type": kind, "headline": "Board votes for bridge", "aggregateRating": rating}
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


@pytest.mark.parametrize(
    ("kind", "rating"),
    [
        ("NewsArticle", Rating(value=4.5, count=12, best=5)),
        ("Product", None),
        ("Organization", None),
        ("CreativeWorkSeries", None),
    ],
)
def test_a_rating_in_json_ld_counts_when_the_article_has_it(kind: str, rating: Rating | None) -> None:
    assert article(story(head=node(kind))).rating == rating
