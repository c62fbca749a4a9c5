"""The JSON of `copydesk extract`."""

import json

from pipeline.models import Rejection
from pipeline.reasons import Reason
from pipeline.transform import as_dict
from tests.transform.pages import FIRST, SECOND, THIRD, article, story


def test_keys_in_order_and_values() -> None:
    shown = as_dict(
        article(
            story(after="<h2>Costs</h2><p>Nobody knows them yet, but they are said to be high.</p><p>Advertisement</p>")
        )
    )
    assert list(shown)[:11] == [
        "url", "title", "authors", "published", "language", "access", "text", "sections", "removed", "rating",
        "author_boxes",
    ]  # fmt: skip
    assert shown["sections"] == [
        {"level": 1, "heading": None, "paragraphs": [FIRST, SECOND, THIRD]},
        {"level": 2, "heading": "Costs", "paragraphs": ["Nobody knows them yet, but they are said to be high."]},
    ]
    assert {"label": "advertisement", "rule": "ad_label", "text": "Advertisement"} in shown["removed"]
    assert (shown["rating"], shown["author_boxes"], shown["access"]) == (None, [], "full")
    assert shown["text"].split("\n\n") == [
        FIRST,
        SECOND,
        THIRD,
        "Costs",
        "Nobody knows them yet, but they are said to be high.",
    ]
    assert json.loads(json.dumps(shown)) == shown


def test_a_rejection() -> None:
    assert as_dict(Rejection(reason=Reason.NO_TEXT, detail="3 words")) == {"rejected": "no_text", "detail": "3 words"}
