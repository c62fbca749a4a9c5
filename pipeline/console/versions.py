"""What a person sees of a revision: what its publisher changed, and nothing of what stayed."""

from itertools import takewhile

from pipeline.console.lines import heading, moment, say, width
from pipeline.console.strangers import short
from pipeline.seeing import Revision

_LINES = 4  # of a terminal, for each of before and after
_CONTEXT = 30  # characters that stay before the first difference


def print_revision(revision: Revision) -> None:
    """The changes from this revision to the next."""
    heading(
        f"Changed by its publisher: revision {revision.revision}, first fetched {moment(revision.captured_at)}, "
        f"became {revision.revision + 1}, first fetched {moment(revision.changed_at)} (run {revision.changed_by})"
    )
    for change in revision.changes:
        before, after = _from_difference(change.before, change.after)
        say(f"{change.kind}", indent=2)
        _print_side("before", before, "(new)")
        _print_side("after", after, "(gone)")
    if not revision.changes:
        say("what it changed was not kept: an earlier copydesk wrote it", indent=2)


def _print_side(name: str, text: str | None, without: str) -> None:
    room = _LINES * (width() - 14)
    say(f"{name + ':':<7} {without if text is None else short(text, room)}", indent=4)


def _from_difference(before: str | None, after: str | None) -> tuple[str | None, str | None]:
    """Both without most of what they begin with alike."""
    if before is None or after is None:
        return before, after
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    if alike <= 2 * _CONTEXT:
        return before, after
    start = before.rfind(" ", 0, alike - _CONTEXT) + 1 or alike - _CONTEXT
    return f"…{before[start:]}", f"…{after[start:]}"
