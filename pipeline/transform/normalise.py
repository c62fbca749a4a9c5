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

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\u00ad\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]"
)
# After white space is single spaces: a space before a mark that ends something.
_BEFORE_MARK = re.compile(r" (?=[,.;:?!](?: |$))")
_BEFORE_MARK_FRENCH = re.compile(r" (?=[,.](?: |$))")


def normalise(text: str, language: str | None = None) -> str:
    """`text` in normal form. language: BCP 47, or None for unknown.

    >>> normalise(" Secret  Talks : US , Russia ")
    'Secret Talks: US, Russia'
    >>> normalise("Qui gagne ?", "fr-FR")
    'Qui gagne ?'
    """
    if not text.isascii() or not text.isprintable():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = " ".join(text.split())
    french = language is not None and language.lower().startswith("fr")
    return (_BEFORE_MARK_FRENCH if french else _BEFORE_MARK).sub("", text)


_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Words in the sense of every comparison here: runs of letters, digits and underscores."""
    return _WORD.findall(text)


def fold(text: str) -> str:
    """For comparing two texts: compatibility form, case, punctuation and white space ignored."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
