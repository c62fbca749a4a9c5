"""How much longer a night's discovery takes when the ledger knows many URLs already.

    python -m benchmarks.ledger [--database postgresql://USER@HOST/NAME] [--known 100000] [--found 1000] [--nights 15]

Two ledgers take turns, one that knows nothing and one that knows what a hundred nights found long ago and is no work
for tonight: articles whose visits are over, rejections, and failures that are not due. What discovery finds is new to
both, or known to both. Prints the shortest night of each and how much longer the second one's is; exit status 1 when
that is a tenth or more. `--database`: a PostgreSQL database to use instead of SQLite files, in schemas of its own.
"""

import argparse
import itertools
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from sqlalchemy import Engine, delete, insert, make_url, text

from pipeline.ledger import Ledger, State, tables
from pipeline.ledger.engine import open_engine
from pipeline.models import Candidate
from pipeline.reasons import Reason

LONGER_AT_MOST = 0.10
TONIGHT = datetime(2026, 11, 2, 3, tzinfo=UTC)
SOURCES = [f"source-{number:02d}" for number in range(50)]
REVISIT_DAYS = (1, 2, 4, 8, 16)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The shortest night's discovery, in seconds, of a ledger that knows nothing and of one that knows many URLs."""

    case: str
    empty: float
    full: float

    @property
    def longer(self) -> float:
        """The second one's extra time as a share of the first one's."""
        return self.full / self.empty - 1


def candidates(urls: Iterable[str]) -> Iterator[Candidate]:
    """The URLs as the sources' feeds name them, in turn."""
    for number, url in enumerate(urls):
        source = SOURCES[number % len(SOURCES)]
        yield Candidate(url=url, source=source, found_by=f"https://{source}.example/feed/", modified="2026-11-01")


def address(night: int, number: int) -> str:
    """An address as they are: under the site's day, but in no order there."""
    day = TONIGHT.date() - night * _DAY
    return f"https://{SOURCES[number % len(SOURCES)]}.example/{day:%Y/%m/%d}/{hash((night, number)) % 10**9:09d}-story"


def discover(ledger: Ledger, run_id: str, found: Sequence[Candidate], now: datetime) -> float:
    """A night's discovery up to the list of what is to be fetched; the seconds it takes."""
    by_source = [[c for c in found if c.source == source] for source in SOURCES]
    ledger.begin_run(run_id, {}, now)
    began = time.perf_counter()
    for group in by_source:
        ledger.enlist(run_id, group, (), now)
    ledger.revisit(run_id, SOURCES, now, REVISIT_DAYS)
    ledger.carry_over(run_id, SOURCES, now)
    ledger.to_fetch(run_id)
    ledger.tally(run_id)
    return time.perf_counter() - began


