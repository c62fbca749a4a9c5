"""What one revision of an article changed in the one before: headings and paragraphs, compared in order. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any

_Line = tuple[str, str]
_LINES_AT_MOST = 2_000  # a longer difference counts as replaced whole: comparing takes the square of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An article's text as compared. sections: heading (None for the lead) and paragraphs."""

    title: str
    sections: Sequence[tuple[str | None, Sequence[str]]]


def changes(before: Version, after: Version) -> list[dict[str, Any]]:
    """Rows of `revisions.changes`, from the top: kind (title, heading, paragraph), before and after.

    before is None for what is new, after for what is gone. What was moved is gone at one place and new at the other.
    """
    old, new = list(_lines(before)), list(_lines(after))
    return [change for pair in _differing(old, new) for change in _paired(*pair)]


def _lines(version: Version) -> Iterator[_Line]:
    yield "title", version.title
    for heading, paragraphs in version.sections:
        if heading is not None:
            yield "heading", heading
        for paragraph in paragraphs:
            yield "paragraph", paragraph


def _differing(old: list[_Line], new: list[_Line]) -> Iterator[tuple[list[_Line], list[_Line]]]:
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(old), len(new)) > _LINES_AT_MOST:
        yield old, new
        return
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            yield old[old_from:old_to], new[new_from:new_to]


def _paired(old: list[_Line], new: list[_Line]) -> Iterator[dict[str, Any]]:
    """What was replaced, one by one as long as the kinds are the same in order; the rest is gone, or new."""
    pairs = [*takewhile(lambda pair: pair[0][0] == pair[1][0], zip(old, new, strict=False))]
    for (kind, gone), (_, come) in pairs:
        yield {"kind": kind, "before": gone, "after": come}
    yield from ({"kind": kind, "before": text, "after": None} for kind, text in old[len(pairs) :])
    yield from ({"kind": kind, "before": None, "after": text} for kind, text in new[len(pairs) :])
