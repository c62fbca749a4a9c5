"""Captures that somebody else made, beside what is known of their pages."""

from datetime import datetime, timedelta

import pytest

from pipeline.ledger import Ledger, Novelty
from pipeline.models import Candidate, CaptureRef, Rejection
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
    response,
    results,
    write,
)

HOUR = timedelta(hours=1)
COPIED = Candidate(url=URL, source="example", found_by="file:///pages.warc.gz")


def novelty(ledger: Ledger, at: datetime, run_id: str = "b1", digest: str = "sha1:B") -> Novelty:
    return ledger.novelty(run_id, URL, at, digest)


def bring_in(ledger: Ledger, run_id: str, at: datetime, offset: int = 0) -> None:
    ref = CaptureRef(file=f"{run_id}.warc.gz", offset=offset, length=50)
    ledger.bring_in(run_id, COPIED, response(at=at), ref, NOON + 30 * DAY, digest="sha1:B")


def backfill(ledger: Ledger, run_id: str = "b1") -> None:
    ledger.begin_run(run_id, {"kind": "backfill", "sources": ["example"]}, NOON + 30 * DAY)


def test_a_page_that_nobody_knows_is_brought_in(ledger: Ledger) -> None:
    backfill(ledger)
    assert novelty(ledger, NOON) is Novelty.WANTED
    bring_in(ledger, "b1", NOON)
    (waiting,) = ledger.to_transform("b1")
    assert (waiting.url, waiting.captured_at, waiting.first_captured_at) == (URL, NOON, NOON)
    assert ledger.to_fetch("b1") == []
    assert ledger.attempts("b1") == []


def test_the_same_capture_is_not_wanted_twice(ledger: Ledger) -> None:
    backfill(ledger)
    bring_in(ledger, "b1", NOON)
    assert novelty(ledger, NOON) is Novelty.WAITING
    write(ledger, "b1")
    assert novelty(ledger, NOON) is Novelty.HAD


def test_what_a_killed_backfill_left_is_on_the_list_of_the_next(ledger: Ledger) -> None:
    backfill(ledger)
    bring_in(ledger, "b1", NOON)
    backfill(ledger, "b2")
    assert novelty(ledger, NOON, "b2") is Novelty.WAITING
    assert [waiting.url for waiting in ledger.to_transform("b2")] == [URL]
    assert novelty(ledger, NOON, "b2") is Novelty.WAITING


def test_a_capture_older_than_an_article_is_not_wanted(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate())
    backfill(ledger)
    assert novelty(ledger, NOON - HOUR) is Novelty.OLDER
    assert novelty(ledger, NOON) is Novelty.OLDER  # of another body, and within the same microsecond
    assert novelty(ledger, NOON + HOUR) is Novelty.WANTED


def test_an_article_that_was_confirmed_later_is_newer(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate(modified="1"))
    begin(ledger, "r2", candidate(modified="2"), at=NOON + DAY)
    not_modified(ledger, "r2", NOON + DAY)
    backfill(ledger)
    assert novelty(ledger, NOON + DAY - HOUR) is Novelty.OLDER


def test_an_article_stays_of_the_day_of_its_first_capture(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate())
    backfill(ledger)
    bring_in(ledger, "b1", NOON + DAY)
    (waiting,) = ledger.to_transform("b1")
    assert (waiting.captured_at, waiting.first_captured_at) == (NOON + DAY, NOON)


def test_of_two_captures_the_later_is_transformed_and_the_earlier_is_the_first(ledger: Ledger) -> None:
    backfill(ledger)
    bring_in(ledger, "b1", NOON)
    assert novelty(ledger, NOON - HOUR) is Novelty.OLDER
    bring_in(ledger, "b1", NOON + DAY, offset=50)
    (waiting,) = ledger.to_transform("b1")
    assert (waiting.captured_at, waiting.first_captured_at) == (NOON + DAY, NOON)
    assert results(ledger, "b1") == {(None, None): 1}


@pytest.mark.parametrize("reason", [Reason.TIMEOUT, Reason.HTTP_404, Reason.ROBOTS_DENIED, Reason.NOT_ARTICLE])
def test_any_capture_of_a_page_that_is_no_article_is_wanted(ledger: Ledger, reason: Reason) -> None:
    begin(ledger, "r1", candidate())
    capture(ledger, "r1", at=NOON)
    reject(ledger, "r1", reason)
    backfill(ledger)
    assert novelty(ledger, NOON - DAY) is Novelty.WANTED
    bring_in(ledger, "b1", NOON - DAY)
    write(ledger, "b1")
    assert results(ledger, "b1") == {("written", None): 1}


def test_what_was_taken_down_stays_so(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate())
    ledger.take_down({URL: "example"}, ["a" * 16], "taken down: court order", NOON)
    backfill(ledger)
    assert novelty(ledger, NOON + DAY) is Novelty.TAKEN_DOWN


def test_a_page_that_was_brought_in_in_vain_is_asked_for_only_when_it_is_met(ledger: Ledger) -> None:
    backfill(ledger)
    bring_in(ledger, "b1", NOON)
    reject_unasked(ledger, "b1", Reason.CONSENT_WALL)
    ledger.begin_run("r1", {}, NOON + 365 * DAY)
    assert ledger.carry_over("r1", ["example"], NOON + 365 * DAY) == 0
    ledger.enlist("r1", [candidate()], (), NOON + 365 * DAY)
    assert ledger.to_fetch("r1") == [TASK]


def test_a_page_that_the_nights_are_at_keeps_its_tries(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate())
    reject(ledger, "r1", Reason.HTTP_404)
    backfill(ledger)
    bring_in(ledger, "b1", NOON)
    reject_unasked(ledger, "b1", Reason.CONSENT_WALL)
    for run_id, at in (("r2", NOON + DAY), ("r3", NOON + 4 * DAY)):
        begin(ledger, run_id, at=at)
        assert ledger.carry_over(run_id, ["example"], at) == 1
        reject(ledger, run_id, Reason.HTTP_404, at)
    begin(ledger, "r4", at=NOON + 365 * DAY)
    assert ledger.carry_over("r4", ["example"], NOON + 365 * DAY) == 0


def reject_unasked(ledger: Ledger, run_id: str, reason: Reason) -> None:
    ledger.record_rejection(run_id, URL, Rejection(reason=reason), NOON, asked=False)


def test_of_pages_that_were_brought_in_only_steps_to_come_are_due(ledger: Ledger) -> None:
    backfill(ledger)
    ledger.begin_revisits(["example"], NOON + 30 * DAY)
    bring_in(ledger, "b1", NOON)
    write(ledger, "b1")
    ledger.begin_run("r1", {}, NOON + 31 * DAY)
    assert ledger.revisit("r1", ["example"], NOON + 31 * DAY, [1, 2, 4, 8, 16]) == 0
    ledger.begin_run("r2", {}, NOON + 32 * DAY)
    assert ledger.revisit("r2", ["example"], NOON + 32 * DAY, [1, 2, 4, 8, 32]) == 1


def test_a_schedule_that_is_followed_is_not_begun_anew(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate())
    ledger.revisit("r1", ["example"], NOON, [1])
    ledger.begin_revisits(["example"], NOON + 30 * DAY)
    begin(ledger, "r2", at=NOON + 30 * DAY)
    assert ledger.revisit("r2", ["example"], NOON + 30 * DAY, [1]) == 1
