"""Text from strangers does nothing to a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pipeline.console.strangers import harmless, short, short_middle


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a plain title — with dash", "a plain title — with dash"),
        ("\x1b[31mred\x1b]0;owned\x07", "␛[31mred␛]0;owned␇"),
        ("two\nlines\tand\r\nmore", "two lines and  more"),
        ("\x9b2J\x7f", "<U+009B>2J␡"),
        ("abc\u202ecba", "abc<U+202E>cba"),
        ("half \ud800 a pair", "half <U+D800> a pair"),
        ("[bold]no markup[/]", "[bold]no markup[/]"),
        ("क्\u200dष नमस्ते 👩\u200d🚀", "क्\u200dष नमस्ते 👩\u200d🚀"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text: str, shown: str) -> None:
    assert harmless(text) == shown


@given(st.text())
def test_nothing_is_left_that_a_terminal_obeys_or_that_cannot_be_printed(text: str) -> None:
    shown = harmless(text)
    shown.encode()
    assert {unicodedata.category(one) for one in shown} & {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} == set()
    assert harmless(shown) == shown


@given(st.text(), st.integers(min_value=1, max_value=60))
def test_what_is_cut_fits(text: str, width: int) -> None:
    assert cell_len(short(text, width)) <= width


def test_a_long_word_is_cut() -> None:
    assert short("x" * 10_000, 8) == "xxxxxxx…"
    assert short("short", 8) == "short"
    assert short("新聞記事の見出し", 8) == "新聞記…"
    assert short_middle("div.site/main/article/p.lead", 15) == "div.sit…/p.lead"