def fill(engine: Engine, urls: Sequence[str], per_night: int) -> None:
    """Make the URLs known: each was found by an earlier night than the one before, the first one's 20 days ago."""
    rows = [_known(c, TONIGHT - (20 + place // per_night) * _DAY, place) for place, c in enumerate(candidates(urls))]
    listed = [
        {"run_id": f"{row['first_seen_at']:%Y%m%dT%H%M%SZ}", "url": row["url"], "source": row["source"],
         "result": "written" if row["state"] == State.WRITTEN else "rejected", "reason": row["reason"]}
        for row in rows
    ]  # fmt: skip
    with engine.begin() as connection:
        connection.execute(insert(tables.urls), rows)
        connection.execute(insert(tables.worklist), listed)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _known(candidate: Candidate, found_at: datetime, place: int) -> dict[str, Any]:
    """Of twenty known URLs, seventeen are articles, two rejections, and one failed and is not due."""
    row: dict[str, Any] = {
        "url": candidate.url, "source": candidate.source, "found_by": candidate.found_by, "first_seen_at": found_at,
        "state": State.WRITTEN, "reason": None, "failures": 0, "next_try_at": None, "modified": candidate.modified,
        "modified_fetched": candidate.modified, "etag": '"1"', "final_url": candidate.url, "capture_file": None,
        "capture_offset": None, "capture_length": None, "first_captured_at": None, "captured_at": None,
        "visited_at": None, "article_id": None,
    }  # fmt: skip
    if place % 20 == 0:
        failed = {"state": State.FAILED, "reason": Reason.HTTP_404, "failures": 1, "next_try_at": TONIGHT + _DAY}
        return row | failed
    if place % 20 < 3:
        return row | {"state": State.REJECTED, "reason": Reason.NOT_ARTICLE}
    captured = {"first_captured_at": found_at, "captured_at": found_at, "visited_at": found_at + 16 * _DAY}
    file = {"capture_file": f"{found_at:%Y%m%d}.warc.gz", "capture_offset": 30_000 * place, "capture_length": 30_000}
    return row | captured | file | {"article_id": f"{place:016x}"}


def undo(engine: Engine, run_id: str, now: datetime) -> None:
    """Forget a night, so that the next one finds the ledger as this one did."""
    with engine.begin() as connection:
        for table, mine in (
            (tables.urls, tables.urls.c.first_seen_at == now),
            (tables.worklist, tables.worklist.c.run_id == run_id),
            (tables.runs, tables.runs.c.run_id == run_id),
        ):
            connection.execute(delete(table).where(mine))


def measure(urls: tuple[str, str], known: int, found: int, nights: int) -> list[Times]:
    """Discovery of `found` URLs, first of new and then of known ones, by ledgers in two empty databases.

    The first ledger knows nothing, or just what is found; the second knows `known` URLs.
    """
    old = [address(20 + place // found, place) for place in range(known)]
    fresh = (address(0, number) for number in itertools.count())
    with ExitStack() as stack:
        engines = [open_engine(url) for url in urls]
        ledgers = [stack.enter_context(Ledger(engine)) for engine in engines]
        fill(engines[1], old, found)
        new = _shortest(ledgers, engines, nights, lambda: [next(fresh) for _ in range(found)])
        fill(engines[0], old[:found], found)
        again = _shortest(ledgers, engines, nights, lambda: old[:found])
    return [Times(case="new", empty=new[0], full=new[1]), Times(case="known", empty=again[0], full=again[1])]


def _shortest(
    ledgers: Sequence[Ledger], engines: Sequence[Engine], nights: int, finds: Callable[[], list[str]]
) -> list[float]:
    """Each ledger's shortest night; they take turns, so that what else the machine does is the same for both."""
    seconds: list[list[float]] = [[] for _ in ledgers]
    for number in range(nights + 1):
        found, now = [*candidates(finds())], TONIGHT + number * _DAY / 24
        for ledger, engine, mine in zip(ledgers, engines, seconds, strict=True):
            mine.append(discover(ledger, f"tonight-{number}", found, now))
            undo(engine, f"tonight-{number}", now)
    return [min(mine[1:]) for mine in seconds]  # the first one compiles the statements


@contextmanager
def databases(url: str | None) -> Iterator[tuple[str, str]]:
    """Two empty databases, gone at the end: SQLite files, or schemas in the PostgreSQL database at `url`."""
    names = ("copydesk_bench_empty", "copydesk_bench_full")
    if url is None:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/{names[0]}.sqlite", f"sqlite:///{folder}/{names[1]}.sqlite"
        return
    with psycopg.connect(url, autocommit=True) as connection:
        for name in names:
            connection.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
            connection.execute(f"CREATE SCHEMA {name}")
        try:
            first, second = (make_url(url).update_query_dict({"options": f"-csearch_path={name}"}) for name in names)
            yield first.render_as_string(hide_password=False), second.render_as_string(hide_password=False)
        finally:
            for name in names:
                connection.execute(f"DROP SCHEMA {name} CASCADE")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--database", metavar="URL", help="a PostgreSQL database; default: SQLite in a temporary folder"
    )
    parser.add_argument("--known", type=int, default=100_000)
    parser.add_argument("--found", type=int, default=1_000)
    parser.add_argument("--nights", type=int, default=15)
    args = parser.parse_args()
    with databases(args.database) as urls:
        times = measure(urls, args.known, args.found, args.nights)
    for one in times:
        print(
            f"{args.found} {one.case} URLs: {one.empty * 1000:.1f} ms, with {args.known} known "
            f"{one.full * 1000:.1f} ms, {one.longer:+.1%}"
        )
    sys.exit(any(one.longer >= LONGER_AT_MOST for one in times))


if __name__ == "__main__":
    main()
