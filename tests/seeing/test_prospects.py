"""What happens to a URL next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipeline.ledger import Address, State
from pipeline.reasons import Reason
from pipeline.seeing.prospects import Prospect, Step, prospect

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ADDRESS = Address(
    url="https://example.org/story",
    source="example",
    found_by="https://example.org/feed/",
    first_seen_at=NOON,
    state=State.WRITTEN,
    reason=None,
    detail="",
    failures=0,
    next_try_at=None,
    modified=None,
    final_url=None,
    capture=None,
    first_captured_at=NOON,
    captured_at=NOON,
    visited_at=NOON,
    article_id="a" * 16,
    duplicate_of=None,
)


def next_of(now: datetime = NOON, **fields: object) -> Prospect:
    return prospect(replace(ADDRESS, **fields), [1, 4], ["example"], now)  # type: ignore[arg-type]


def test_an_article_is_visited_as_it_grows_older() -> None:
    first = next_of()
    assert (first.step, first.at) == (Step.VISIT, NOON + timedelta(hours=20))  # a day, four hours early
    assert next_of(now=NOON + DAY).text == "visited again for what its publisher changed, by the next run"
    second = next_of(now=NOON + DAY, visited_at=NOON + DAY)
    assert (second.step, second.at) == (Step.VISIT, NOON + 4 * DAY - timedelta(hours=4))


def test_visits_end() -> None:
    last = next_of(visited_at=NOON + 4 * DAY)
    assert (last.step, last.at) == (Step.NOTHING, None)
    assert "its visits are over" in last.text


def test_what_failed_is_tried_when_it_is_due() -> None:
    failed = {"state": State.FAILED, "reason": Reason.HTTP_404, "failures": 1, "next_try_at": NOON + DAY}
    waits = next_of(**failed)
    assert (waits.step, waits.at) == (Step.TRY, NOON + DAY)
    assert waits.text == (
        "tried again by the first run from 2026-11-03 12:00 UTC on; it failed in 1 run, given up after 3"
    )
    assert next_of(now=NOON + DAY, **failed).at is None


def test_what_was_rejected_says_whether_for_good() -> None:
    def text(reason: Reason, failures: int = 0) -> str:
        return next_of(state=State.REJECTED, reason=reason, failures=failures).text

    assert text(Reason.NOT_ARTICLE) == "nothing: not_article is final"
    assert text(Reason.TIMEOUT, 6) == "nothing: given up after it failed in 6 runs in a row"
    assert text(Reason.ROBOTS_DENIED) == "decided anew by every run that meets it"
    assert text(Reason.TAKEN_DOWN) == "nothing: it was taken down, and is never asked for again"


def test_what_waits_is_the_next_run_s() -> None:
    assert next_of(state=State.QUEUED).step is Step.FETCH
    assert next_of(state=State.FETCHED).step is Step.TRANSFORM


def test_nobody_asks_for_a_source_that_is_gone() -> None:
    gone = prospect(ADDRESS, [1], ["another"], NOON)
    assert (gone.step, gone.text) == (Step.NOTHING, "nothing: the source example is not configured (any more)")
