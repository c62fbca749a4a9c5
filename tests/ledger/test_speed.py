"""What the ledger knows already costs a night's discovery next to nothing: in time, and in what is read for it."""

import re
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from benchmarks import ledger as benchmark
from pipeline.ledger import Ledger, Result
from pipeline.ledger.engine import open_engine
from pipeline.models import Snapshot, Validators
from pipeline.reasons import Reason
from tests.ledger.steps import DAY, NOON, begin, candidate, capture, publish, reject, write

MEASUREMENTS = 3


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str | None:
    """Where the benchmark is to make its ledgers: None for SQLite files."""
    return None if request.param == "sqlite" else str(request.getfixturevalue("postgresql_url"))


def test_a_night_takes_less_than_a_tenth_longer_with_100000_known_urls(database: str | None) -> None:
    longer: dict[str, list[float]] = {}
    for _ in range(MEASUREMENTS):  # one that the machine disturbed says nothing
        with benchmark.databases(database) as urls:
            for times in benchmark.measure(urls, known=100_000, found=1_000, nights=7):
                longer.setdefault(times.case, []).append(times.longer)
        if all(min(measured) < 0.10 for measured in longer.values()):
            return
    pytest.fail(f"longer by these shares: {longer}")


def test_postgresql_reads_rows_in_proportion_to_what_a_night_finds(postgresql_url: str) -> None:
    with benchmark.databases(postgresql_url) as (_, url):
        engine = open_engine(f"{url}%20-cenable_seqscan%3Doff")  # as with more rows than a test has time for
        benchmark.fill(engine, [benchmark.address(20, number) for number in range(20_000)], per_night=1_000)
        with Ledger(engine) as ledger:
            last_night = benchmark.TONIGHT - DAY
            benchmark.discover(ledger, "last night", [], last_night)
            engine.dispose()  # the server counts what a connection read when it ends
            before = rows_read(url)
            found = [*benchmark.candidates(benchmark.address(0, number) for number in range(1_000))]
            benchmark.discover(ledger, "tonight", found, benchmark.TONIGHT)
            for task in ledger.to_fetch("tonight"):
                capture(ledger, "tonight", task.url)
        read = rows_read(url) - before
        assert 2_000 < read < 20_000


def rows_read(url: str) -> int:
    """How many rows the server has read of the ledger's tables, by scan or by index."""
    scanned, found = "sum(seq_tup_read) FROM pg_stat_user_tables", "sum(idx_tup_read) FROM pg_stat_user_indexes"
    query = f"SELECT (SELECT {scanned}) + (SELECT {found})"
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


def test_sqlite_finds_every_url_by_an_index(tmp_path_factory: pytest.TempPathFactory) -> None:
    statements: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        statements.append((statement, parameters[0] if many else parameters))

    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('plans')}/ledger.sqlite")
    event.listen(engine, "before_cursor_execute", note)
    with Ledger(engine) as ledger:
        a_little_of_everything(ledger)
        with engine.connect() as connection:
            plans = [
                f"{step.detail}: {statement}"
                for statement, parameters in [*statements]
                if re.match("SELECT|UPDATE|DELETE", statement)
                for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            ]
    assert any(plan.startswith("SEARCH urls") for plan in plans)
    assert [plan for plan in plans if re.match("SCAN (urls|worklist|captures|attempts|articles)", plan)] == []


def a_little_of_everything(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate(modified="1"))
    other = "https://example.org/other"
    begin(ledger, "r2", candidate(modified="2"), candidate(other), at=NOON + DAY)
    ledger.record_snapshots("r2", "example", [Snapshot(url=other, entries=(), validators=Validators())], [other])
    ledger.record_problems("r2", "example", [])
    ledger.revisit("r2", ["example"], NOON + DAY, [1, 2])
    ledger.carry_over("r2", ["example"], NOON + DAY)
    ledger.to_fetch("r2")
    capture(ledger, "r2")
    reject(ledger, "r2", Reason.HTTP_404, url=other)
    ledger.payload("sha1:A")
    ledger.capture_end("a.warc.gz")
    ledger.to_transform("r2")
    ledger.claim([("a" * 16, other, NOON.date())])
    write(ledger, "r2", result=Result.REVISED)
    ledger.tally("r2")
    ledger.attempts("r2")
    ledger.problems("r2")
    ledger.overruns("r2")
    ledger.snapshots("example")
