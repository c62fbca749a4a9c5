"""The normal form of text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.transform.page.normalise import fold, normalise

awkward = st.text(
    st.sampled_from(" \t\n\u00a0\u2009\u200b\u200d\ufeff\u00ad,.;:?!ab\u0308é\u037e\u2000“”–'") | st.characters()
)


@given(awkward, st.sampled_from([None, "en", "fr-FR"]))
def test_it_is_idempotent(text: str, language: str | None) -> None:
    once = normalise(text, language)
    assert once == normalise(once, language)


@given(awkward)
def test_it_is_nfc_without_double_or_outer_space(text: str) -> None:
    form = normalise(text)
    assert unicodedata.is_normalized("NFC", form)
    assert form == " ".join(form.split())


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("Talks : US , Russia", "Talks: US, Russia"),
        ("a\u00a0b\u2009c\n d", "a b c d"),
        ("zero\u200bwidth\ufeff soft\u00adhyphen", "zerowidth softhyphen"),
        ("“It’s” – done… – ‘so’", "“It’s” – done… – ‘so’"),
        ("u\u0308ber", "über"),
        ("costs .5 percent", "costs .5 percent"),
        ("Wort ... Wort", "Wort ... Wort"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        (" \n ", ""),
    ],
)
def test_examples(raw: str, form: str) -> None:
    assert normalise(raw, "en") == form


def test_french_keeps_its_space_before_high_marks_only() -> None:
    assert normalise("Vraiment\u00a0? Oui , bien sûr\u00a0!", "fr") == "Vraiment ? Oui, bien sûr !"


def test_folding_ignores_case_marks_and_space() -> None:
    assert fold("“Secret”  TALKS: US – Russia!") == "secret talks us russia"
