"""What was changed, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.wording import Span, clipped, spans


def told(before: str | None, after: str | None) -> list[tuple[str, str]]:
    return [(span.kind, span.text) for span in spans(before, after)]


def test_a_word_that_was_replaced() -> None:
    assert told("It cost £57m in all.", "It cost £66m in all.") == [
        ("same", "It cost "), ("gone", "£57m "), ("new", "£66m "), ("same", "in all."),
    ]  # fmt: skip


def test_what_is_new_or_gone_as_a_whole() -> None:
    assert told(None, "A new line.") == [("new", "A new line.")]
    assert told("An old line.", None) == [("gone", "An old line.")]


def test_of_what_stayed_only_the_words_around_a_change_are_told() -> None:
    same = " ".join(f"w{number}" for number in range(50))
    (start, new, end) = told(f"{same} {same}", f"{same} here {same}")
    assert (start[1], new, end[1]) == (
        "… w42 w43 w44 w45 w46 w47 w48 w49 ",
        ("new", "here "),
        "w0 w1 w2 w3 w4 w5 w6 w7 … ",
    )


def test_where_words_are_written_together_signs_are_compared() -> None:
    assert told("東京都知事", "大阪府知事") == [("gone", "東京都"), ("new", "大阪府"), ("same", "知事")]


def test_a_long_word_is_cut() -> None:
    ((kind, text),) = told(None, "x" * 10_000)
    assert (kind, len(text), text[-1]) == ("new", 240, "…")


def test_a_text_that_is_not_too_long_stays() -> None:
    assert [clipped("ferry", length) for length in (5, 4)] == ["ferry", "fer…"]


@given(st.text(alphabet="ab 京\n", max_size=60), st.text(alphabet="ab 京\n", max_size=60))
def test_both_texts_can_be_read_from_it(before: str, after: str) -> None:
    found = spans(before, after)
    if any("…" in span.text for span in found):
        return

    def read(*kinds: str) -> str:
        return "".join("".join(span.text.split()) for span in found if span.kind in kinds)

    assert read("same", "gone") == "".join(before.split())
    assert read("same", "new") == "".join(after.split())


def test_the_number_of_pieces_is_bounded() -> None:
    before = " ".join(f"a{number} x" for number in range(100))
    after = " ".join(f"b{number} x" for number in range(100))
    found = spans(before, after)
    assert (len(found), found[-1]) == (25, Span(kind="same", text="…"))
