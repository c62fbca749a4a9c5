"""Which blocks of a gold page are its article's text."""

from benchmarks.labelled import content_flags

FIRST = "The dam opened on Monday at noon."
HEADING = "What comes next"
SECOND = "The gates close again in March, said the engineer of the works."
GOLD = "\n".join([FIRST, HEADING, SECOND])


def test_long_blocks_match_by_half_of_their_words() -> None:
    changed = FIRST.replace("noon", "dawn")
    assert content_flags([FIRST, changed, "Nothing of it is in the gold text at all."], GOLD) == [True, True, False]


def test_short_blocks_must_be_a_line() -> None:
    assert content_flags([HEADING, "Monday", "What"], GOLD) == [True, False, False]


def test_of_repetitions_the_one_among_content_counts() -> None:
    assert content_flags([HEADING, "Menu", "Search", "Login", FIRST, HEADING, SECOND], GOLD) == [
        False, False, False, False, True, True, True,
    ]  # fmt: skip
