"""What the modules of quality hand to one another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A check that a row or a source did not pass. detail: one line for a person."""

    check: str
    severity: Literal["warn", "fail"]
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What new articles of one source are like.

    words_median, removed_share: None without any. removed_share: of the characters of their pages, what was removed,
    0 to 1. missing: how many do not state a field, by the field's name.
    """

    new: int
    words_median: float | None
    removed_share: float | None
    missing: Mapping[str, int]


NOTHING = Measures(new=0, words_median=None, removed_share=None, missing={})
"""A source without new articles."""
