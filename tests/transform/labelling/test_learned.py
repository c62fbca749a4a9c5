"""What the model may change of what the rules say, and what it may not."""

import numpy as np
import pytest

from pipeline.models import Label
from pipeline.transform.labelling.features import candidates
from pipeline.transform.labelling.learned import decided, judged, read_model, shipped_model
from pipeline.transform.labelling.scene import Word
from tests.transform.pages import FIRST, SECOND, THIRD, story, surveyed

LAST = "Whoever wants to can read more of it in the minutes of the board, which are public."


def word_of(html: str, text: str, score: float) -> Word:
    """The word of the block with this text when the model gives it this score and every other block 0.5."""
    survey = surveyed(html)
    at = candidates(survey)
    texts = [survey.scene.tree.blocks[position].text for position in at]
    scores = np.array([score if found == text else 0.5 for found in texts], dtype=np.float32)
    words = decided(survey, at, scores, drop_below=0.5, keep_from=0.7)
    return words[at[texts.index(text)]]


@pytest.mark.parametrize(("score", "word"), [(0.6, Word(Label.CONTENT, "content")), (0.4, Word(Label.OTHER, "model"))])
def test_a_paragraph_goes_below_the_threshold(score: float, word: Word) -> None:
    assert word_of(story(after=f"<p>{LAST}</p>"), LAST, score) == word


def test_a_heading_needs_less_doubt_than_a_paragraph() -> None:
    html = story(middle="<h2>What it costs</h2>")
    assert [word_of(html, "What it costs", score).label for score in (0.4, 0.2)] == [Label.CONTENT, Label.OTHER]


def test_rows_of_a_table_are_never_dropped() -> None:
    html = story(middle="<table><tr><td>Ward</td><td>Votes</td></tr></table>")
    assert word_of(html, "Ward | Votes", 0.0).label is Label.CONTENT


def test_what_a_name_says_may_be_taken_back_but_not_what_a_phrase_says() -> None:
    named = story(middle=f"<div class='promo'><p>{LAST}</p></div>")
    assert word_of(named, LAST, 0.6) == Word(Label.NEWSLETTER, "named:promo")
    assert word_of(named, LAST, 0.9) == Word(Label.CONTENT, "content")
    assert word_of(story(middle="<p>Advertisement</p>"), "Advertisement", 0.9).label is Label.ADVERTISEMENT
    assert word_of(story(middle="<div id=comments><p>Me too!</p></div>"), "Me too!", 0.9).label is Label.COMMENTS


def test_corrections_stay_whatever_the_model_thinks() -> None:
    notice = "Correction: An earlier version of this article gave the wrong year."
    assert word_of(story(after=f"<p>{notice}</p>"), notice, 0.0) == Word(Label.CONTENT, "correction")


def test_a_page_of_which_little_would_be_left_is_left_to_the_rules() -> None:
    """One tree without a question: every block gets the score of its leaf."""

    def deaf(leaf: float) -> list[str]:
        forest = {"columns": [[0]], "borders": [[1e9]], "leaves": [[leaf, leaf]], "bias": 0.0}
        thresholds = {"drop_below": 0.5, "keep_from": 0.7}
        model = read_model({"forest": forest, "names": {}, "words": {}, "thresholds": thresholds})
        survey = surveyed(story())
        words = judged(survey, model)
        blocks = survey.scene.tree.blocks
        return [block.text for block, word in zip(blocks, words, strict=True) if word.label is Label.CONTENT]

    assert deaf(leaf=5.0) == deaf(leaf=-5.0) == [FIRST, SECOND, THIRD]


def test_the_shipped_model_is_read_once() -> None:
    assert shipped_model() is shipped_model()
    assert 0.3 < shipped_model().drop_below < shipped_model().keep_from < 1
