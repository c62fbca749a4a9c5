"""What changed in an article, and nothing of what stayed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.console.versions import around_difference, print_revision
from pipeline.seeing import Revision
from pipeline.seeing.stories import Change

NIGHT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
START, END = "The council of Port Ellery voted on Monday. " * 5, " Supporters said that workers depend on it." * 5


def test_only_the_difference_is_shown() -> None:
    assert around_difference(f"{START}Nine to four.{END}", f"{START}Eight to five.{END}") == (
        "…of Port Ellery voted on Monday. Nine to four. Supporters said that workers…",
        "…of Port Ellery voted on Monday. Eight to five. Supporters said that workers…",
    )
    assert around_difference("short", "shorter") == ("short", "shorter")
    assert around_difference(None, START) == (None, START)


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=40), st.text(max_size=40))
def test_what_differs_stays(start: str, end: str, old: str, new: str) -> None:
    before, after = around_difference(start + old + end, start + new + end)
    assert before is not None
    assert after is not None
    assert (before == after) == (old == new)
    assert before.removeprefix("…").removesuffix("…") in start + old + end
    assert after.removeprefix("…").removesuffix("…") in start + new + end


def test_new_and_gone_text_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    changes = (
        Change(kind="title", before="Harbor\x1b[2J audit", after="Harbor [b]audit[/b] finds"),
        Change(kind="paragraph", before=None, after="A new one."),
        Change(kind="paragraph", before="An old one.", after=None),
    )
    print_revision(
        Revision(
            revision=1, captured_at=NIGHT, title="", word_count=2, changed_at=NIGHT, changed_by="r2", changes=changes
        )
    )
    assert capsys.readouterr().out.splitlines()[-9:] == [
        "  title",
        "    before: Harbor␛[2J audit",
        "    after:  Harbor [b]audit[/b] finds",
        "  paragraph",
        "    before: (new)",
        "    after:  A new one.",
        "  paragraph",
        "    before: An old one.",
        "    after:  (gone)",
    ]
