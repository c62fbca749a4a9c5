"""What rating widgets know of the readers' rating: from their attributes and data, then from their text.

A widget that says «0 / 0» had no votes: that is no rating of 0. One whose numbers come by script says nothing: unknown.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.models import Label, Rating
from pipeline.transform.fields.jsonld import Node
from pipeline.transform.labelling.scene import Word
from pipeline.transform.page.dom import Element
from pipeline.transform.page.tree import Block

# kk Star Ratings, YASR, WP-PostRatings and others with microdata, Rate my Post
RATING_ELEMENTS = (
    ".kk-star-ratings[data-payload], .yasr-rater-stars[data-rating], .yasr-rater-stars-vv[data-rating]"
    ', .post-ratings [itemprop^="rating"], .post-ratings [itemprop="bestRating"]'
    ', .wp-postratings [itemprop^="rating"], .wp-postratings [itemprop="bestRating"]'
    ', .gdrts-rating-block [itemprop^="rating"], .gdrts-rating-block [itemprop="bestRating"]'
    ', .rmp-widgets-container script[type="application/ld+json"]'
)
_WHOLE = r"\d{1,12}"
_NUMBER = rf"({_WHOLE}(?:[.,]{_WHOLE})?)"
# value, best and count by name; texts of the plugins' default settings.
_TEXTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"average rating:? (?P<value>{_NUMBER})? ?/ ?(?P<best>{_WHOLE})\.? vote count:? ?(?P<count>{_WHOLE})?",
        rf"(?P<value>{_NUMBER}) ?/ ?(?P<best>{_WHOLE}) ?- ?\((?P<count>{_WHOLE}) votes?\)",
        rf"\(?(?P<count>{_WHOLE}) votes?, average: (?P<value>{_NUMBER}) out of (?P<best>{_WHOLE})",
        rf"rating: (?P<value>{_NUMBER}) ?/ ?(?P<best>{_WHOLE})\. from (?P<count>{_WHOLE}) votes?",
        rf"\[?total: (?P<count>{_WHOLE}) average: (?P<value>{_NUMBER})(?: ?/ ?(?P<best>{_WHOLE}))?",
        rf"(?P<value>{_NUMBER}) out of (?P<best>{_WHOLE}) stars \(based on (?P<count>{_WHOLE}) reviews?\)",
        rf"(?P<value>{_NUMBER}) (?P<best>(?!))?\((?P<count>{_WHOLE}) reviews?\)",
    )
)
_NO_VOTES = re.compile(r"no votes (so far|yet)|no ratings yet|be the first to rate")


def rating_of(blocks: Sequence[Block], words: Sequence[Word], elements: Sequence[Element], node: Node) -> Rating | None:
    """The readers' rating. No votes is no rating: value None, count 0. None without a widget or its numbers.

    elements: those of `RATING_ELEMENTS`. node: JSON-LD of the article itself; a product's rating is not the article's.
    """
    texts = [b.text.casefold() for b, word in zip(blocks, words, strict=True) if word.label is Label.RATING_WIDGET]
    found = [*_of_elements(elements), *_of_text(" ".join(texts)), *_of_node(node.get("aggregateRating"))]
    return max(found, key=lambda rating: (rating.count is not None, rating.value is not None), default=None)


def _of_text(text: str) -> Iterator[Rating]:
    found = next((match for pattern in _TEXTS if (match := pattern.search(text))), None)
    if found:
        yield _rating(found["value"], found["count"], found["best"])
    elif _NO_VOTES.search(text):
        yield Rating(value=None, count=0)


def _of_elements(elements: Sequence[Element]) -> Iterator[Rating]:
    microdata: dict[str, str] = {}
    for element in elements:
        attributes = element.attributes
        if payload := attributes.get("data-payload"):
            said = _object(payload)
            yield _rating(said.get("score"), said.get("count"), said.get("best"))
        elif stars := attributes.get("data-rating"):
            yield _rating(stars, None if _number(stars) else 0, None)
        elif prop := attributes.get("itemprop"):
            microdata.setdefault(prop, attributes.get("content") or element.text)
        else:
            yield from _of_node(_object(element.text).get("aggregateRating"))
    if microdata:
        yield _rating(*(microdata.get(key) for key in ("ratingValue", "ratingCount", "bestRating")))


def _of_node(stated: Any) -> Iterator[Rating]:
    """A schema.org `AggregateRating`."""
    if isinstance(stated, dict):
        count = stated.get("ratingCount") or stated.get("reviewCount")
        yield _rating(stated.get("ratingValue"), count, stated.get("bestRating"))


def _object(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _rating(value: Any, count: Any, best: Any) -> Rating:
    votes = _number(count)
    known = _number(value) if votes != 0 else None
    return Rating(value=known or None, count=None if votes is None else int(votes), best=_number(best))


def _number(stated: Any) -> float | None:
    text = str(stated).strip().replace(",", ".") if isinstance(stated, str | int | float) else ""
    return float(text) if re.fullmatch(r"\d{1,12}(\.\d{1,6})?", text, re.ASCII) else None
