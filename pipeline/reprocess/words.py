"""A changed text as a person reads it: what went struck through, what came underlined. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from pipeline.load import Version, changes
from pipeline.reprocess.records import Piece

_WORD = re.compile(r"\s+|[^\s]+")
_WORDS_AT_MOST = 1_500  # in a line; a longer one counts as replaced whole: comparing takes the square of it
_LINES_AT_MOST = 40


def size_of(before: Version, after: Version) -> int:
    """How many words went or came, wherever they stood."""
    old, new = _counted(before), _counted(after)
    return ((old - new) + (new - old)).total()


def lines_of(before: Version, after: Version) -> tuple[list[tuple[str, list[Piece]]], int]:
    """The changed lines from the top, each with its kind and its pieces; and how many more there are."""
    found = changes(before, after)
    shown = [(change["kind"], [*_pieces(change)]) for change in found[:_LINES_AT_MOST]]
    return shown, max(0, len(found) - _LINES_AT_MOST)


def _counted(version: Version) -> Counter[str]:
    words = Counter(version.title.split())
    for heading, paragraphs in version.sections:
        words.update((heading or "").split())
        for paragraph in paragraphs:
            words.update(paragraph.split())
    return words


def _pieces(change: Mapping[str, str | None]) -> Iterator[Piece]:
    old, new = (_WORD.findall(change[side] or "") for side in ("before", "after"))
    if max(len(old), len(new)) > _WORDS_AT_MOST:
        yield from _present([("del", old), ("ins", new)])
        return
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from _present([("same", old[old_from:old_to])])
        else:
            yield from _present([("del", old[old_from:old_to]), ("ins", new[new_from:new_to])])


def _present(pieces: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Piece]:
    return ((kind, "".join(words)) for kind, words in pieces if words)
