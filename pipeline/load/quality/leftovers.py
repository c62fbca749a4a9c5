"""Boilerplate that was left in an article's text, paragraph by paragraph. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.load.quality.phrases import ANYWHERE, CALLS, HEADS, LONGEST, WHOLE

_AROUND = " .:;,!?…*[]()«»\"'|>-–—"
_BEFORE = " *[(-–—•>»"  # no quotes: what somebody is quoted with is no call to the reader
_HEAD = re.compile(r"(.{4,40}?) ?[:：|»>](?!.*\|)")  # several bars are a row of a table
_ENDS = (". ", "! ", "? ", ": ", "; ", "… ", "– ", "— ", "| ")


def leftovers(paragraphs: Iterable[str]) -> list[str]:
    """The paragraphs that are boilerplate, as they stand."""
    short = [paragraph for paragraph in paragraphs if len(paragraph) <= LONGEST]
    folded = [paragraph.lower().replace("’", "'") for paragraph in short]
    # what hardly any article has is looked for in all of them at once, and only then in each
    together = "\n".join(folded)
    calls = _calls(together)
    possible = [words for words in ANYWHERE if words[0] in together]
    return [
        paragraph
        for paragraph, low in zip(short, folded, strict=True)
        if _is_label(low) or (calls and _calls(low)) or any(_holds(low, words) for words in possible)
    ]


def _is_label(folded: str) -> bool:
    """Whether it is a phrase as a whole, or up to a colon."""
    begun = folded.lstrip(_BEFORE)
    if begun.rstrip(_AROUND) in WHOLE:
        return True
    head = _HEAD.match(begun)
    return head is not None and head[1] in HEADS


def _calls(folded: str) -> bool:
    for end in _ENDS:
        folded = folded.replace(end, f"{end}\n")
    for sentence in folded.split("\n"):
        begun = sentence.lstrip(_BEFORE)
        call = _CALLS.get(begun.partition(" ")[0])
        if call is not None and call.match(begun):
            return True
    return False


def _holds(folded: str, words: Sequence[str]) -> bool:
    """Whether the words stand there, one after another."""
    at = folded.find(words[0])
    return at >= 0 and (len(words) == 1 or _holds(folded[at:], words[1:]))


def _by_first_word() -> dict[str, re.Pattern[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for openings, rest in CALLS:
        for opening in openings.split("|"):
            grouped[opening.partition(" ")[0]].append(re.escape(opening) + rest)
    return {word: re.compile("|".join(patterns)) for word, patterns in grouped.items()}


_CALLS = _by_first_word()
