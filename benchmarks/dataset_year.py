"""A year of nights: how many files the datasets have then, how large they are, and how long reading and loading take.

    python -m benchmarks.dataset_year [--nights 365] [--new 50] [--revised 2]

A night loads so many new articles, and so many revised ones of each of the days 1, 2, 4, 8 and 16 before. Exit status 1
when one of the bounds in `BOUNDS` does not hold.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import pandas as pd

from benchmarks.dataset_night import rows_of
from benchmarks.made_articles import SOURCES, TONIGHT
from pipeline.load import (
    RunRow,
    SourceCounts,
    StagedArticle,
    clear_staged,
    merge,
    migrate,
    rows_of_run,
    stage,
    write_coverage,
    write_fetches,
    write_run,
)
from pipeline.load.layout.columns import DATASETS
from pipeline.load.layout.files import forget_former
from pipeline.models import Attempt, RunStatus
from pipeline.storage import Store

SETTLED = 20  # nights until every night has as many days to revise
_COLUMNS = ["article_id", "source", "word_count"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """files, sizes: by dataset, sizes in bytes; without: sizes without what replaced files keep of what they replaced.

    read: seconds to read three columns of all articles in pandas. nights: seconds of CPU that each took; what waiting
    there is else is the machine's.
    """

    articles: int
    files: dict[str, int]
    sizes: dict[str, int]
    without: dict[str, int]
    read: float
    nights: tuple[float, ...]

    @property
    def size_of_article(self) -> float:
        """Bytes in all datasets together."""
        return sum(self.sizes.values()) / self.articles

    @property
    def growth(self) -> float:
        """The last nights' time as a multiple of that of the first ones with as much to do."""
        settled = self.nights[SETTLED:]
        some = max(1, len(settled) // 4)
        return median(settled[-some:]) / median(settled[:some])


def bounds(year: Year) -> dict[str, bool]:
    """What holds after any number of nights, by what it says."""
    nights = len(year.nights)
    return {
        "a dataset has one file a day": all(count <= nights for count in year.files.values()),
        "runs is one file of at most 10 kB a night": year.files["runs"] == 1 and year.sizes["runs"] <= 10_000 * nights,
        "an article takes at most 25 kB": year.size_of_article <= 25_000,
        "three columns of a year are read within 2 s": year.read <= 2.0,
        "the last nights take at most 1.2 times as long as the first": year.growth <= 1.2,
    }


def spend(store: Store, nights: int, new: int, revised_a_day: int) -> Year:
    """Load so many nights into an empty store, and look at it."""
    migrate(store)
    seconds = []
    for number in range(nights):
        rows = _rows(number, new, revised_a_day)
        began = time.process_time()
        _load(store, TONIGHT + timedelta(days=number), rows)
        seconds.append(time.process_time() - began)
    began = time.perf_counter()
    articles = len(pd.read_parquet(store.path("articles"), columns=_COLUMNS))
    read = time.perf_counter() - began
    files = {name: len(store.files(name)) for name in DATASETS if store.has_folder(name)}
    sizes = _sizes(store, files)
    for name in files:
        for file in store.files(name):
            forget_former(store, file.name)
    return Year(
        articles=articles, files=files, sizes=sizes, without=_sizes(store, files), read=read, nights=tuple(seconds)
    )


def _rows(number: int, new: int, revised_a_day: int) -> list[StagedArticle]:
    rows = rows_of(TONIGHT + timedelta(days=number), new, revised_a_day)
    return [row for row in rows if row.date >= TONIGHT]


def _sizes(store: Store, datasets: Iterable[str]) -> dict[str, int]:
    return {name: sum(file.size for file in store.files(name)) for name in datasets}


def _load(store: Store, day: date, rows: Sequence[StagedArticle]) -> None:
    now, run_id = datetime(day.year, day.month, day.day, 2, tzinfo=UTC), f"{day:%Y%m%d}T020000Z-0000"
    merged = merge([stage(rows, store, run_id, "00000")], store, run_id, now)
    assert sum(rows_of_run(store, run_id, [one.date for one in merged]).values()) == len(rows)  # noqa: S101
    clear_staged(store, run_id)
    attempts = [
        Attempt(url=row.article.url, source=row.source, started_at=now, outcome="fetched", status=200, size=170_000)
        for row in rows
    ]
    write_fetches(store, run_id, day, attempts)
    run = run_of(run_id, now, rows)
    write_coverage(store, run, unanswered={}, overran={}, quality={})
    write_run(store, run)


def run_of(run_id: str, now: datetime, rows: Sequence[StagedArticle]) -> RunRow:
    """A finished run that loaded these."""
    written = Counter(row.source for row in rows)
    revised = Counter(row.source for row in rows if row.captured_at > row.first_captured_at)

    def numbers(count: int, of_these: int) -> dict[str, int]:
        nothing = dict.fromkeys(("unchanged", "rejected", "pending"), 0)
        return {"discovered": count, "fetched": count, "written": count, "revised": of_these, **nothing}

    sources = tuple(
        SourceCounts(source=source, rejected_by_reason={}, **numbers(written[source], revised[source]))
        for source in SOURCES
    )
    return RunRow(
        run_id=run_id, started_at=now, finished_at=now, status=RunStatus.FINISHED, copydesk_version="0",
        parameters='{"sources": []}', rejected_by_reason={}, sources=sources,
        **numbers(written.total(), revised.total()),
    )  # fmt: skip


def report(year: Year) -> str:
    lines = [f"{len(year.nights)} nights, {year.articles:,} articles, {year.size_of_article / 1000:.1f} kB each"]
    lines += [
        f"  {name:10} {count:4} files  {year.sizes[name] / 1e6:8.2f} MB, {year.without[name] / 1e6:8.2f} MB without "
        "what they replaced"
        for name, count in year.files.items()
    ]
    settled = year.nights[SETTLED:]
    lines += [
        f"three columns of all articles are read in {year.read:.2f} s",
        f"a night takes {median(settled):.2f} s of CPU, the last ones {year.growth:.2f} times that of the first",
        *(f"{'holds' if holds else 'FAILS'}: {what}" for what, holds in bounds(year).items()),
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nights", type=int, default=365)
    parser.add_argument("--new", type=int, default=50)
    parser.add_argument("--revised", type=int, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        year = spend(Store.at(Path(folder)), args.nights, args.new, args.revised)
    print(report(year))
    sys.exit(not all(bounds(year).values()))


if __name__ == "__main__":
    main()
