"""The runs of the index, and what it says of them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.config import Settings, StorageSettings
from pipeline.health import Health, Topic, Trouble
from pipeline.ledger import Ledger
from pipeline.load import write_run
from pipeline.models import RunStatus
from pipeline.report.entries import NEWEST, entries
from pipeline.report.names import VERDICTS, page_of
from pipeline.report.page import drawn_index
from pipeline.report.verdicts import State
from pipeline.storage import Store
from pipeline.summary import Summary
from tests.report.samples import RUN
from tests.report.test_page import words

SILENT = Trouble(topic=Topic.SILENT, source="quiet", text="silent: no answer", red=True)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.at(tmp_path)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(storage=StorageSettings(root=str(tmp_path)), base=tmp_path)


@pytest.fixture
def ledger(settings: Settings) -> Iterator[Ledger]:
    with Ledger.open(settings.ledger_url) as opened:
        yield opened


def plant(store: Store, count: int) -> Summary:
    """So many runs, the oldest first; the last one's summary, which is red."""
    for number in range(count):
        after = timedelta(days=number)
        ended = RUN.started_at + after + timedelta(minutes=4, seconds=9)
        row = replace(RUN, run_id=f"r{number}", started_at=RUN.started_at + after, finished_at=ended)
        write_run(store, row)
    return Summary(row=row, problems=(), overran=(), findings=(), health=Health(troubles=(SILENT,)))


def test_the_newest_come_first_and_the_older_are_counted(settings: Settings, store: Store, ledger: Ledger) -> None:
    present = plant(store, NEWEST + 3)
    shown, older = entries(settings, store, ledger, present)
    assert ([one.run_id for one in shown[:2]], len(shown), older) == (["r92", "r91"], 90, 3)
    assert words(drawn_index(shown, older), ".more")[1] == "And 3 older: copydesk status --limit 93"


def test_a_verdict_is_kept_and_one_that_lacks_is_judged(settings: Settings, store: Store, ledger: Ledger) -> None:
    present = plant(store, 2)
    kept = {"r0": {"state": "amber", "line": "All well, 1 to look at"}}
    store.write(VERDICTS, json.dumps(kept).encode())
    shown, _ = entries(settings, store, ledger, present)
    assert [(one.run_id, one.state, one.line) for one in shown] == [
        ("r1", State.RED, "quiet: silent: no answer"),
        ("r0", State.AMBER, "All well, 1 to look at"),
    ]
    store.write(VERDICTS, b"[damaged")
    shown, _ = entries(settings, store, ledger, present)
    assert [(one.run_id, one.state) for one in shown] == [("r1", State.RED), ("r0", State.GREEN)]
    assert [*json.loads(store.read(VERDICTS))] == ["r1", "r0"]


def test_a_run_written_again_is_judged_again(settings: Settings, store: Store, ledger: Ledger) -> None:
    present = plant(store, 1)
    entries(settings, store, ledger, present)
    (entry,), _ = entries(settings, store, ledger, replace(present, health=Health(troubles=())))
    assert (entry.state, entry.line) == (State.GREEN, "All well")


def test_a_page_that_is_missing_is_no_link(settings: Settings, store: Store, ledger: Ledger) -> None:
    present = plant(store, 2)
    store.write(page_of("r1"), b"<p>a page</p>")
    shown, older = entries(settings, store, ledger, present)
    assert [one.page for one in shown] == ["r1.html", None]
    html = drawn_index(shown, older)
    assert words(html, ".night a") == ["Wed 4 Nov, 07:00 UTC"]
    assert words(html, ".more") == [
        "A night without a link has no page; copydesk report RUN writes it. The runs: copydesk status --limit 2"
    ]
    assert words(html, ".nights li") == [
        "Wed 4 Nov, 07:00 UTC Not all right quiet: silent: no answer 50 written 10 rejected 4 min 9 s",
        "Tue 3 Nov, 07:00 UTC All well 50 written 10 rejected 4 min 9 s",
    ]


def test_a_run_that_crashed_never_ended(settings: Settings, store: Store, ledger: Ledger) -> None:
    plant(store, 1)
    crashed = replace(
        RUN, run_id="r1", started_at=RUN.started_at + timedelta(days=1), finished_at=None, status=RunStatus.CRASHED
    )
    write_run(store, crashed)
    present = plant(store, 1)
    shown, older = entries(settings, store, ledger, present)
    assert (shown[0].state, shown[0].line) == (State.RED, "the run crashed, 0 URLs are left for the next one")
    assert "never ended" in words(drawn_index(shown, older), ".did")[0]


def test_without_a_run_the_index_says_so() -> None:
    assert words(drawn_index([], 0), "main") == ["No run has ended yet."]
