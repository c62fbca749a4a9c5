"""The runs of the index. Their verdicts are kept in a file of their own, as each takes all requests of a run to judge.

<root>/reports/verdicts.json   by run: state and line; what it lacks is judged anew, so that it may be deleted
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline import summary
from pipeline.config import Settings
from pipeline.errors import StoreError
from pipeline.ledger import Ledger, Run
from pipeline.load.nights import ClosedRun, closed_runs
from pipeline.report.names import FOLDER, VERDICTS, page_of
from pipeline.report.verdicts import WORDS, State, state_of
from pipeline.storage import Store
from pipeline.summary import Summary

NEWEST = 90
"""How many runs the index shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A run. line: the verdict, as `health` words it. page: the file beside the index, None where there is none."""

    run_id: str
    kind: str
    started_at: datetime
    finished_at: datetime | None
    state: State
    line: str
    written: int
    rejected: int
    page: str | None

    @property
    def word(self) -> str:
        return WORDS[self.state]


def entries(settings: Settings, store: Store, ledger: Ledger, present: Summary) -> tuple[list[Entry], int]:
    """The newest runs that have ended, newest first, and how many are older; their verdicts are kept.

    present: of the run whose report is being written, which is judged by it.
    """
    runs = closed_runs(store)
    shown = runs[:NEWEST]
    kept = _kept(store)
    known = {**kept, present.row.run_id: _verdict(present)}
    verdicts = {run.run_id: known.get(run.run_id) or _verdict(_summary(settings, ledger, run)) for run in shown}
    if verdicts != kept:
        store.write(VERDICTS, json.dumps(verdicts).encode())
    pages = {file.name for file in store.files(FOLDER)}
    return [_entry(run, verdicts[run.run_id], pages) for run in shown], len(runs) - len(shown)


def _entry(run: ClosedRun, verdict: Mapping[str, str], pages: Collection[str]) -> Entry:
    page = page_of(run.run_id)
    return Entry(
        run_id=run.run_id,
        kind=run.kind,
        started_at=run.started_at,
        finished_at=run.finished_at,
        state=State(verdict["state"]),
        line=verdict["line"],
        written=run.written,
        rejected=run.rejected,
        page=page.removeprefix(f"{FOLDER}/") if page in pages else None,
    )


def _verdict(summed_up: Summary) -> dict[str, str]:
    return {"state": state_of(summed_up), "line": summed_up.health.line}


def _summary(settings: Settings, ledger: Ledger, run: ClosedRun) -> Summary:
    known = Run(
        run_id=run.run_id,
        started_at=run.started_at,
        finished_at=run.finished_at,
        status=run.status,
        parameters=dict(run.parameters),
    )
    return summary.of_run(settings, ledger, known)


def _kept(store: Store) -> dict[str, Any]:
    """What is kept; nothing when the file is missing or damaged."""
    try:
        kept = json.loads(store.read(VERDICTS))
    except (StoreError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
