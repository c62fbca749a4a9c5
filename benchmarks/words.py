"""Texts compared by their words."""

import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"\w+")
_SHINGLE = 4  # words


def fold(text: str | None) -> str:
    """A text without its case, its punctuation and its kind of white space."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text or "").casefold()))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Every run of four words; of a text with fewer, the one run that there is."""
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - _SHINGLE + 1)) if words else ()
    return Counter(tuple(words[start : start + _SHINGLE]) for start in starts)


def word_f1(gold: str, said: str) -> float:
    """F1 of two texts as bags of words, without case; 1 for two texts without words."""
    wanted, found = (Counter(_WORD.findall(text.lower())) for text in (gold, said))
    if not wanted or not found:
        return float(wanted == found)
    common = (wanted & found).total()
    return harmonic(common / found.total(), common / wanted.total())


def harmonic(precision: float, recall: float) -> float:
    """Their harmonic mean, F1."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
