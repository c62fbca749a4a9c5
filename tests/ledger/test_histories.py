"""What became of a run so far, and of one URL in all runs; and a ledger that is only asked."""

import re
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import InternalError

from pipeline.errors import StoreError
from pipeline.ledger import Ledger, OutOfDate, Part, Progress, Result, Standing, State
from pipeline.ledger.engine import open_for_questions
from pipeline.models import Attempt, CaptureRef, FetchTask, Payload, Rejection, Response, Validators
from pipeline.reasons import FAILURES, Reason
from tests.ledger.steps import DAY, NOON, URL, attempt, begin, candidate, capture, publish, reject, write

OTHER = "https://example.org/other"
FEED = "https://example.org/feed/"


def test_how_far_a_run_is(ledger: Ledger) -> None:
    ledger.begin_run("r1", {}, NOON)
    nothing = Progress(listed=0, queued=0, fetched=0, asked=False, last_request_at=None)
    assert ledger.progress("r1") == nothing
    ledger.enlist("r1", [candidate(), candidate(OTHER)], (), NOON)
    assert ledger.progress("r1") == Progress(listed=2, queued=2, fetched=0, asked=False, last_request_at=None)
    capture(ledger, "r1")
    assert ledger.progress("r1") == Progress(listed=2, queued=1, fetched=1, asked=True, last_request_at=NOON)
    write(ledger, "r1")
    assert ledger.progress("r1") == Progress(listed=2, queued=1, fetched=0, asked=True, last_request_at=NOON)


def test_what_failed_in_a_run_and_how_it_stands_now(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(), candidate(OTHER))
    ledger.record_rejection(
        "r1", URL, Rejection(reason=Reason.TIMEOUT, detail="no answer in 20 s"), NOON, [attempt("timeout")]
    )
    reject(ledger, "r1", Reason.NOT_ARTICLE, url=OTHER)
    (failed,) = ledger.turned_away("r1", FAILURES)
    assert (failed.url, failed.source, failed.reason, failed.state) == (URL, "example", Reason.TIMEOUT, State.FAILED)
    assert (failed.failures, failed.next_try_at, failed.detail) == (1, NOON, "no answer in 20 s")
    assert failed.last == attempt("timeout")
    assert [one.url for one in ledger.turned_away("r1", [Reason.NOT_ARTICLE])] == [OTHER]
    assert ledger.turned_away("r1", FAILURES, ["another"]) == []

    begin(ledger, "r2", candidate(), at=NOON + DAY)
    reject(ledger, "r2", Reason.HTTP_5XX, at=NOON + DAY)
    (before,) = ledger.turned_away("r1", FAILURES)
    assert (before.reason, before.reason_now, before.failures) == (Reason.TIMEOUT, Reason.HTTP_5XX, 2)
    assert before.detail == ""  # what the request of that run said


def test_the_runs_of_a_url_oldest_first(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate())
    begin(ledger, "r2", candidate(), candidate(OTHER), at=NOON + DAY)
    assert ledger.parts(URL) == [
        Part(run_id="r1", started_at=NOON, result=Result.WRITTEN, reason=None),
        Part(run_id="r2", started_at=NOON + DAY, result=Result.UNCHANGED, reason=None),
    ]
    assert ledger.parts(OTHER) == [Part(run_id="r2", started_at=NOON + DAY, result=None, reason=None)]
    assert ledger.parts("https://example.org/never") == []


def test_requests_and_captures_of_a_url(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate())
    begin(ledger, "r2", candidate(modified="later"), at=NOON + DAY)
    first = ledger.payload("sha1:A")
    assert first is not None
    capture(ledger, "r2", at=NOON + DAY, same_as=first)
    feed = Attempt(url=FEED, source="example", started_at=NOON, outcome="not_modified", purpose="discovery")
    ledger.record_attempts("r2", [feed])
    assert [(run_id, one.outcome) for run_id, one in ledger.requests_for(URL)] == [("r1", "fetched"), ("r2", "fetched")]
    assert ledger.last_request(FEED) == feed
    assert ledger.last_request("https://example.org/never") is None
    kept = ledger.captures_of(URL)
    assert [(one.run_id, one.captured_at, one.revisit) for one in kept] == [
        ("r1", NOON, False),
        ("r2", NOON + DAY, True),
    ]
    assert ledger.capture_at(kept[0].ref.file, kept[0].ref.offset) == kept[0]
    assert ledger.capture_at(kept[0].ref.file, 7) is None


