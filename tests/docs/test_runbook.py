"""The runbook quotes what copydesk really says, and the upgrade notes the versions that there are."""

import re
from pathlib import Path

import pytest

from pipeline.ledger import versions
from pipeline.load.layout.schemas import VERSION
from tests.docs.pages import ROOT

RUNBOOK = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
QUOTED = re.findall(r"^> (.*)$", RUNBOOK, re.MULTILINE)
SAID_BY = {
    "pipeline/health.py": ["silent: ", "no answer from ", " pages failed: ", " articles", " is new, articles before"],
    "pipeline/load/quality/drift.py": [
        "drift_volume", "drift_length", "drift_missing", "drift_removed", "no new articles in ", "a median of ",
        " words, against ", "; against ", " of the text removed, against ",
    ],
    "pipeline/load/quality/assess.py": ["such as "],
    "pipeline/storage/lock.py": ["another run is using ", "; wait for its end, `copydesk status` shows it"],
    "pipeline/storage/lease.py": [
        "another run is using ", "; wait for its end, or, if it was killed, ", " minutes from its last sign of life",
        "lost hold of ", ": it could not be renewed in time, and another run may use it now; ",
        "nothing more is written, start again when that has ended",
    ],
    "pipeline/storage/faults.py": [
        "the server does not answer; check its address and the network, then start again",
        "access is denied; check the key, its secret and its rights",
    ],
    "pipeline/ledger/engine.py": ["the ledger cannot be used: ", "ledger.url: cannot use "],
    "pipeline/ledger/versions.py": [" has version ", ", this copydesk reads up to ", ": use a newer copydesk"],
    "pipeline/load/layout/schemas.py": [": schema version ", ", the newest that this copydesk reads; "],
    "pipeline/accounts.py": [" does not add up: ", " counted as written, the dataset holds ", " of this run"],
    "pipeline/events/catalogue.py": [" was interrupted: taking it up where it stopped"],
    "flows": ["PREFECT_API_URL: no Prefect server answers at ", "; start it or unset the variable"],
}  # fmt: skip
OTHERS = ("No space left on device", "Traceback (most recent call last):", "...", "KeyError: 'url'")
"""What the system says."""


def code(place: str) -> str:
    """A module's text, or that of all of a folder."""
    files = [ROOT / place] if place.endswith(".py") else sorted((ROOT / place).rglob("*.py"))
    return "".join(file.read_text(encoding="utf-8") for file in files)


@pytest.mark.parametrize(("place", "said"), [(place, said) for place, every in SAID_BY.items() for said in every])
def test_what_the_runbook_quotes_is_what_the_code_says(place: str, said: str) -> None:
    assert said in code(place)
    assert any(said in line for line in QUOTED)


def test_there_is_no_quoted_line_that_nobody_says() -> None:
    known = (*OTHERS, *(said for every in SAID_BY.values() for said in every))
    assert [line for line in QUOTED if not any(said in line for said in known)] == []


def test_each_symptom_says_what_to_do() -> None:
    chapters = re.split(r"^## ", RUNBOOK, flags=re.MULTILINE)[1:]
    assert len(chapters) >= 18
    assert [chapter.splitlines()[0] for chapter in chapters if "* **Do:**" not in chapter] == []


def test_each_symptom_is_in_the_list_at_the_top() -> None:
    head, *chapters = re.split(r"^## ", RUNBOOK, flags=re.MULTILINE)
    assert len(re.findall(r"\]\(#", head)) == len(chapters)


def test_the_upgrade_notes_have_the_present_versions() -> None:
    page = Path(ROOT / "docs" / "upgrading.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d\S*) \| (\d{4}) \| (\d+) \|", page, re.MULTILINE)
    assert rows[-1][1:] == (versions.PRESENT, str(VERSION))
