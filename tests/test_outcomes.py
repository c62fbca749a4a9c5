"""`docs/outcomes.md` tells of every outcome, and when each is tried again, as the code has it."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.extract.fetching.reservations import DENYING
from pipeline.reasons import Reason, Retry

PAGE = (Path(__file__).parents[1] / "docs" / "outcomes.md").read_text(encoding="utf-8")
ROWS = {name: cells.split(" | ") for name, cells in re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGE, re.MULTILINE)}
DAY = timedelta(hours=20)


def when(retry: Retry) -> str:
    """The last column of the tables."""
    if retry.anew:
        return "every run decides anew"
    runs = sum(not pause for pause in retry.later)
    days = ", ".join(f"{pause / DAY:g}" for pause in retry.later if pause)
    soon = [text for text in ("same run ×2" * retry.within_run, f"next run ×{runs}" if runs else "") if text]
    late = f"{'then ' if soon else ''}after {days} days" if days else ""
    return ", ".join([*soon, late] if late else soon) or "no"


def test_every_outcome_has_its_row() -> None:
    outcomes = [name for name, cells in ROWS.items() if len(cells) == 3]
    assert sorted(outcomes) == sorted(["fetched", "not_modified", *(reason.value for reason in Reason)])


@pytest.mark.parametrize("reason", Reason)
def test_when_it_is_tried_again_is_as_the_code_has_it(reason: Reason) -> None:
    assert ROWS[reason.value][2] == when(reason.retry)


def test_what_denies_is_as_the_code_has_it() -> None:
    denying = re.findall(r"^\| (`.*) \| yes \|", PAGE, re.MULTILINE)
    directives = set(re.findall(r"`([\w-]+)(?:: 1)?`", " ".join(denying)))
    assert directives == {*DENYING, "tdm-reservation"}