def test_a_url_is_found_by_where_it_led_and_by_what_it_is_a_copy_of(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(), candidate(OTHER))
    moved = Response(
        url=URL, final_url="https://example.org/moved", status=200, reason="OK", headers=(), request_headers=(),
        body=b"", fetched_at=NOON, validators=Validators(),
    )  # fmt: skip
    ref, task = CaptureRef(file="a.warc.gz", offset=10, length=5), FetchTask(url=URL, source="example")
    ledger.record_capture("r1", task, moved, ref, [], digest="sha1:M")
    ledger.claim([("a" * 16, URL, NOON.date())])
    write(ledger, "r1")
    copy = Rejection(reason=Reason.DUPLICATE, detail="the same")
    ledger.record_rejection("r1", OTHER, copy, NOON, duplicate_of="a" * 16)

    (found,) = ledger.addresses(["https://example.org/moved"])
    assert (found.url, found.final_url, found.capture) == (URL, "https://example.org/moved", ref)
    assert (found.found_by, found.first_seen_at, found.state, found.article_id) == (FEED, NOON, "written", "a" * 16)
    assert {one.url for one in ledger.addresses_of(["a" * 16])} == {URL, OTHER}
    assert ledger.addresses(["https://example.org/never"]) == []
    standing = Standing(article_id="a" * 16, url=URL, date=NOON.date())
    assert ledger.standing(["a" * 16, "b" * 16]) == [standing]


# --- only asked ---


def test_where_there_is_no_ledger_asking_makes_none(url: str, tmp_path: Path) -> None:
    assert Ledger.consult(url) is None
    assert list(tmp_path.iterdir()) == []
    assert Ledger.consult(url) is None  # a database of PostgreSQL has no tables afterwards either


def test_who_asks_sees_what_a_run_has_recorded_so_far_and_can_change_nothing(ledger: Ledger, url: str) -> None:
    publish(ledger, "r1", candidate())
    asked = Ledger.consult(url)
    assert asked is not None
    with asked:
        assert [run.run_id for run in asked.latest_runs()] == ["r1"]
        begin(ledger, "r2", at=NOON + DAY)  # is not kept waiting
        assert [run.run_id for run in asked.latest_runs()] == ["r2", "r1"]
        with pytest.raises((StoreError, InternalError), match=r"read-?only"):
            begin(asked, "r3", at=NOON + DAY)


def test_who_asks_is_not_kept_waiting_by_a_transaction(ledger: Ledger, url: str) -> None:
    publish(ledger, "r1", candidate())
    writer = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with writer.begin() as connection:
        connection.execute(text("UPDATE runs SET status = 'finished'"))
        asked = Ledger.consult(url)
        assert asked is not None
        with asked:
            assert [run.status for run in asked.latest_runs()] == ["running"]
    writer.dispose()


def test_an_older_ledger_is_left_alone_by_who_only_asks(url: str) -> None:
    with Ledger.open(url):
        pass
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    with pytest.raises(OutOfDate, match=r"has version 0003, this copydesk reads \d{4}"):
        Ledger.consult(url)
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0003"
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    engine.dispose()
    with pytest.raises(StoreError, match="use a newer copydesk"):
        Ledger.consult(url)


def test_a_file_that_is_no_ledger_is_told(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database, but long enough to look at" * 20)
    with pytest.raises(StoreError, match=r"ledger\.url: cannot use"):
        Ledger.consult(f"sqlite:///{tmp_path}/ledger.sqlite")


def test_a_folder_with_signs_in_its_name_is_a_folder(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a?b#c%20d/ledger.sqlite"
    with Ledger.open(url) as ledger:
        begin(ledger, "r1")
    asked = Ledger.consult(url)
    assert asked is not None
    with asked:
        assert [run.run_id for run in asked.latest_runs()] == ["r1"]


def test_sqlite_answers_by_indexes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ledger.sqlite"
    with Ledger.open(url) as ledger:
        publish(ledger, "r1", candidate())
    statements: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        statements.append((statement, parameters))

    engine = open_for_questions(url)
    assert engine is not None
    event.listen(engine, "before_cursor_execute", note)
    with Ledger(engine) as ledger:
        ledger.progress("r1")
        ledger.turned_away("r1", FAILURES)
        ledger.addresses([URL])
        ledger.addresses_of(["a" * 16])
        ledger.parts(URL)
        ledger.requests_for(URL)
        ledger.last_request(FEED)
        ledger.captures_of(URL)
        ledger.capture_at("a.warc.gz", 100)
    with sqlite3.connect(tmp_path / "ledger.sqlite") as connection:
        plans = [
            step[3]
            for statement, parameters in statements
            if statement.startswith("SELECT")
            for step in connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    assert {"SEARCH urls USING INDEX urls_by_final_url (final_url=?)"} <= {*plans}
    assert [plan for plan in plans if re.match("SCAN (urls|worklist|captures|attempts|articles)", plan)] == []


def test_times_of_payloads_do_not_matter(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    ref = CaptureRef(file="a.warc.gz", offset=1, length=2)
    early = Payload(digest="sha1:Z", ref=ref, url=OTHER, fetched_at=NOON - timedelta(days=9))
    capture(ledger, "r1", digest="sha1:Z", same_as=early)
    (address,) = ledger.addresses([URL])
    assert address.capture == ref  # where the bytes lie, which a revisit record has not
