import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.load.duplicates.copies import Thresholds, similarities
from pipeline.load.duplicates.wording import Wording, wording
from tests.load.duplicates.news import text


def similarity(one, other):
    (found,) = similarities([wording("", one), wording("", other)], np.array([[0, 1]]))
    return found


def test_a_text_cut_short_is_contained_whole():
    assert similarity(text("a"), " ".join(text("a").split(" ")[:60])) == 1


def test_a_text_with_as_much_again_added_is_contained_whole():
    assert similarity(text("a"), f"{text('b')} {text('a')}") == 1


def test_a_bit_of_a_long_text_is_no_copy_of_it():
    assert similarity(text("a", 800), " ".join(text("a", 800).split(" ")[:80])) == 0


def test_texts_that_share_a_paragraph_are_no_copies():
    assert similarity(f"{text('a')} {text('shared', 60)}", f"{text('b')} {text('shared', 60)}") == 0


def poll(*figures):
    gaps = text("template").split(" ")
    return " ".join(
        " ".join([str(figure), *gaps[place * 12 : place * 12 + 12]]) for place, figure in enumerate(figures)
    )


def test_the_same_report_with_other_figures_is_another_report():
    this_week = poll(29, 21, 13, 12, 9, 8)
    assert similarity(this_week, poll(28, 23, 12, 12, 10, 7)) == 0
    assert similarity(this_week, poll(29, 21, 13, 11, 9, 8)) > 0.5


def test_one_or_two_other_figures_prove_nothing():
    assert similarity(f"{poll(1, 2)} {text('more')}", f"{poll(3, 4)} {text('more')}") > 0.5


def test_no_pairs_no_similarities():
    assert similarities([], np.empty((0, 2), np.int64)).tolist() == []


SETS = st.frozensets(st.sampled_from("abcdefgh"), min_size=1)
FIGURES = st.frozensets(st.sampled_from("1234567"))


@given(st.lists(st.tuples(SETS, FIGURES), min_size=2, max_size=6), st.data())
def test_every_pair_is_what_its_two_sets_say(sets, data):
    wordings = [Wording(shingles=shingles, figures=figures, digest=0) for shingles, figures in sets]
    places = st.integers(0, len(sets) - 1)
    pairs = data.draw(st.lists(st.tuples(places, places), min_size=1, max_size=12))
    found = similarities(
        wordings, np.array(pairs), Thresholds(contained=0.4, common=0.3, figures=0.5, fewest_figures=2)
    )
    assert found.tolist() == pytest.approx([_expected(wordings[one], wordings[other]) for one, other in pairs])


def _expected(one, other):
    contained = len(one.shingles & other.shingles) / min(len(one.shingles), len(other.shingles))
    common = len(one.shingles & other.shingles) / len(one.shingles | other.shingles)
    fewer = min(len(one.figures), len(other.figures))
    figures = fewer < 2 or len(one.figures & other.figures) / fewer >= 0.5
    return contained if contained >= 0.4 and common >= 0.3 and figures else 0
