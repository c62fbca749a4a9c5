"""What a person sees of a revision: what its publisher changed, and nothing of what stayed."""

from itertools import takewhile

from pipeline.console.lines import heading, moment, say, width
from pipeline.console.strangers import short
from pipeline.seeing import Revision

_LINES = 4  # of a terminal, for each of before and after
_CONTEXT = 30  # characters that stay beside a difference


def print_revision(revision: Revision) -> None:
    """The changes from this revision to the next."""
    heading(
        f"Changed by its publisher: revision {revision.revision}, first fetched {moment(revision.captured_at)}, "
        f"became {revision.revision + 1}, first fetched {moment(revision.changed_at)} (run {revision.changed_by})"
    )
    for change in revision.changes:
        before, after = around_difference(change.before, change.after)
        say(f"{change.kind}", indent=2)
        _print_side("before", before, "(new)")
        _print_side("after", after, "(gone)")
    if not revision.changes:
        say("what it changed was not kept: an earlier copydesk wrote it", indent=2)


def _print_side(name: str, text: str | None, without: str) -> None:
    room = _LINES * (width() - 14)
    say(f"{name + ':':<7} {without if text is None else short(text, room)}", indent=4)


def around_difference(before: str | None, after: str | None) -> tuple[str | None, str | None]:
    """Both without most of what they begin and end with alike."""
    if before is None or after is None:
        return before, after
    start = _cut(before, _alike(before, after))
    before, after = _mark(before[start:], start), _mark(after[start:], start)
    tail = _alike(before[::-1], after[::-1])
    end = _cut(before[::-1], min(tail, min(len(before), len(after)) - 1))
    return _mark(before[::-1][end:], end)[::-1], _mark(after[::-1][end:], end)[::-1]


def _alike(one: str, other: str) -> int:
    """How many characters they begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _cut(text: str, alike: int) -> int:
    """Where to begin, so that some of what is alike stays: at a word."""
    if alike <= 2 * _CONTEXT:
        return 0
    return text.rfind(" ", 0, alike - _CONTEXT) + 1 or alike - _CONTEXT


def _mark(text: str, cut: int) -> str:
    return f"…{text}" if cut else text
