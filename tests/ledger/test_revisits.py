"""Articles are asked for again as they grow older: each step of the schedule once, and nothing that is not due."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ledger import Ledger, Result
from pipeline.models import Candidate, FetchTask, Rejection, Validators
from pipeline.reasons import Reason
from tests.ledger.steps import (
    DAY,
    NOON,
    URL,
    attempt,
    begin,
    candidate,
    capture,
    not_modified,
    publish,
    reject,
    results,
    write,
)

DAYS = (1, 2, 4)
CONDITIONAL = FetchTask(url=URL, source="example", validators=Validators(etag='"1"'))


def visits(ledger: Ledger, run_id: str, day: float, *found: Candidate, days: tuple[float, ...] = DAYS) -> int:
    """How many articles a run asks for again that begins so many days after noon."""
    at = NOON + timedelta(days=day)
    begin(ledger, run_id, *found, at=at)
    return ledger.revisit(run_id, ["example"], at, days)


def test_an_article_is_visited_once_for_each_step(ledger: Ledger) -> None:
    publish(ledger, "r0", candidate())
    asked = []
    for day in range(7):
        asked.append(visits(ledger, f"day{day}", day))
        if asked[-1]:
            assert ledger.to_fetch(f"day{day}") == [CONDITIONAL]
            not_modified(ledger, f"day{day}", NOON + day * DAY)
            assert results(ledger, f"day{day}") == {("unchanged", None): 1}
    assert asked == [0, 1, 1, 0, 1, 0, 0]


def test_steps_that_nobody_took_are_one_visit(ledger: Ledger) -> None:
    publish(ledger, "r0", candidate())
    assert visits(ledger, "r1", 30) == 1
    not_modified(ledger, "r1", NOON + 30 * DAY)
    assert visits(ledger, "r2", 31) == 0


def test_an_unchanged_page_is_unchanged_in_the_run_and_a_changed_one_revised(ledger: Ledger) -> None:
    publish(ledger, "r0", candidate())
    for run, day, result in (("r1", 1, Result.UNCHANGED), ("r2", 2, Result.REVISED)):
        assert visits(ledger, run, day) == 1
        capture(ledger, run, at=NOON + day * DAY)
        write(ledger, run, result=result)
        assert results(ledger, run) == {(result, None): 1}


def test_a_run_that_is_taken_up_again_visits_nothing_twice(ledger: Ledger) -> None:
    publish(ledger, "r0", candidate())
    assert visits(ledger, "r1", 1) == 1
    assert ledger.revisit("r1", ["example"], NOON + DAY, DAYS) == 0
    assert ledger.to_fetch("r1") == [CONDITIONAL]
    not_modified(ledger, "r1", NOON + DAY)
    assert ledger.revisit("r1", ["example"], NOON + DAY, DAYS) == 0
    assert results(ledger, "r1") == {("unchanged", None): 1}


def test_a_visit_that_a_killed_run_left_is_carried_over(ledger: Ledger) -> None:
    publish(ledger, "r0", candidate())
    assert visits(ledger, "r1", 1) == 1
    assert visits(ledger, "r2", 1.5) == 0
    assert ledger.carry_over("r2", ["example"], NOON + 1.5 * DAY) == 1
    assert ledger.to_fetch("r2") == [CONDITIONAL]


def test_an_article_that_discovery_names_is_visited_when_it_is_due(ledger: Ledger) -> None:
    publish(ledger, "r0", candidate())
    assert visits(ledger, "r1", 0.5, candidate()) == 0
    assert results(ledger, "r1") == {("unchanged", None): 1}
    assert visits(ledger, "r2", 1, candidate()) == 1
    assert results(ledger, "r2") == {(None, None): 1}
    assert ledger.to_fetch("r2") == [CONDITIONAL]


def test_an_article_that_was_asked_for_since_it_was_due_counts_as_visited(ledger: Ledger) -> None:
    publish(ledger, "r0", candidate(modified="1"))
    begin(ledger, "r1", candidate(modified="2"), at=NOON + 1.1 * DAY)
    capture(ledger, "r1", at=NOON + 1.1 * DAY)
    write(ledger, "r1", result=Result.REVISED)
    assert visits(ledger, "r2", 1.2) == 0
    assert visits(ledger, "r3", 2) == 1


def test_what_discovery_turns_away_is_not_visited(ledger: Ledger) -> None:
    publish(ledger, "r0", candidate())
    at = NOON + DAY
    ledger.begin_run("r1", {}, at)
    ledger.enlist("r1", (), [(candidate(), Rejection(reason=Reason.TOO_OLD))], at)
    assert ledger.revisit("r1", ["example"], at, DAYS) == 0
    assert results(ledger, "r1") == {("rejected", "too_old"): 1}


def test_an_article_that_robots_txt_keeps_from_being_visited_stays_an_article(ledger: Ledger) -> None:
    publish(ledger, "r0", candidate())
    assert visits(ledger, "r1", 1) == 1
    reject(ledger, "r1", Reason.ROBOTS_DENIED, NOON + DAY)
    assert results(ledger, "r1") == {("rejected", "robots_denied"): 1}
    assert visits(ledger, "r2", 2) == 1
    assert ledger.to_fetch("r2") == [CONDITIONAL]


def test_what_is_no_article_is_not_visited(ledger: Ledger) -> None:
    begin(ledger, "r0", candidate())
    capture(ledger, "r0")
    reject(ledger, "r0", Reason.NOT_ARTICLE)
    assert visits(ledger, "r1", 1) == 0


def test_articles_of_other_sources_are_visited_when_those_are_asked(ledger: Ledger) -> None:
    publish(ledger, "r0", candidate(), candidate("https://other.example/story", source="other"))
    assert visits(ledger, "r1", 1) == 1
    assert [task.source for task in ledger.to_fetch("r1")] == ["example"]
    assert ledger.revisit("r1", ["other", "example"], NOON + 1.1 * DAY, DAYS) == 1
    assert [task.source for task in ledger.to_fetch("r1")] == ["example", "other"]


def test_without_days_nothing_is_visited(ledger: Ledger) -> None:
    publish(ledger, "r0", candidate())
    assert visits(ledger, "r1", 100, days=()) == 0


def test_no_more_is_visited_than_a_run_can_do_and_the_youngest_first(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ledger.revisits.REVISITED_AT_MOST", 2)
    for day, name in enumerate("abc"):
        publish(ledger, name, candidate(f"https://example.org/{name}"), at=NOON + day * DAY)
    assert visits(ledger, "r1", 10) == 2
    assert [task.url[-1] for task in ledger.to_fetch("r1")] == ["b", "c"]


def test_a_night_at_the_same_hour_is_a_day_on_though_the_page_was_fetched_within_it(ledger: Ledger) -> None:
    publish(ledger, "r0", candidate())
    assert visits(ledger, "r1", 0.8) == 0
    assert visits(ledger, "r2", 0.99) == 1
    assert visits(ledger, "r3", 1.01) == 0


def test_a_clock_that_went_back_costs_no_visit(ledger: Ledger) -> None:
    publish(ledger, "r0", candidate())
    assert visits(ledger, "r1", 0.8) == 0
    assert visits(ledger, "r2", 0.5) == 0
    assert visits(ledger, "r3", 1) == 1


def test_every_fourth_visit_in_a_row_is_unconditional(ledger: Ledger) -> None:
    publish(ledger, "r0", candidate())
    conditional = []
    for day in range(1, 10):
        assert visits(ledger, f"r{day}", day, days=tuple(range(1, 10))) == 1
        (task,) = ledger.to_fetch(f"r{day}")
        conditional.append(task.validators is not None)
        at = NOON + day * DAY
        if task.validators:
            ledger.record_not_modified(f"r{day}", task, at, [attempt("not_modified")])
        else:
            capture(ledger, f"r{day}", at=at)
            write(ledger, f"r{day}", result=Result.UNCHANGED)
    assert conditional == [True, True, True, False, True, True, True, False, True]


@settings(max_examples=40)
@given(
    days=st.lists(st.integers(1, 20), unique=True, max_size=5).map(sorted),
    runs=st.lists(st.integers(0, 30), unique=True, max_size=10).map(sorted),
)
def test_a_run_visits_if_and_only_if_a_step_came_due_since_the_last_visit(days: list[int], runs: list[int]) -> None:
    with Ledger.open("sqlite://") as ledger:
        publish(ledger, "r0", candidate())
        visited = 0
        for day in runs:
            due = any(visited < step <= day for step in days)
            assert visits(ledger, f"day{day}", day, days=tuple(days)) == due
            if due:
                not_modified(ledger, f"day{day}", NOON + day * DAY)
                visited = day
