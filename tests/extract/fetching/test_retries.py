from datetime import UTC, datetime

import pytest

from pipeline.extract.fetching.retries import RetryPolicy, retry_after
from pipeline.extract.outcomes import Exchange
from pipeline.models import Rejection
from pipeline.reasons import Reason

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def failed(reason: Reason, wish: str | None = None) -> Exchange:
    return Exchange(
        url="u",
        outcome=Rejection(reason=reason),
        final_url="u",
        started_at=NOON,
        seconds=0.1,
        status=503,
        retry_after=wish,
    )


def test_backoff_grows_and_ends() -> None:
    policy = RetryPolicy()
    assert [policy.pause(failed(Reason.HTTP_5XX), made) for made in (1, 2, 3)] == [1.0, 2.0, None]


@pytest.mark.parametrize("reason", [Reason.HTTP_404, Reason.HTTP_403, Reason.TOO_LARGE, Reason.PRIVATE_ADDRESS])
def test_what_is_final_is_not_tried_again(reason: Reason) -> None:
    assert RetryPolicy().pause(failed(reason), 1) is None


@pytest.mark.parametrize("reason", [Reason.HTTP_429, Reason.HTTP_5XX, Reason.TIMEOUT, Reason.DNS, Reason.CONNECTION])
def test_what_is_transient_is_tried_again(reason: Reason) -> None:
    assert RetryPolicy().pause(failed(reason), 1) == 1.0


@pytest.mark.parametrize(("wish", "pause"), [("7", 7.0), ("0", 0.0), ("60", 60.0), ("soon", 1.0)])
def test_the_server_says_when(wish: str, pause: float) -> None:
    assert RetryPolicy().pause(failed(Reason.HTTP_429, wish), 1) == pause


def test_a_server_that_wants_a_longer_pause_than_a_run_waits_is_not_asked_again() -> None:
    assert RetryPolicy().pause(failed(Reason.HTTP_429, "61"), 1) is None


def test_jitter_makes_a_backoff_longer() -> None:
    policy = RetryPolicy(jitter=0.5, chance=lambda: 1.0)
    assert [policy.pause(failed(Reason.HTTP_5XX), made) for made in (1, 2)] == [1.5, 3.0]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("120", 120.0),
        (" 5 ", 5.0),
        ("Mon, 02 Nov 2026 12:00:30 GMT", 30.0),
        ("Mon, 02 Nov 2026 11:00:00 GMT", 0.0),
        ("Mon, 02 Nov 2026 13:00:30 +0100", 30.0),
        ("-5", None),
        ("next week", None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOON) == seconds
