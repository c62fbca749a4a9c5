"""How long a run's report takes after a year of runs.

    python -m benchmarks.nightly_report [--new 1000] [--revised 40] [--nights 20] [--runs 365]

The last nights load so many articles, new ones and revised ones of each of the days 1, 2, 4, 8 and 16 before; of the
runs before them only `coverage` and `runs` tell, as the report reads no more of it. Prints the seconds of the first
report, which judges 90 runs for the index, and of the next ones, and the page's size.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from benchmarks.dataset_year import run_of, spend
from benchmarks.made_articles import TONIGHT
from pipeline import report, summary
from pipeline.config import Settings, StorageSettings
from pipeline.ledger import Ledger, Run
from pipeline.load import write_coverage, write_run
from pipeline.models import RunStatus
from pipeline.storage import Store

_TIMES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """first, next: seconds. page: bytes."""

    first: float
    next: float
    page: int


class _YearsLedger(Ledger):
    """An empty one that knows which days the last night wrote."""

    def days_written(self, run_id: str) -> list[date]:
        day = datetime.strptime(run_id[:8], "%Y%m%d").replace(tzinfo=UTC).date()
        return sorted(day - timedelta(days=age) for age in (0, 1, 2, 4, 8, 16))


def measured(folder: Path, runs: int, nights: int, new: int, revised: int) -> Measured:
    """Fill a store in an empty folder, and write its last run's report several times."""
    settings = Settings(storage=StorageSettings(root=str(folder)), base=folder)
    store = Store.at(folder)
    for number in range(nights, runs):
        started = datetime.combine(TONIGHT - timedelta(days=runs - number), datetime.min.time(), UTC)
        row = run_of(f"{started:%Y%m%dT%H%M%SZ}-0000", started, [])
        write_coverage(store, row, unanswered={}, overran={}, quality={})
        write_run(store, row)
    spend(store, nights, new, revised)
    last = datetime.combine(TONIGHT + timedelta(days=nights - 1), datetime.min.time(), UTC).replace(hour=2)
    with _YearsLedger.open(settings.ledger_url) as ledger:
        run = Run(
            run_id=f"{last:%Y%m%dT%H%M%SZ}-0000", started_at=last, finished_at=last, status=RunStatus.FINISHED,
            parameters={"kind": "nightly", "sources": []},
        )  # fmt: skip
        seconds = []
        for _ in range(_TIMES):
            began = time.perf_counter()
            name = report.write(settings, store, ledger, summary.of_run(settings, ledger, run))
            seconds.append(time.perf_counter() - began)
    return Measured(first=seconds[0], next=median(seconds[1:]), page=len(store.read(name)))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--new", type=int, default=1_000)
    parser.add_argument("--revised", type=int, default=40)
    parser.add_argument("--runs", type=int, default=365)
    parser.add_argument("--nights", type=int, default=20)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder), asked.runs, asked.nights, asked.new, asked.revised)
    print(f"first report: {found.first:.2f} s, the next: {found.next:.2f} s, page: {found.page:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
