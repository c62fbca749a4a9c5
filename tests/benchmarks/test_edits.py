from dataclasses import replace

import pytest

from benchmarks.edits import EDITS, edited
from benchmarks.stories import Text, read_stories

TEXT = Text(
    kind="original",
    note="",
    title="Council votes: levy comes",
    paragraphs=(
        "The council voted on Tuesday. “It is about time,” said the mayor.",
        "Nobody objected. More than nine million crowns are expected.",
        "The levy begins in April. Ferries are exempt.",
        "Lines may go to court. A ruling takes weeks.",
        "Kessen has had a levy for six years. It works.",
    ),
)


@pytest.fixture(scope="module")
def edits():
    return edited(TEXT, "en")


def test_every_edit_is_a_copy_with_another_headline(edits):
    assert list(edits) == list(EDITS)
    assert {(text.kind, text.title) for text in edits.values()} == {("copy", "Politics: Council votes")}
    assert all(text.paragraphs != TEXT.paragraphs for text in edits.values())


def test_a_dateline_straight_quotes_and_a_last_line(edits):
    first, *_, last = edits["lines"].paragraphs
    assert first == 'KELDON (Meridian News) - The council voted on Tuesday. "It is about time," said the mayor.'
    assert last == "(c) Meridian News. Follow us for more of the day's politics."


def test_cuts_end_at_a_sentence(edits):
    assert edits["cut"].paragraphs[-1] == "The levy begins in April. Ferries are exempt."
    assert edits["brief"].paragraphs[-1] == "Nobody objected. More than nine million crowns are expected."


def test_a_local_version_ends_earlier_and_goes_on_with_the_papers_own(edits):
    assert edits["local"].paragraphs[4].startswith("In our region, too,")


def test_the_house_has_its_own_words_and_drops_some(edits):
    assert edits["house"].paragraphs[1] == "Nobody objected. More than nine mn crowns are expected."
    long = replace(TEXT, paragraphs=(" ".join(str(number) for number in range(40)),))
    (kept,) = edited_by_house(long)
    assert set(range(40)) - set(map(int, kept.split(" "))) == {13, 33}


def edited_by_house(text):
    return EDITS["house"](text, "en")


def test_shuffled_paragraphs(edits):
    assert edits["shuffled"].paragraphs == tuple(TEXT.paragraphs[place] for place in (0, 1, 3, 2))


def test_every_text_of_the_set_can_be_edited():
    for part in ("seen", "unseen"):
        for story in read_stories(part):
            for text in edited(story.texts[0], story.language).values():
                assert all(paragraph.strip() for paragraph in text.paragraphs)
