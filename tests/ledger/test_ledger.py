"""The ledger: what a URL's history leaves to do, and that nothing is counted twice or lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from pipeline.errors import StoreError
from pipeline.ledger import Claim, Ledger, Result
from pipeline.models import (
    Attempt,
    Candidate,
    CaptureRef,
    FetchTask,
    Problem,
    Rejection,
    Response,
    RunStatus,
    Validators,
)
from pipeline.reasons import Reason

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
URL = "https://example.org/story"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(f"sqlite:///{tmp_path}/sub/ledger.sqlite") as opened:
        yield opened


def candidate(url: str = URL, modified: str | None = None) -> Candidate:
    return Candidate(url=url, source="example", found_by="https://example.org/feed/", modified=modified)


def attempt(outcome: str, url: str = URL) -> Attempt:
    return Attempt(url=url, source="example", started_at=NOON, outcome=outcome, status=200, size=10, seconds=0.5)


def response(url: str = URL, at: datetime = NOON) -> Response:
    return Response(
        url=url,
        final_url=url,
        status=200,
        reason="OK",
        headers=(),
        request_headers=(),
        body=b"<p>text</p>",
        fetched_at=at,
        validators=Validators(etag='"1"'),
    )


def begin(ledger: Ledger, run_id: str, *candidates: Candidate) -> None:
    ledger.begin_run(run_id, {}, NOON)
    ledger.enlist(run_id, candidates, (), NOON)


def capture(ledger: Ledger, run_id: str, url: str = URL, offset: int = 100, at: datetime = NOON) -> None:
    ref = CaptureRef(file="a.warc.gz", offset=offset, length=50)
    task = FetchTask(url=url, source="example")
    ledger.record_capture(run_id, task, response(url, at), ref, [attempt("fetched", url)], digest="sha1:A")


def write(ledger: Ledger, run_id: str, url: str = URL, result: Result = Result.WRITTEN) -> None:
    ledger.record_articles(run_id, [(url, "a" * 16, result)])


def results(ledger: Ledger, run_id: str) -> dict[tuple[str | None, str | None], int]:
    return {(tally.result, tally.reason): tally.count for tally in ledger.tally(run_id)}


def test_a_new_url_is_fetched_then_transformed_then_written(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    assert ledger.to_fetch("r1") == [FetchTask(url=URL, source="example")]
    assert results(ledger, "r1") == {(None, None): 1}

    capture(ledger, "r1")
    assert ledger.to_fetch("r1") == []
    (waiting,) = ledger.to_transform("r1")
    assert (waiting.url, waiting.ref.offset, waiting.first_captured_at) == (URL, 100, NOON)

    write(ledger, "r1")
    assert ledger.to_transform("r1") == []
    assert results(ledger, "r1") == {("written", None): 1}


def test_a_known_article_is_unchanged_and_not_fetched_again(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(modified="2026-11-01"))
    capture(ledger, "r1")
    write(ledger, "r1")
    begin(ledger, "r2", candidate(modified="2026-11-01"))
    assert ledger.to_fetch("r2") == []
    assert results(ledger, "r2") == {("unchanged", None): 1}


@pytest.mark.parametrize("older", ["2026-10-31", None])
def test_an_older_date_is_no_change(ledger: Ledger, older: str | None) -> None:
    begin(ledger, "r1", candidate(modified="2026-11-01"))
    capture(ledger, "r1")
    write(ledger, "r1")
    begin(ledger, "r2", candidate(modified=older))
    assert results(ledger, "r2") == {("unchanged", None): 1}


def test_an_article_that_changed_is_asked_for_with_its_validators(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(modified="2026-11-01"))
    capture(ledger, "r1")
    write(ledger, "r1")
    begin(ledger, "r2", candidate(modified="2026-11-02"))
    assert ledger.to_fetch("r2") == [FetchTask(url=URL, source="example", validators=Validators(etag='"1"'))]


def test_not_modified_settles_the_change(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(modified="2026-11-01"))
    capture(ledger, "r1")
    write(ledger, "r1")
    begin(ledger, "r2", candidate(modified="2026-11-02"))
    ledger.record_not_modified("r2", FetchTask(url=URL, source="example"), NOON, [attempt("not_modified")])
    begin(ledger, "r3", candidate(modified="2026-11-02"))
    assert results(ledger, "r2") == {("unchanged", None): 1}
    assert results(ledger, "r3") == {("unchanged", None): 1}


def test_a_second_capture_keeps_the_instant_of_the_first(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(modified="1"))
    capture(ledger, "r1")
    write(ledger, "r1")
    begin(ledger, "r2", candidate(modified="2"))
    later = NOON + timedelta(days=1)
    capture(ledger, "r2", offset=500, at=later)
    (waiting,) = ledger.to_transform("r2")
    assert (waiting.first_captured_at, waiting.captured_at) == (NOON, later)


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason.retry.later[:1] == (timedelta(),)])
def test_a_transient_failure_comes_back_in_the_next_run(ledger: Ledger, reason: Reason) -> None:
    begin(ledger, "r1", candidate())
    ledger.record_rejection("r1", URL, Rejection(reason=reason), NOON, [attempt(reason)])
    assert ledger.to_fetch("r1") == []
    assert results(ledger, "r1") == {("rejected", reason): 1}

    begin(ledger, "r2")
    assert ledger.carry_over("r2", ["example"], NOON) == 1
    assert ledger.to_fetch("r2") == [FetchTask(url=URL, source="example")]


@pytest.mark.parametrize("reason", [Reason.CONSENT_WALL, Reason.BOT_CHALLENGE])
def test_the_wall_in_an_articles_place_is_not_asked_whether_it_changed(ledger: Ledger, reason: Reason) -> None:
    begin(ledger, "r1", candidate(modified="1"))
    capture(ledger, "r1")
    write(ledger, "r1")
    begin(ledger, "r2", candidate(modified="2"))
    capture(ledger, "r2")
    ledger.record_rejection("r2", URL, Rejection(reason=reason), NOON)
    begin(ledger, "r3", candidate(modified="2"))
    assert ledger.to_fetch("r3") == [FetchTask(url=URL, source="example")]


def test_a_final_rejection_stands_and_is_counted_again(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    ledger.record_rejection("r1", URL, Rejection(reason=Reason.HTTP_410), NOON)
    begin(ledger, "r2", candidate())
    assert ledger.carry_over("r2", ["example"], NOON) == 0
    assert ledger.to_fetch("r2") == []
    assert results(ledger, "r2") == {("rejected", "http_410"): 1}


@pytest.mark.parametrize("reason", [Reason.EXCLUDED, Reason.ROBOTS_DENIED])
def test_what_costs_the_site_nothing_is_decided_again(ledger: Ledger, reason: Reason) -> None:
    ledger.begin_run("r1", {}, NOON)
    ledger.enlist("r1", (), [(candidate(), Rejection(reason=reason))], NOON)
    assert results(ledger, "r1") == {("rejected", reason): 1}
    begin(ledger, "r2", candidate())
    assert ledger.to_fetch("r2") == [FetchTask(url=URL, source="example")]


def test_enlisting_twice_changes_nothing(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(), candidate("https://example.org/other"))
    capture(ledger, "r1")
    write(ledger, "r1")
    ledger.enlist("r1", [candidate(modified="new"), candidate("https://example.org/other")], (), NOON)
    assert results(ledger, "r1") == {(None, None): 1, ("written", None): 1}


def test_what_a_killed_run_fetched_is_transformed_by_the_next(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    capture(ledger, "r1")
    begin(ledger, "r2")
    assert ledger.carry_over("r2", ["example"], NOON) == 1
    assert ledger.to_fetch("r2") == []
    assert [waiting.url for waiting in ledger.to_transform("r2")] == [URL]


def test_other_sources_work_is_left_alone(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    begin(ledger, "r2")
    assert ledger.carry_over("r2", ["another"], NOON) == 0


def test_pages_are_transformed_in_the_order_of_the_archive(ledger: Ledger) -> None:
    urls = [f"https://example.org/{name}" for name in "abc"]
    begin(ledger, "r1", *map(candidate, urls))
    for offset, url in zip((300, 100, 200), urls, strict=True):
        capture(ledger, "r1", url, offset)
    assert [waiting.ref.offset for waiting in ledger.to_transform("r1")] == [100, 200, 300]
    assert ledger.capture_end("a.warc.gz") == 350
    assert ledger.capture_end("unknown.warc.gz") == 0


def test_the_first_url_stands_for_an_article_and_keeps_its_day(ledger: Ledger) -> None:
    first = Claim(url=URL, date=date(2026, 11, 2))
    assert ledger.claim([("a" * 16, URL, date(2026, 11, 2))]) == {"a" * 16: first}
    assert ledger.claim([("a" * 16, "https://example.org/amp", date(2026, 11, 3))]) == {"a" * 16: first}


def test_attempts_come_back_as_they_were(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    capture(ledger, "r1")
    assert ledger.attempts("r1") == [attempt("fetched")]


def test_a_sources_problems_are_those_of_the_last_try(ledger: Ledger) -> None:
    begin(ledger, "r1")
    problem = Problem(source="example", url="https://example.org/feed/", reason=Reason.DNS, detail="no such host")
    ledger.record_problems("r1", "example", [problem])
    ledger.record_problems("r1", "example", [problem])
    assert ledger.problems("r1") == [problem]
    ledger.record_problems("r1", "example", [])
    assert ledger.problems("r1") == []


def test_runs_are_unfinished_until_they_are_finished(ledger: Ledger) -> None:
    begun = ledger.begin_run("r1", {"sources": ["example"]}, NOON)
    assert [(run.run_id, run.status) for run in ledger.unfinished_runs()] == [("r1", "running")]
    ledger.finish_run(replace(begun, status=RunStatus.FINISHED, finished_at=NOON + timedelta(minutes=5)))
    assert ledger.unfinished_runs() == []
    (run,) = ledger.latest_runs()
    assert (run.status, run.finished_at, run.parameters) == (
        "finished",
        NOON + timedelta(minutes=5),
        {"sources": ["example"]},
    )


def test_a_database_that_cannot_be_used_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"ledger\.url: cannot use \S*:\*\*\*@"):
        Ledger.open("nosuchdatabase://desk:secret@db/x")
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"ledger\.url: cannot use sqlite"):
        Ledger.open(f"sqlite:///{tmp_path}/file/ledger.sqlite")
    with pytest.raises(StoreError, match=r"ledger\.url: cannot use the address"):
        Ledger.open("not an address")


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ledger.sqlite"
    with Ledger.open(url):
        pass
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE copydesk_schema SET version = 99"))
    engine.dispose()
    with pytest.raises(StoreError, match="has version 99, this copydesk reads 1"):
        Ledger.open(url)
