"""How much longer a night takes, and how much more memory, on top of many articles; and how long reading a day takes.

    python -m benchmarks.datasets [--articles 1000000] [--per-day 1000] [--new 1000] [--rounds 5] [--store FOLDER]

Two stores take turns, an empty one and one with many articles; each night and each reading is a process of its own. A
night is the load alone, without fetching and extracting: checks, merge, search for copies, accounts. Prints the
shortest night and the least memory of each store, and the longest reading; exit status 1 when the full store's night
takes more than 1.2 times as long, or as much memory, or when a reading takes a second. --store: a folder for the full
store, used again when it has one; a million articles take 5.5 GB and ten minutes. Default: a temporary folder.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Self

from benchmarks.filled_store import fill
from benchmarks.made_articles import SOURCES, TONIGHT
from pipeline.storage import Store

MORE_AT_MOST = 1.2
READ_SECONDS = 1.0
_REVISED_A_DAY = 10  # on each of five earlier days
_NIGHTS = 20  # as far as a night looks back, for copies and for revisions
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What a night's load took. mb: at most at once, in all of the process."""

    seconds: float
    cpu_seconds: float
    mb: float

    @classmethod
    def least(cls, nights: Sequence[Self]) -> Self:
        """The shortest time and the least memory: the rest is the machine's."""
        return cls(
            seconds=min(one.seconds for one in nights),
            cpu_seconds=min(one.cpu_seconds for one in nights),
            mb=min(one.mb for one in nights),
        )

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s ({self.cpu_seconds:.2f} s of CPU), {self.mb:.0f} MB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """empty, full: a night of new articles; revising: the same with revised ones of earlier days, on the full store.

    reading: the longest seconds by way of reading.
    """

    empty: Night
    full: Night
    revising: Night
    reading: dict[str, float]

    @property
    def longer(self) -> float:
        return self.full.seconds / self.empty.seconds

    @property
    def larger(self) -> float:
        return self.full.mb / self.empty.mb

    @property
    def good(self) -> bool:
        return max(self.longer, self.larger) <= MORE_AT_MOST and max(self.reading.values()) < READ_SECONDS


def measure(full: Path, new: int, rounds: int) -> Measured:
    """`full` is the store with many articles. Each round leaves two nights more in it."""
    on_empty, on_full, revising = [], [], []
    reading: dict[str, float] = {}
    for number in range(rounds):
        day = TONIGHT + timedelta(days=2 * number)
        with tempfile.TemporaryDirectory() as empty:
            on_empty.append(_night(Path(empty), day, new, 0))
        on_full.append(_night(full, day, new, 0))
        revising.append(_night(full, day + timedelta(days=1), new, _REVISED_A_DAY))
        known = TONIGHT - timedelta(days=1 + number)
        took = _json("benchmarks.dataset_read", full, known, SOURCES[7])
        reading = {way: max(seconds, reading.get(way, 0.0)) for way, seconds in took.items()}
    return Measured(
        empty=Night.least(on_empty), full=Night.least(on_full), revising=Night.least(revising), reading=reading
    )


def _night(store: Path, day: date, new: int, revised_a_day: int) -> Night:
    for file in store.glob("ledger.sqlite*"):  # how the ledger grows is measured by `benchmarks.ledger`
        file.unlink()
    return Night(**_json("benchmarks.dataset_night", store, day, new, revised_a_day))


def _json(module: str, *arguments: object) -> dict[str, Any]:
    command = [sys.executable, "-m", module, *map(str, arguments)]
    answer = subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True)  # noqa: S603
    figures: dict[str, Any] = json.loads(answer.stdout)
    return figures


def report(measured: Measured, articles: int) -> str:
    lines = [
        f"a night on an empty store             {measured.empty}",
        f"a night on top of {articles:>9,} articles  {measured.full}",
        f"                                      {measured.longer:.2f} times the time, {measured.larger:.2f} the memory",
        f"with {5 * _REVISED_A_DAY} revisions on five days        {measured.revising}",
        *(
            f"one day, one source, three columns    {seconds:.3f} s ({way})"
            for way, seconds in measured.reading.items()
        ),
    ]
    return "\n".join(lines)


def filled(folder: Path, articles: int, per_day: int) -> Path:
    """The full store in a folder, made unless it is there."""
    done = folder / "filled"
    if not done.exists():
        began = time.perf_counter()
        fill(Store.at(folder), articles, per_day, _NIGHTS)
        done.touch()
        print(f"{articles:,} articles made in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return folder


@contextmanager
def copied(store: Path) -> Iterator[Path]:
    """A copy that is gone at the end. Its files are those of the store: what replaces one leaves the store's alone."""
    with tempfile.TemporaryDirectory(dir=store.parent) as folder:
        ignored = shutil.ignore_patterns("ledger.sqlite*")
        yield shutil.copytree(store, Path(folder) / "copy", copy_function=os.link, ignore=ignored)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--per-day", type=int, default=1_000)
    parser.add_argument("--new", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--store", type=Path, help="a folder that keeps the full store; default: a temporary one")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = filled(args.store or Path(folder, "store"), args.articles, args.per_day)
        with copied(store) as full:
            measured = measure(full, args.new, args.rounds)
    print(report(measured, args.articles))
    sys.exit(not measured.good)


if __name__ == "__main__":
    main()
