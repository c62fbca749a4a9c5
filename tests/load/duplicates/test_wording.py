import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.load.duplicates.wording import CHARACTERS, FEWEST, WORDS, wording, words_of
from tests.load.duplicates.news import text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Don’t,” she said.", '"Don\'t", she said'),
        ("The U.S. cease-fire", "the US ceasefire"),
        ("1,200 of 3.5 million", "1200 of 3.5 million"),
        ("Erdoğan — ÇA VA?", "erdogan: ca va"),
        ("ﬁrst ½ ①", "first 1⁄2 1"),
    ],
)
def test_house_style_does_not_count(one, other):
    assert words_of(one) == words_of(other)


def test_a_score_of_a_vote_is_two_figures():
    assert words_of("passed 98-50") == ["passed", "98", "50"]


def test_scripts_without_spaces_are_read_by_character():
    assert words_of("市议会 voted, 3票") == ["市", "议", "会", "voted", "3", "票"]
    assert words_of("รัฐสภา")[0] == "ร"


def test_a_text_is_the_runs_of_its_words():
    found = wording("Title", f"{text('levy')} on 14 May")
    assert {len(one.split(" ")) for one in found.shingles} == {WORDS}
    assert "on 14 may" in found.shingles
    assert found.figures == {"14"}
    assert {len(one.split(" ")) for one in wording("", "市议会周四晚间否决了方案" * 9).shingles} == {CHARACTERS}


def test_a_title_counts_only_for_a_short_text():
    short, long = text("s", FEWEST - 1), text("s", FEWEST)
    assert wording("One", short) != wording("Another", short)
    assert wording("One", short) == wording("one", short.upper())
    assert wording("One", long) == wording("Another", long)


def test_a_text_without_words_is_like_its_equals_only():
    assert wording("Video", "") == wording("video", " … ")
    assert wording("Video", "") != wording("Photo", "")


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_has_a_wording_and_equal_words_have_an_equal_digest(title, body):
    one, same = wording(title, body), wording(title, f"{body} ")
    assert one.shingles
    assert one == same
    assert -(2**63) <= one.digest < 2**63
