"""A ledger of any earlier copydesk becomes one of the present, with all that it knows, or stays as it was."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text

from pipeline.errors import StoreError
from pipeline.ledger import Claim, Ledger, tables, versions
from pipeline.models import Attempt, CaptureRef, FetchTask, Problem, RunStatus, Validators
from pipeline.reasons import Reason
from tests.ledger import version1
from tests.ledger.steps import DAY, begin, candidate, results

SIX = datetime(2026, 11, 2, 18, tzinfo=UTC)
PROCESSES, ROUNDS = 3, 8


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection as somebody else would have it; what is done is kept at the end of the block."""
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(exist_ok=True)
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def first_url(url: str) -> str:
    """A ledger that the first copydesk left."""
    with connected(url) as connection:
        version1.fill(connection)
    return url


def everything(connection: Connection) -> dict[str, Any]:
    """Each table's columns, indexes and rows."""
    found = inspect(connection)
    return {
        name: (
            [(column["name"], str(column["type"])) for column in found.get_columns(name)],
            sorted(index["name"] or "" for index in found.get_indexes(name)),
            sorted(map(str, connection.execute(text(f"SELECT * FROM {name}")))),  # noqa: S608
        )
        for name in found.get_table_names()
    }


def differences(connection: Connection) -> Any:
    """What Alembic finds the database to lack, or to have too much, of the present tables."""
    options = {"compare_type": True, "compare_server_default": True}
    return compare_metadata(MigrationContext.configure(connection, opts=options), tables.metadata)


def test_what_the_first_copydesk_knew_of_urls_is_known(first_url: str) -> None:
    with Ledger.open(first_url) as ledger:
        assert [run.run_id for run in ledger.unfinished_runs()] == ["r2"]
        assert [task.url for task in ledger.to_fetch("r2")] == ["https://example.org/queued"]
        (waiting,) = ledger.to_transform("r2")
        assert waiting.ref == CaptureRef(file="r2-0000.warc.gz", offset=700, length=90)
        assert (ledger.capture_end("r1-0000.warc.gz"), ledger.capture_end("r2-0000.warc.gz")) == (450, 790)

        begin(ledger, "r3", at=SIX)
        assert ledger.carry_over("r3", ["example"], SIX) == 3
        assert [task.url for task in ledger.to_fetch("r3")] == [
            "https://example.org/failed",
            "https://example.org/queued",
        ]
        ledger.enlist("r3", [candidate("https://example.org/rejected")], (), SIX)
        assert results(ledger, "r3") == {(None, None): 3, ("rejected", "not_article"): 1}


def test_what_the_first_copydesk_wrote_is_visited_by_the_present_one(first_url: str) -> None:
    with Ledger.open(first_url) as ledger:
        begin(ledger, "r3", at=SIX + DAY)
        assert ledger.revisit("r3", ["example"], SIX + DAY, [1]) == 1
        validators = Validators(etag='"1"')
        task = FetchTask(url="https://example.org/written", source="example", validators=validators)
        assert ledger.to_fetch("r3") == [task]
        day = date(2026, 11, 5)
        claim = Claim(url="https://example.org/written", date=date(2026, 11, 2))
        assert ledger.claim([("a" * 16, "https://example.org/other", day)]) == {"a" * 16: claim}


def test_what_the_first_copydesk_knew_of_runs_is_known(first_url: str) -> None:
    with Ledger.open(first_url) as ledger:
        assert [(run.run_id, run.status) for run in ledger.latest_runs()] == [
            ("r2", RunStatus.RUNNING),
            ("r1", RunStatus.FINISHED),
        ]
        assert results(ledger, "r1") == {
            ("written", None): 1,
            ("rejected", "timeout"): 1,
            ("rejected", "not_article"): 1,
        }
        sitemap = "https://example.org/sitemap.xml"
        problem = Problem(source="example", url=sitemap, reason=Reason.DNS, detail="no such host")
        assert ledger.problems("r1") == [problem]
        assert ledger.attempts("r1") == [
            Attempt(
                url="https://example.org/written",
                source="example",
                started_at=SIX - timedelta(hours=5, minutes=59),
                outcome="fetched",
                status=200,
                size=10,
                seconds=0.5,
                robots_rule="allowed",
            )
        ]


