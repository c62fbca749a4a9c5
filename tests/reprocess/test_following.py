"""What the ledger follows, and what it does not."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.ledger import Event, Move, Remembered, State
from pipeline.models import Rejection
from pipeline.reasons import Reason
from pipeline.reprocess.following import move_of
from pipeline.reprocess.records import Verdict

URL = Remembered(
    url="https://example.org/a",
    source="example",
    state=State.WRITTEN,
    reason=None,
    detail="",
    article_id="a",
    duplicate_of=None,
    first_captured_at=datetime(2026, 11, 2, 3, tzinfo=UTC),
    by_request=False,
)
ARTICLE = Verdict(article_id="a")
NONE = Verdict(rejection=Rejection(reason=Reason.NOT_ARTICLE, detail="a gallery"))
WALLED = Verdict(rejection=Rejection(reason=Reason.SOFT_404, detail="gone"))


def rejected(reason: Reason, detail: str = "", **fields: Any) -> Remembered:
    return replace(URL, **{"state": State.REJECTED, "reason": reason, "detail": detail, "article_id": None, **fields})


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        (URL, ARTICLE),
        (rejected(Reason.NOT_ARTICLE, "a gallery"), NONE),
        (rejected(Reason.EXCLUDED, by_request=True), NONE),  # a filter's no is asked anew each run
        (rejected(Reason.HTTP_404, by_request=True), NONE),
    ],
)
def test_what_is_as_it_was_does_not_move(url: Remembered, verdict: Verdict) -> None:
    assert move_of(url, verdict) is None


def event(url: Remembered, verdict: Verdict) -> tuple[Event | None, dict[str, Any]]:
    move = move_of(url, verdict)
    assert isinstance(move, Move)
    return move.event, move.values


def test_a_gained_article_is_one() -> None:
    for reason in (Reason.NOT_ARTICLE, Reason.EXCLUDED, Reason.SOFT_404):
        happened, values = event(rejected(reason), ARTICLE)
        assert (happened, values["reason"], values["article_id"]) == (Event.REBUILT, None, "a")


def test_a_lost_article_is_none_and_is_not_asked_for_conditionally() -> None:
    happened, values = event(URL, NONE)
    assert happened is Event.DISMISSED
    assert (values["reason"], values["detail"], values["article_id"]) == (Reason.NOT_ARTICLE, "a gallery", None)
    assert (values["etag"], values["last_modified"]) == (None, None)


def test_one_that_may_be_an_article_later_is_asked_again() -> None:
    happened, values = event(URL, WALLED)
    assert (happened, values["failures"]) == (Event.PUT_OFF, 1)
    assert values["next_try_at"] == datetime(2026, 11, 2, 23, tzinfo=UTC)


def test_the_state_does_not_follow_where_a_later_request_failed_or_a_run_is_at_it() -> None:
    deleted = rejected(Reason.HTTP_404, by_request=True)
    for url in (
        deleted,
        replace(URL, state=State.QUEUED, article_id=None),
        replace(URL, state=State.FETCHED, article_id=None),
    ):
        assert event(url, ARTICLE) == (None, {"article_id": "a"})


def test_an_article_with_another_identity_stays_written() -> None:
    assert event(URL, Verdict(article_id="b")) == (None, {"article_id": "b"})
