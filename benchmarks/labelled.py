"""Which blocks of a gold page are its article's text: gold text has no labels, so its words decide.

A block of four words or more is content when half of its 4-word shingles stand in the gold text; a shorter one when
it is a line of it. Of blocks with the same text as many are content as the gold text has, those among other content
first: a table of contents repeats the headings.
"""

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_HALF = 0.5
_LONG = 8  # words of a block whose place in the article is beyond doubt
_NEAR = 3  # blocks on either side


def content_flags(texts: Sequence[str], gold: str) -> list[bool]:
    """One flag a block, in order.

    >>> content_flags(["Menu", "The dam opened on Monday at noon.", "Menu"], "The dam opened on Monday at noon.")
    [False, True, False]
    """
    words = [_WORD.findall(text) for text in texts]
    lines = Counter(" ".join(_WORD.findall(line)) for line in gold.split("\n"))
    shingles = set(_shingles(_WORD.findall(gold)))
    found = [_is_content(block, shingles, lines) for block in words]
    return _without_repetitions([" ".join(block) for block in words], found, gold)


def word_count(text: str) -> int:
    return len(_WORD.findall(text))


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)]


def _is_content(words: Sequence[str], shingles: set[tuple[str, ...]], lines: Counter[str]) -> bool:
    if len(words) < _SHINGLE:
        return bool(words) and lines[" ".join(words)] > 0
    own = _shingles(words)
    return sum(shingle in shingles for shingle in own) >= _HALF * len(own)


def _without_repetitions(texts: Sequence[str], found: Sequence[bool], gold: str) -> list[bool]:
    out = list(found)
    counts = Counter(texts)
    whole = f" {' '.join(_WORD.findall(gold))} "
    sure = [ok and counts[text] == 1 and text.count(" ") >= _LONG - 1 for text, ok in zip(texts, found, strict=True)]
    places: dict[str, list[int]] = {}
    for at, (text, ok) in enumerate(zip(texts, found, strict=True)):
        if ok and counts[text] > 1:
            places.setdefault(text, []).append(at)
    for text, found_at in places.items():
        best = sorted(found_at, key=lambda i: -sum(sure[max(0, i - _NEAR) : i + _NEAR + 1]))
        for spare in best[max(1, whole.count(f" {text} ")) :]:
            out[spare] = False
    return out