def test_what_failed_once_with_the_first_copydesk_has_failed_once(first_url: str) -> None:
    with Ledger.open(first_url):
        pass
    with connected(first_url) as connection:
        rows = connection.execute(text("SELECT failures, count(*) FROM urls GROUP BY failures ORDER BY failures"))
        assert [tuple(row) for row in rows] == [(0, 4), (1, 1)]


def test_the_tables_are_those_that_the_code_knows_whichever_way_they_came(url: str, first_url: str) -> None:
    with Ledger.open(first_url), connected(first_url) as connection:
        assert differences(connection) == []


def test_a_new_ledger_has_the_tables_that_the_code_knows(url: str) -> None:
    with Ledger.open(url), connected(url) as connection:
        assert differences(connection) == []
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == versions.PRESENT


def test_opening_again_changes_nothing(first_url: str) -> None:
    with Ledger.open(first_url), connected(first_url) as connection:
        before = everything(connection)
    with Ledger.open(first_url), connected(first_url) as connection:
        assert everything(connection) == before


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(first_url: str) -> None:
    with connected(first_url) as connection:
        connection.exec_driver_sql("CREATE TABLE overruns (in_the_way INTEGER)")  # made by the script's last steps
        before = everything(connection)
    with pytest.raises(StoreError, match=r"ledger\.url: cannot use .*overruns.* already exists"):
        Ledger.open(first_url)
    with connected(first_url) as connection:
        assert everything(connection) == before
        connection.exec_driver_sql("DROP TABLE overruns")
    with Ledger.open(first_url) as ledger:
        assert [run.run_id for run in ledger.unfinished_runs()] == ["r2"]


def test_the_copies_that_an_earlier_copydesk_told_of_in_words_are_known(first_url: str) -> None:
    with connected(first_url) as connection:
        connection.exec_driver_sql(
            "UPDATE urls SET reason = 'duplicate', detail = 'the same article as https://example.org/written' "
            "WHERE url = 'https://example.org/rejected'"
        )
    with Ledger.open(first_url) as ledger:
        known = {one.url: one.article_id for one in ledger.known_of(["a" * 16])}
    assert known == dict.fromkeys(["https://example.org/written", "https://example.org/rejected"], "a" * 16)


def test_a_newer_ledger_is_refused_and_left_alone(url: str) -> None:
    with Ledger.open(url), connected(url) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0099'")
        before = everything(connection)
    with pytest.raises(
        StoreError, match=f"has version 0099, this copydesk reads up to {versions.PRESENT}: use a newer"
    ):
        Ledger.open(url)
    with connected(url) as connection:
        assert everything(connection) == before


def test_the_first_copydesk_sees_that_it_is_too_old(url: str) -> None:
    with Ledger.open(url), connected(url) as connection:
        assert connection.scalar(text("SELECT version FROM copydesk_schema")) == 4


def test_the_scripts_are_one_line_of_versions_up_to_the_present() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(versions.__file__).parent / "migrations"))
    scripts = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert scripts == [f"{number:04d}" for number in range(len(scripts), 0, -1)]
    assert scripts[0] == versions.PRESENT


def open_each(name: str, urls: list[str], barrier: Barrier) -> None:
    for url in urls:
        barrier.wait(timeout=60)
        with Ledger.open(url) as ledger:
            begin(ledger, name)


def test_processes_that_open_a_ledger_at_once_all_find_it_whole(url: str) -> None:
    urls = [*rounds(url)]
    for first in urls[::2]:
        with connected(first) as connection:
            version1.fill(connection)
    context = multiprocessing.get_context("spawn")
    barrier, names = context.Barrier(PROCESSES), [f"p{number}" for number in range(PROCESSES)]
    processes = [context.Process(target=open_each, args=(name, urls, barrier)) for name in names]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * PROCESSES
    for one in urls:
        with Ledger.open(one) as ledger, connected(one) as connection:
            assert {run.run_id for run in ledger.unfinished_runs()} >= set(names)
            assert differences(connection) == []


def rounds(url: str) -> Iterator[str]:
    """So many empty databases beside the one at `url`."""
    for number in range(ROUNDS):
        if url.startswith("sqlite"):
            yield url.replace("ledger.sqlite", f"{number}.sqlite")
            continue
        with psycopg.connect(url) as connection:
            connection.execute(f"DROP SCHEMA IF EXISTS round{number} CASCADE")
            connection.execute(f"CREATE SCHEMA round{number}")
        yield f"{url}&options=-csearch_path%3Dround{number}"
