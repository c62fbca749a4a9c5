"""The closed runs, newest first, from the one file of `runs`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.load.accounts.runs import RunRow
from pipeline.load.layout.columns import RUNS
from pipeline.load.layout.partition import read_partition
from pipeline.models import RunStatus
from pipeline.storage import Store

NIGHTLY, BACKFILL = "nightly", "backfill"
"""Kinds of runs: what is usual is said by the first alone, and the second's articles are of no night."""

_COLUMNS = [
    "run_id", "started_at", "finished_at", "status", "parameters", "written", "revised", "rejected",
    "rejected_by_reason",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRun:
    """A row of `runs`, without the numbers of its sources. parameters: what it was asked for."""

    run_id: str
    started_at: datetime
    finished_at: datetime | None
    status: RunStatus
    parameters: Mapping[str, Any]
    written: int
    revised: int
    rejected: int
    rejected_by_reason: Mapping[str, int]

    @property
    def kind(self) -> str:
        """Nightly, rerun or backfill."""
        return str(self.parameters.get("kind", NIGHTLY))


def closed_run(row: RunRow) -> ClosedRun:
    """A run's numbers as if it were closed."""
    values = {name: getattr(row, name) for name in _COLUMNS}
    return ClosedRun(**{**values, "parameters": json.loads(row.parameters)})


def closed_runs(store: Store) -> list[ClosedRun]:
    """Every run that has ended, newest first. Raises StoreError for a file that cannot be read."""
    rows: list[dict[str, Any]] = read_partition(store, RUNS, None, _COLUMNS).to_pylist()
    return [_closed_run(row) for row in reversed(rows)]


def comparable(runs: Sequence[ClosedRun], tonight: ClosedRun, limit: int) -> list[ClosedRun]:
    """The latest nights before this one that finished, newest first; none for a run that is no night."""
    if tonight.kind != NIGHTLY:
        return []
    earlier = (run for run in runs if run.started_at < tonight.started_at)
    return [run for run in earlier if run.kind == NIGHTLY and run.status == RunStatus.FINISHED][:limit]


def _closed_run(row: Mapping[str, Any]) -> ClosedRun:
    plain = {
        "status": RunStatus(row["status"]),
        "parameters": json.loads(row["parameters"]),
        "rejected_by_reason": dict(row["rejected_by_reason"]),
    }
    return ClosedRun(**{**row, **plain})
