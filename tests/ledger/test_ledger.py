"""The ledger: what a URL's history leaves to do, and that nothing is counted twice or lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.errors import StateError
from pipeline.ledger import Claim, Ledger
from pipeline.models import FetchTask, Rejection, RunStatus, Validators
from pipeline.reasons import Reason
from tests.ledger.steps import DAY, NOON, TASK, URL, attempt, begin, candidate, capture, publish, reject, results, write

OTHER = "https://example.org/other"


def test_a_new_url_is_fetched_then_transformed_then_written(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    assert ledger.to_fetch("r1") == [FetchTask(url=URL, source="example")]
    assert results(ledger, "r1") == {(None, None): 1}

    capture(ledger, "r1", offset=100)
    assert ledger.to_fetch("r1") == []
    (waiting,) = ledger.to_transform("r1")
    assert (waiting.url, waiting.ref.offset, waiting.first_captured_at) == (URL, 100, NOON)

    write(ledger, "r1")
    assert ledger.to_transform("r1") == []
    assert results(ledger, "r1") == {("written", None): 1}


def test_a_known_article_is_unchanged_and_not_fetched_again(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate(modified="2026-11-01"))
    begin(ledger, "r2", candidate(modified="2026-11-01"))
    assert ledger.to_fetch("r2") == []
    assert results(ledger, "r2") == {("unchanged", None): 1}


@pytest.mark.parametrize("older", ["2026-10-31", None])
def test_an_older_date_is_no_change(ledger: Ledger, older: str | None) -> None:
    publish(ledger, "r1", candidate(modified="2026-11-01"))
    begin(ledger, "r2", candidate(modified=older))
    assert results(ledger, "r2") == {("unchanged", None): 1}


def test_an_article_that_changed_is_asked_for_with_its_validators(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate(modified="2026-11-01"))
    begin(ledger, "r2", candidate(modified="2026-11-02"))
    assert ledger.to_fetch("r2") == [FetchTask(url=URL, source="example", validators=Validators(etag='"1"'))]


def test_not_modified_settles_the_change(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate(modified="2026-11-01"))
    begin(ledger, "r2", candidate(modified="2026-11-02"))
    ledger.record_not_modified("r2", TASK, NOON, [attempt("not_modified")])
    begin(ledger, "r3", candidate(modified="2026-11-02"))
    assert results(ledger, "r2") == {("unchanged", None): 1}
    assert results(ledger, "r3") == {("unchanged", None): 1}


def test_a_second_capture_keeps_the_instant_of_the_first(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate(modified="1"))
    begin(ledger, "r2", candidate(modified="2"))
    capture(ledger, "r2", at=NOON + DAY)
    (waiting,) = ledger.to_transform("r2")
    assert (waiting.first_captured_at, waiting.captured_at) == (NOON, NOON + DAY)


def test_a_load_may_be_repeated(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate())
    write(ledger, "r1")
    assert results(ledger, "r1") == {("written", None): 1}


def test_what_cannot_happen_to_a_url_is_a_fault_that_names_both(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate())
    with pytest.raises(StateError, match=r"^https://example\.org/story: a URL that is written cannot be captured$"):
        capture(ledger, "r1")
    with pytest.raises(StateError, match=r"^https://example\.org/other: the ledger does not know it$"):
        reject(ledger, "r1", Reason.HTTP_404, url=OTHER)
    begin(ledger, "r2", candidate(OTHER))
    with pytest.raises(StateError, match=r"^https://example\.org/other: a URL that is queued cannot be loaded$"):
        ledger.record_articles("r2", [(URL, "a" * 16, "unchanged"), (OTHER, "b" * 16, "written")])


def test_a_fault_leaves_nothing_behind(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate())
    with pytest.raises(StateError):
        capture(ledger, "r1", offset=9_000)
    assert ledger.attempts("r1") == [attempt("fetched")]
    assert ledger.capture_end("a.warc.gz") < 9_000


@pytest.mark.parametrize("reason", [Reason.EXCLUDED, Reason.TOO_OLD, Reason.ROBOTS_DENIED])
def test_what_costs_the_site_nothing_is_decided_again(ledger: Ledger, reason: Reason) -> None:
    ledger.begin_run("r1", {}, NOON)
    ledger.enlist("r1", (), [(candidate(), Rejection(reason=reason))], NOON)
    assert results(ledger, "r1") == {("rejected", reason): 1}
    ledger.begin_run("r2", {}, NOON)
    ledger.enlist("r2", (), [(candidate(), Rejection(reason=Reason.EXCLUDED))], NOON)
    assert results(ledger, "r2") == {("rejected", "excluded"): 1}
    begin(ledger, "r3", candidate())
    assert ledger.to_fetch("r3") == [FetchTask(url=URL, source="example")]


def test_an_article_that_a_filter_turns_away_stays_an_article(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate())
    ledger.begin_run("r2", {}, NOON)
    ledger.enlist("r2", (), [(candidate(), Rejection(reason=Reason.TOO_OLD))], NOON)
    begin(ledger, "r3", candidate())
    assert results(ledger, "r2") == {("rejected", "too_old"): 1}
    assert results(ledger, "r3") == {("unchanged", None): 1}


def test_addresses_longer_than_a_database_can_index_are_turned_away_each_for_itself(ledger: Ledger) -> None:
    longest, one, other = (f"https://example.org/{'ä' * count}" for count in (990, 991, 20_000))
    for run_id in ("r1", "r2"):
        begin(ledger, run_id, candidate(longest), candidate(one), candidate(other))
        assert results(ledger, run_id) == {(None, None): 1, ("rejected", "excluded"): 2}
    assert [task.url for task in ledger.to_fetch("r2")] == [longest]


def test_enlisting_twice_changes_nothing(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(), candidate(OTHER))
    capture(ledger, "r1")
    write(ledger, "r1")
    ledger.enlist("r1", [candidate(modified="new"), candidate(OTHER)], (), NOON)
    assert results(ledger, "r1") == {(None, None): 1, ("written", None): 1}


def test_a_thousand_urls_are_enlisted_each_for_what_it_is(ledger: Ledger) -> None:
    urls = [f"https://example.org/{number}" for number in range(1_000)]
    publish(ledger, "r1", *map(candidate, urls[:10]))
    ledger.begin_run("r2", {}, NOON)
    excluded = [(candidate(url), Rejection(reason=Reason.EXCLUDED)) for url in urls[900:]]
    ledger.enlist("r2", [*map(candidate, urls[:900])], excluded, NOON)
    assert results(ledger, "r2") == {("unchanged", None): 10, (None, None): 890, ("rejected", "excluded"): 100}
    assert [task.url for task in ledger.to_fetch("r2")] == sorted(urls[10:900])


def test_new_pages_are_fetched_before_those_that_are_asked_for_again(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate(modified="1"))
    begin(ledger, "r2", candidate(modified="2"), candidate(OTHER), at=NOON + DAY)
    assert [task.url for task in ledger.to_fetch("r2")] == [OTHER, URL]


def test_what_a_killed_run_left_is_done_by_the_next(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(), candidate(OTHER))
    capture(ledger, "r1")
    begin(ledger, "r2")
    assert ledger.carry_over("r2", ["example"], NOON) == 2
    assert ledger.carry_over("r2", ["example"], NOON) == 0
    assert [task.url for task in ledger.to_fetch("r2")] == [OTHER]
    assert [waiting.url for waiting in ledger.to_transform("r2")] == [URL]
    assert results(ledger, "r2") == {(None, None): 2}


def test_what_waits_to_be_transformed_is_not_fetched_for_being_found_again(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    capture(ledger, "r1")
    begin(ledger, "r2", candidate(modified="2026-11-02"))
    assert ledger.to_fetch("r2") == []
    assert [waiting.url for waiting in ledger.to_transform("r2")] == [URL]


def test_other_sources_work_is_left_alone(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    begin(ledger, "r2")
    assert ledger.carry_over("r2", ["another"], NOON) == 0


def test_no_more_is_carried_over_than_a_run_can_do(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ledger.discovery.CARRIED_AT_MOST", 2)
    begin(ledger, "r1", *(candidate(f"https://example.org/{number}") for number in range(3)))
    begin(ledger, "r2")
    assert ledger.carry_over("r2", ["example"], NOON) == 2
    begin(ledger, "r3")
    for task in ledger.to_fetch("r2"):
        reject(ledger, "r2", Reason.HTTP_410, url=task.url)
    assert ledger.carry_over("r3", ["example"], NOON) == 1


def test_pages_are_transformed_in_the_order_of_the_archive(ledger: Ledger) -> None:
    urls = [f"https://example.org/{name}" for name in "abc"]
    begin(ledger, "r1", *map(candidate, urls))
    for offset, url in zip((300, 100, 200), urls, strict=True):
        capture(ledger, "r1", url, offset=offset)
    assert [waiting.ref.offset for waiting in ledger.to_transform("r1")] == [100, 200, 300]


def test_the_first_url_stands_for_an_article_and_keeps_its_day(ledger: Ledger) -> None:
    first = Claim(url=URL, date=date(2026, 11, 2))
    assert ledger.claim([("a" * 16, URL, date(2026, 11, 2))]) == {"a" * 16: first}
    assert ledger.claim([("a" * 16, "https://example.org/amp", date(2026, 11, 3))]) == {"a" * 16: first}


def test_attempts_come_back_as_they_were(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    reserved = replace(attempt("reserved"), robots_rule="allowed", reservations="X-Robots-Tag: noai")
    ledger.record_attempts("r1", [reserved])
    capture(ledger, "r1")
    assert ledger.attempts("r1") == [reserved, attempt("fetched")]


def test_text_that_no_database_can_keep_is_kept_as_well_as_can_be(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    ledger.record_attempts("r1", [replace(attempt("connection"), detail="a\0b\udc80c – d")])
    assert [one.detail for one in ledger.attempts("r1")] == ["a?b?c – d"]


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
