"""What the model is told of a block."""

import json

import numpy as np
import pytest

from pipeline.transform.labelling.features import NAMES, Vocabulary, candidates, features, spoken_weight
from tests.transform.pages import FIRST, SECOND, story, surveyed

KNOWN = Vocabulary(names={"entry content": 2.0, "promo": -3.0, "rule:content": 1.0}, words={"^the": 1.0})


def told(html: str, text: str, name: str) -> float:
    """One figure of the block with this text."""
    survey = surveyed(html)
    at = candidates(survey)
    rows = features(survey, at, KNOWN)
    assert rows.shape == (len(NAMES), len(at))
    assert rows.dtype == np.float32
    column = [survey.scene.tree.blocks[position].text for position in at].index(text)
    return float(rows[NAMES.index(name), column])


@pytest.mark.parametrize(
    ("name", "value"),
    [("length", len(FIRST)), ("links", 0), ("inside", 1), ("ends", 1), ("repeated", 1), ("in_article", 1), ("near", 2)],
)
def test_a_paragraph_of_the_text(name: str, value: float) -> None:
    assert told(story(), FIRST, name) == pytest.approx(value)


def test_words_of_names_are_weighed_around_the_block() -> None:
    html = story(middle="<div class='promo'><p>Something else.</p></div>")
    assert [told(html, "Something else.", name) for name in ("near", "worst", "best")] == [-1.0, -3.0, 2.0]


def stating(text: str) -> str:
    data = json.dumps({"@type": "NewsArticle", "articleBody": text})
    return story(head=f"<script type='application/ld+json'>{data}</script>")


def test_the_pages_own_data_is_a_witness() -> None:
    assert told(stating(f"{FIRST} {SECOND}"), SECOND, "witness") == 1.0
    assert told(stating(FIRST), SECOND, "witness") == -1.0
    assert told(story(), SECOND, "witness") == 0.0


def test_neighbours_are_told_by_their_distance() -> None:
    assert told(story(), FIRST, "length+1") == len(SECOND)
    assert told(story(), SECOND, "length-1") == len(FIRST)


def test_a_texts_weight_does_not_grow_with_its_length() -> None:
    assert spoken_weight("The end", {"^the": 1.0, "end": 1.0}) == pytest.approx(2 / 5**0.5)
    assert spoken_weight("42", {"42": 1.0}) == 0.0


def test_candidates_are_in_the_container_or_long() -> None:
    survey = surveyed(story(before="<p>Ad</p>"))
    texts = [survey.scene.tree.blocks[position].text for position in candidates(survey)]
    assert texts[:2] == ["Ad", FIRST]
    assert "Home Politics" not in texts
