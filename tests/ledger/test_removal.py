"""An article that was taken down is known by all its addresses, and none of them is asked for again."""

from dataclasses import replace

import pytest

from pipeline.ledger import Known, Ledger, State
from pipeline.models import Rejection, RunStatus
from pipeline.reasons import Reason
from tests.ledger.steps import DAY, NOON, begin, candidate, capture, publish, reject, results

A, B, C = (f"https://example.org/{name}" for name in "abc")
ARTICLE, OTHER = "a" * 16, "b" * 16  # the first is what `publish` makes of every URL


def duplicate(ledger: Ledger, run_id: str, url: str, article_id: str) -> None:
    rejection = Rejection(reason=Reason.DUPLICATE, detail="the same article")
    ledger.record_rejection(run_id, url, rejection, NOON, duplicate_of=article_id)


def take_down(ledger: Ledger, *urls: str) -> None:
    ledger.take_down(dict.fromkeys(urls, "example"), [ARTICLE], "taken down: court order", NOON + DAY)


def states(ledger: Ledger, run_id: str) -> dict[str, int]:
    return {str(reason or result): count for (result, reason), count in results(ledger, run_id).items()}


def test_an_article_is_known_at_its_address(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate(A))
    assert ledger.known_at([A, B]) == [Known(url=A, source="example", article_id=ARTICLE)]
    assert ledger.known_at([B]) == []


def test_a_copy_is_known_to_be_one(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(A), candidate(B))
    for url in (A, B):
        capture(ledger, "r1", url)
    ledger.claim([(OTHER, A, NOON.date())])
    duplicate(ledger, "r1", B, OTHER)
    assert ledger.known_at([B]) == [Known(url=B, source="example", article_id=OTHER)]
    assert sorted(one.url for one in ledger.known_of([OTHER])) == [A, B]


def test_an_article_that_became_a_copy_counts_as_the_other(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate(A))
    begin(ledger, "r2", candidate(A, modified="2"))
    capture(ledger, "r2", A)
    duplicate(ledger, "r2", A, OTHER)
    assert ledger.known_at([A]) == [Known(url=A, source="example", article_id=OTHER)]
    assert [one.url for one in ledger.known_of([ARTICLE])] == [A]


@pytest.mark.parametrize("state", State)
def test_from_every_state_a_url_is_rejected_for_good(ledger: Ledger, state: State) -> None:
    in_state(ledger, state)
    take_down(ledger, A)
    begin(ledger, "r2", candidate(A, modified="2"), at=NOON + 30 * DAY)
    assert ledger.carry_over("r2", ["example"], NOON + 30 * DAY) == 0
    assert ledger.revisit("r2", ["example"], NOON + 30 * DAY, [1, 2]) == 0
    assert ledger.to_fetch("r2") == ledger.to_transform("r2") == []
    assert states(ledger, "r2") == {"taken_down": 1}


def in_state(ledger: Ledger, state: State) -> None:
    if state is State.WRITTEN:
        publish(ledger, "r1", candidate(A))
        return
    begin(ledger, "r1", candidate(A))
    if state is State.FETCHED:
        capture(ledger, "r1", A)
    elif state is State.FAILED:
        reject(ledger, "r1", Reason.TIMEOUT, url=A)
    elif state is State.REJECTED:
        reject(ledger, "r1", Reason.ROBOTS_DENIED, url=A)


def test_an_address_that_was_never_seen_is_rejected_when_it_is(ledger: Ledger) -> None:
    take_down(ledger, A)
    begin(ledger, "r1", candidate(A), candidate(B))
    assert [task.url for task in ledger.to_fetch("r1")] == [B]


def test_a_filter_does_not_make_it_something_to_ask_anew(ledger: Ledger) -> None:
    take_down(ledger, A)
    for run_id in ("r1", "r2"):
        ledger.begin_run(run_id, {}, NOON)
        ledger.enlist(run_id, (), [(candidate(A), Rejection(reason=Reason.TOO_OLD))], NOON)
        assert states(ledger, run_id) == {"taken_down": 1}
    begin(ledger, "r3", candidate(A))
    assert ledger.to_fetch("r3") == []


def test_unfinished_runs_count_it_as_rejected_and_finished_ones_as_they_did(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate(A))
    (run,) = ledger.unfinished_runs()
    ledger.finish_run(replace(run, status=RunStatus.FINISHED))
    publish(ledger, "r2", candidate(A, modified="2"))
    take_down(ledger, A)
    assert (states(ledger, "r1"), states(ledger, "r2")) == ({"written": 1}, {"taken_down": 1})


def test_the_requests_for_it_are_forgotten_and_no_others(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate(A), candidate(B))
    take_down(ledger, A)
    assert [attempt.url for attempt in ledger.attempts("r1")] == [B]


def test_another_address_may_stand_for_nothing_any_more(ledger: Ledger) -> None:
    ledger.claim([(ARTICLE, A, NOON.date())])
    take_down(ledger, A)
    assert ledger.claim([(ARTICLE, B, NOON.date())])[ARTICLE].url == B


def test_taking_down_twice(ledger: Ledger) -> None:
    publish(ledger, "r1", candidate(A))
    take_down(ledger, A)
    take_down(ledger, A)
    assert ledger.known_at([A]) == [Known(url=A, source="example", article_id=ARTICLE)]


def test_the_records_of_its_addresses_and_of_its_bodies_are_known(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(A), candidate(B), candidate(C))
    capture(ledger, "r1", A, offset=100, digest="sha1:ONE")
    capture(ledger, "r1", B, offset=200, digest="sha1:ONE", same_as=ledger.payload("sha1:ONE"))
    capture(ledger, "r1", C, offset=300, digest="sha1:TWO")
    assert [(one.offset, one.digest, one.revisit) for one in ledger.captures_at([B])] == [(200, "sha1:ONE", True)]
    assert [(one.offset, one.revisit) for one in ledger.bodies(["sha1:ONE"])] == [(100, False)]


def test_what_a_run_fetched_in_vain(ledger: Ledger) -> None:
    begin(ledger, "r1", candidate(A), candidate(B), candidate(C))
    take_down(ledger, C)
    for url in (A, B):
        capture(ledger, "r1", url)
    reject(ledger, "r1", Reason.TAKEN_DOWN, url=A)
    reject(ledger, "r1", Reason.NOT_ARTICLE, url=B)
    assert ledger.fetched_in_vain("r1") == [A]
