"""The one normal form of text in copydesk.

- Unicode NFC
- white space of every kind, no-break spaces included, is one space; none at the ends
- no control characters, zero-width spaces, joiners of words, soft hyphens or direction marks
  (zero-width joiner and non-joiner stay: Persian and Indic spelling and emoji need them)
- no space before , . ; : ? ! where the language has none (French has it before ; : ? !)
- typographic marks (quotes, dashes, ellipses) as the page has them

`normalise(normalise(x)) == normalise(x)` for every string.
"""

import re
import unicodedata
from typing import Literal

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\u00ad\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]"
)
# After white space is single spaces: a space before a mark that ends something.
_BEFORE_MARK = re.compile(r" (?=[,.;:?!](?: |$))")
_BEFORE_MARK_FRENCH = re.compile(r" (?=[,.](?: |$))")


_LONG = 5_000  # characters; sorting the marks upon one letter takes time in the square of their number
_PILE = re.compile(r"[^\w\s]{31}")  # marks are neither
_MOST_MARKS = 30  # as Unicode's stream-safe text has (UAX 15, 13)


def _composed(form: Literal["NFC", "NFKC"], text: str) -> str:
    if len(text) < _LONG or text.isascii() or not _PILE.search(text):
        return unicodedata.normalize(form, text)
    return _few_marks(unicodedata.normalize(form, _few_marks(text)))


def _few_marks(text: str) -> str:
    """`text` without the marks beyond the thirtieth upon one letter: no script has that many."""
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def normalise(text: str, language: str | None = None) -> str:
    """`text` in normal form. language: BCP 47, or None for unknown.

    >>> normalise(" Secret  Talks : US , Russia ")
    'Secret Talks: US, Russia'
    >>> normalise("Qui gagne ?", "fr-FR")
    'Qui gagne ?'
    """
    if not text.isascii() or not text.isprintable():
        text = _composed("NFC", _INVISIBLE.sub("", text))
    text = " ".join(text.split())
    french = language is not None and language.lower().startswith("fr")
    return (_BEFORE_MARK_FRENCH if french else _BEFORE_MARK).sub("", text)


_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Words in the sense of every comparison here: runs of letters, digits and underscores."""
    return _WORD.findall(text)


def fold(text: str) -> str:
    """For comparing two texts: compatibility form, case, punctuation and white space ignored."""
    return " ".join(_WORD.findall(_composed("NFKC", text).casefold()))
