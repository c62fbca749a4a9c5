"""Changed texts as a person reads them."""

from pipeline.load import Version
from pipeline.reprocess.words import lines_of, size_of


def version(*paragraphs: str, title: str = "Ferry") -> Version:
    return Version(title=title, sections=((None, paragraphs),))


def test_a_line_shows_what_went_and_what_came() -> None:
    lines, left_out = lines_of(version("The ferry costs £57m a year."), version("The ferry costs £66m a year."))
    assert lines == [
        ("paragraph", [("same", "The ferry costs "), ("del", "£57m"), ("ins", "£66m"), ("same", " a year.")])
    ]
    assert left_out == 0


def test_a_new_paragraph_came_whole_and_one_that_is_gone_went_whole() -> None:
    lines, _ = lines_of(version("It stays."), version("It stays.", "A toll."))
    assert lines == [("paragraph", [("ins", "A toll.")])]
    lines, _ = lines_of(version("It stays.", "A toll."), version("It stays."))
    assert lines == [("paragraph", [("del", "A toll.")])]


def test_a_very_long_line_counts_as_replaced() -> None:
    old, new = "word " * 2_000, "word " * 1_999 + "other"
    lines, _ = lines_of(version(old), version(new))
    assert lines == [("paragraph", [("del", old), ("ins", new)])]


def test_of_many_lines_the_first_are_shown_and_the_rest_counted() -> None:
    old, new = ([f"Line {n} as it {was}." for n in range(50)] for was in ("was", "is"))
    lines, left_out = lines_of(version(*old), version(*new))
    assert (len(lines), left_out) == (40, 10)


def test_the_size_is_in_words_wherever_they_stand() -> None:
    assert size_of(version("one two three"), version("three one four")) == 2
    assert size_of(version("one", title="Old"), version("one", title="New")) == 2
