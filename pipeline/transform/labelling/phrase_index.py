"""Which phrase of boilerplate a whole block is: the patterns of `phrases`, by the first letter of what they meet."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.models import Label
from pipeline.transform.labelling.first_letters import Letters, first_letters
from pipeline.transform.labelling.phrases import WHOLE_BLOCK


class Entry(NamedTuple):
    """The patterns of one label that a text can meet. longest: characters of a block."""

    label: Label
    rule: str
    longest: int
    pattern: re.Pattern[str]


Index = tuple[Mapping[str, Sequence[Entry]], Sequence[Entry]]  # by first letter; for every other letter


def phrase_of(text: str) -> Entry | None:
    """The first entry that the whole text meets. text: a block's, folded to lower case."""
    letters, others = _INDEX
    for entry in letters.get(text[:1], others):
        if len(text) <= entry.longest and entry.pattern.match(text):
            return entry
    return None


def _index() -> Index:
    rows = [(row, [(pattern, first_letters(pattern)) for pattern in row[3]]) for row in WHOLE_BLOCK]
    letters = frozenset().union(*(first or () for _, patterns in rows for _, first in patterns))

    def entries(letter: str) -> tuple[Entry, ...]:
        found = ((row, [pattern for pattern, first in patterns if _may_open(first, letter)]) for row, patterns in rows)
        return tuple(Entry(*row[:3], _any(patterns)) for row, patterns in found if patterns)

    return {letter: entries(letter) for letter in letters}, entries("")


def _may_open(first: Letters, letter: str) -> bool:
    return first is None or letter in first


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + r")\s*$")


_INDEX = _index()
