"""What one revision of an article changed in the one before: headings and paragraphs, compared in order. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

_Line = tuple[str, str]
_LINES_AT_MOST = 2_000  # a longer difference counts as replaced whole: comparing takes the square of it
_PAIRS_AT_MOST = 2_500  # more pairs of lines are not asked whether they are alike
_ALIKE = 0.5


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
    """What was replaced: line by line where the kinds are the same in order, else those that are alike; the rest is
    gone, or new."""
    same_kinds = [kind for kind, _ in old] == [kind for kind, _ in new]
    pairs = [(n, n) for n in range(len(old))] if same_kinds else _alike(old, new)
    old_done = new_done = 0
    for old_at, new_at in [*pairs, (len(old), len(new))]:
        yield from ({"kind": kind, "before": text, "after": None} for kind, text in old[old_done:old_at])
        yield from ({"kind": kind, "before": None, "after": text} for kind, text in new[new_done:new_at])
        if old_at < len(old):
            yield {"kind": old[old_at][0], "before": old[old_at][1], "after": new[new_at][1]}
        old_done, new_done = old_at + 1, new_at + 1


def _alike(old: list[_Line], new: list[_Line]) -> list[tuple[int, int]]:
    """Places of lines that became one another, ascending on both sides, so that the likeness of all is greatest."""
    if len(old) * len(new) > _PAIRS_AT_MOST:
        return []
    likeness = [[_likeness(before, after) for after in new] for before in old]
    # best[i][j]: of old from i on and new from j on
    best: list[list[tuple[float, list[tuple[int, int]]]]] = [[(0.0, [])] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], key=lambda found: found[0])
            total = likeness[i][j] + best[i + 1][j + 1][0]
            if likeness[i][j] >= _ALIKE and total > best[i][j][0]:
                best[i][j] = (total, [(i, j), *best[i + 1][j + 1][1]])
    return best[0][0][1]


def _likeness(before: _Line, after: _Line) -> float:
    """The share of words that both have, 0 to 1; none for lines of two kinds."""
    if before[0] != after[0]:
        return 0.0
    one, other = Counter(before[1].split()), Counter(after[1].split())
    return 2 * (one & other).total() / max(1, one.total() + other.total())
