"""URLs that fail: when a run may try again, how often, and what is said of them in between."""

from datetime import timedelta

import pytest

from pipeline.ledger import Ledger
from pipeline.models import FetchTask, Validators
from pipeline.reasons import Reason
from tests.ledger.steps import (
    DAY,
    NOON,
    TASK,
    URL,
    begin,
    candidate,
    capture,
    not_modified,
    publish,
    reject,
    results,
    write,
)

NEXT_RUN, A_DAY = timedelta(), timedelta(hours=20)
MINUTE = timedelta(minutes=1)


def tried(ledger: Ledger, run_id: str, after: timedelta) -> bool:
    """Whether a run that begins so long after noon tries the URL, though nobody names it."""
    begin(ledger, run_id, at=NOON + after)
    return ledger.carry_over(run_id, ["example"], NOON + after) == 1


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason.retry.later[:1] == (NEXT_RUN,)])
def test_a_transient_failure_comes_back_in_the_next_run(ledger: Ledger, reason: Reason) -> None:
    begin(ledger, "r1", candidate())
    reject(ledger, "r1", reason)
    assert ledger.to_fetch("r1") == []
    assert results(ledger, "r1") == {("rejected", reason): 1}
    assert tried(ledger, "r2", NEXT_RUN)
    assert ledger.to_fetch("r2") == [FetchTask(url=URL, source="example")]


@pytest.mark.parametrize("reason", [reason for reason in Reason if not reason.retry.later and not reason.retry.anew])
def test_a_final_rejection_stands_and_is_counted_again(ledger: Ledger, reason: Reason) -> None:
    begin(ledger, "r1", candidate())
    reject(ledger, "r1", reason)
    assert not tried(ledger, "r2", 365 * DAY)
    ledger.enlist("r2", [candidate()], (), NOON + 365 * DAY)
    assert ledger.to_fetch("r2") == []
    assert results(ledger, "r2") == {("rejected", reason): 1}


def test_a_page_that_is_missing_is_asked_for_after_a_day_and_after_two_more(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    reject(ledger, "r1", Reason.HTTP_404)
    assert not tried(ledger, "r2", A_DAY - MINUTE)
    assert tried(ledger, "r3", A_DAY)
    reject(ledger, "r3", Reason.HTTP_404, NOON + A_DAY)
    assert not tried(ledger, "r4", 3 * A_DAY - MINUTE)
    assert tried(ledger, "r5", 3 * A_DAY)
    reject(ledger, "r5", Reason.HTTP_404, NOON + 3 * A_DAY)
    assert not tried(ledger, "r6", 365 * DAY)
    ledger.enlist("r6", [candidate()], (), NOON + 365 * DAY)
    assert results(ledger, "r6") == {("rejected", "http_404"): 1}


def test_a_host_in_trouble_is_asked_in_five_more_runs(ledger: Ledger) -> None:
    begin(ledger, "r0", candidate())
    at = timedelta()
    for number, pause in enumerate((NEXT_RUN, NEXT_RUN, A_DAY, 2 * A_DAY, 4 * A_DAY), start=1):
        reject(ledger, f"r{number - 1}", Reason.TIMEOUT, NOON + at)
        at += pause
        assert tried(ledger, f"r{number}", at)
    reject(ledger, "r5", Reason.TIMEOUT, NOON + at)
    assert not tried(ledger, "r6", 365 * DAY)


def test_each_failing_run_counts_whatever_its_reason(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    reject(ledger, "r1", Reason.TIMEOUT)
    assert tried(ledger, "r2", NEXT_RUN)
    reject(ledger, "r2", Reason.HTTP_404)
    assert not tried(ledger, "r3", 2 * A_DAY - MINUTE)
    assert tried(ledger, "r4", 2 * A_DAY)


def test_what_is_not_due_is_rejected_as_before_when_it_is_found_again(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    reject(ledger, "r1", Reason.HTTP_404)
    begin(ledger, "r2", candidate(modified="2026-11-02"), at=NOON + A_DAY - MINUTE)
    assert ledger.to_fetch("r2") == []
    assert results(ledger, "r2") == {("rejected", "http_404"): 1}
    begin(ledger, "r3", candidate(), at=NOON + A_DAY)
    assert ledger.to_fetch("r3") == [TASK]


def test_a_run_that_is_taken_up_again_counts_a_failure_once(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    capture(ledger, "r1")
    reject(ledger, "r1", Reason.PAYWALL)
    ledger.enlist("r1", [candidate()], (), NOON + DAY)
    assert ledger.carry_over("r1", ["example"], NOON + DAY) == 0
    assert ledger.to_fetch("r1") == []
    assert ledger.to_transform("r1") == []
    assert tried(ledger, "r2", A_DAY)
    reject(ledger, "r2", Reason.PAYWALL, NOON + A_DAY)
    assert tried(ledger, "r3", 3 * A_DAY)  # the second of two tries


def test_a_page_that_is_never_the_article_is_given_up_though_it_answers(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    for run, at in (("r1", timedelta()), ("r2", A_DAY), ("r3", 3 * A_DAY)):
        assert run == "r1" or tried(ledger, run, at)
        capture(ledger, run, at=NOON + at)
        reject(ledger, run, Reason.SOFT_404, NOON + at)
    assert not tried(ledger, "r4", 365 * DAY)


@pytest.mark.parametrize("success", ["written", "not modified"])
def test_a_success_makes_earlier_failures_count_no_more(ledger: Ledger, success: str) -> None:
    publish(ledger, "r1", candidate(modified="1"))
    begin(ledger, "r2", candidate(modified="2"))
    reject(ledger, "r2", Reason.HTTP_404)
    assert tried(ledger, "r3", A_DAY)
    if success == "written":
        capture(ledger, "r3")
        write(ledger, "r3")
    else:
        not_modified(ledger, "r3")
    begin(ledger, "r4", candidate(modified="3"))
    reject(ledger, "r4", Reason.HTTP_404)
    assert tried(ledger, "r5", A_DAY)


@pytest.mark.parametrize("reason", [Reason.CONSENT_WALL, Reason.BOT_CHALLENGE, Reason.SOFT_404, Reason.PAYWALL])
def test_what_stood_in_an_articles_place_is_not_asked_whether_it_changed(ledger: Ledger, reason: Reason) -> None:
    publish(ledger, "r1", candidate(modified="1"))
    begin(ledger, "r2", candidate(modified="2"))
    capture(ledger, "r2")
    reject(ledger, "r2", reason)
    assert tried(ledger, "r3", A_DAY)
    assert ledger.to_fetch("r3") == [FetchTask(url=URL, source="example")]


def test_an_article_that_could_not_be_had_is_still_asked_whether_it_changed(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate(modified="1"))
    begin(ledger, "r2", candidate(modified="2"))
    reject(ledger, "r2", Reason.TIMEOUT)
    assert tried(ledger, "r3", NEXT_RUN)
    assert ledger.to_fetch("r3") == [FetchTask(url=URL, source="example", validators=Validators(etag='"1"'))]
