"""Wrongly decoded bytes and left markup are found, and proper text of many languages is not."""

import pytest
from ftfy.badness import badness
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.load.quality.damage import markup, misread

PROPER = [
    "Plain words, and nothing else.",
    "Das «CAFÉ» in Zürich, «VOILÀ!», kostet 20 € – für Größeres gibt’s Rösti.",
    "L’ÉTÉ À PARIS : « déjà vu », à 20 °C, où Noël coûte 5 ¢.",
    "São Paulo, 21ª região: «ações» e «AÇÃO».",
    "Η κυβέρνηση ψηφίζει τη Δευτέρα.",
    "Совет голосует в понедельник — «мост» закрыт.",
    "В РЃ и СЋ нет смысла, а в Рождество — есть.",
    "理事会は月曜日に橋について投票する。",
    "يصوت المجلس يوم الاثنين",
]


def read_wrongly(text: str, encoding: str) -> str:
    return text.encode().decode(encoding, errors="ignore")


@pytest.mark.parametrize("text", PROPER)
def test_proper_text_shows_no_damage(text):
    assert misread(text) == []


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The mayor’s “bridge” isn’t open", "cp1252"),
        ("Größere Brücke für Zürich, natürlich", "cp1252"),
        ("Le conseil a décidé à l’été", "latin-1"),
        ("Совет голосует в понедельник", "cp1251"),
        ("Совет голосует в понедельник", "cp1252"),
        ("El año que prometió más después", "mac-roman"),
        ("理事会は月曜日に橋について投票する", "cp1252"),
    ],
)
def test_utf8_read_as_something_else_is_found(text, encoding):
    assert len(misread(read_wrongly(text, encoding))) >= 3


def test_a_place_is_shown_with_what_is_around_it():
    assert misread("The mayorâ€™s bridge; a lost \ufffd letter") == ["he mayorâ€™s bridg", " a lost \ufffd letter"]


@given(st.text(), st.sampled_from(["cp1252", "cp1251", "latin-1", "mac-roman", "cp1253", "cp1257"]))
@example("Größe", "cp1252")
def test_no_more_is_found_than_ftfy_finds(text, encoding):
    wrong = read_wrongly(text.encode(errors="ignore").decode(), encoding)
    assert len(misread(wrong)) <= badness(wrong) + wrong.count("\ufffd")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p class='x'>The council</p>", ["<p class='x'>", "</p>"]),
        ("fish &amp;amp; chips &nbsp; &#8217;", ["&amp;", "&nbsp;", "&#8217;"]),
        ("[caption id='1'] The bridge [/caption]", ["[caption ", "[/caption]"]),
        ("if a < b and c > d, then AT&T [sic] wins", []),
        ("<3 from the <mayor@example.org>", []),
    ],
)
def test_markup_that_was_taken_for_text_is_found(text, found):
    assert markup(text) == found
