"""When a failed request is made again within the same run."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pipeline.extract.outcomes import Exchange
from pipeline.models import Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """backoff: seconds to wait before the second attempt, the third, ...; as many attempts as that are made, and one.

    longest_wait: the most seconds of a Retry-After that a run waits; a host that asks for more is asked no more in it.
    jitter: up to this share of a backoff is added at random. chance: gives random numbers from 0 to 1.
    """

    backoff: tuple[float, ...] = (1.0, 2.0)
    longest_wait: float = 60.0
    jitter: float = 0.0
    chance: Callable[[], float] = random.random

    def pause(self, exchange: Exchange, attempts: int) -> float | None:
        """Seconds to wait before the next attempt after `attempts` of them; None when there is to be none."""
        outcome = exchange.outcome
        if not isinstance(outcome, Rejection) or not outcome.reason.retry.within_run or attempts > len(self.backoff):
            return None
        wished = wished_pause(exchange)
        if wished is None:
            return self.backoff[attempts - 1] * (1 + self.jitter * self.chance())
        return wished if wished <= self.longest_wait else None


def wished_pause(exchange: Exchange) -> float | None:
    """Seconds for which a refused request's host asks to be left alone; None when it does not say."""
    return retry_after(exchange.retry_after, exchange.started_at) if isinstance(exchange.outcome, Rejection) else None


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header (RFC 9110, 10.2.3: seconds or a date) asks for; None when it says nothing."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())
