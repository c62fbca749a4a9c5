"""A URL being asked for: at its host's pace, from redirect to redirect, again where that may help.

Everything goes in steps that never wait, so that a thread is never asleep while another host could be served.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from pipeline.extract.fetching.http import Fetcher
from pipeline.extract.fetching.pacing import Pacer
from pipeline.extract.fetching.resting import Hosts
from pipeline.extract.fetching.retries import RetryPolicy, wished_pause
from pipeline.extract.fetching.rules import Verdict
from pipeline.extract.fetching.trips import Trip
from pipeline.extract.outcomes import Exchange, Outcome
from pipeline.extract.urls import host_of
from pipeline.models import Rejection
from pipeline.reasons import Reason

Permit = Callable[[str], Verdict | float]
"""May a URL be asked for? A float is the instant (on the pacer's clock) to ask again, as it is not known yet."""

Note = Callable[[Exchange, str | None], None]
"""Told of each request once it has ended, and of the robots.txt rule that applied to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How requests are made in a run; shared by all of them, and safe to share between threads."""

    fetcher: Fetcher
    pacer: Pacer
    retries: RetryPolicy
    hosts: Hosts


class Asking:
    """One URL under way. Call `step` until it gives the last exchange. begin: makes the trip, once for each attempt."""

    def __init__(self, manners: Manners, begin: Callable[[], Trip], permit: Permit) -> None:
        self._manners = manners
        self._begin = begin
        self._permit = permit
        self._trip = begin()
        self._verdict: Verdict | None = None
        self._tries = 0
        self._not_before = float("-inf")

    def step(self, note: Note) -> Exchange | float:
        """Go on as far as possible without a pause: the end, or the instant (on the pacer's clock) to call again."""
        while (step := self._hop(note)) is None:
            self._verdict = None  # another address, another verdict
        return step

    def _hop(self, note: Note) -> Exchange | float | None:
        """One request at most; None when it was answered by a redirect."""
        manners, trip = self._manners, self._trip
        host = host_of(trip.url)
        why = manners.hosts.resting(host)
        if why is not None:
            return self._end(Rejection(reason=Reason.HOST_RESTING, detail=why), note)
        verdict = self._verdict or self._permit(trip.url)
        if isinstance(verdict, float):
            return verdict
        self._verdict = verdict
        if verdict.reason is not None:
            where = "" if trip.url == trip.asked else f"redirected to {trip.url}: "
            return self._end(Rejection(reason=verdict.reason, detail=f"{where}{verdict.rule}"), note)
        if self._not_before > manners.pacer.clock():
            return self._not_before
        at = manners.pacer.start(host, verdict.crawl_delay)
        if at is not None:
            return at
        outcome = manners.fetcher.advance(trip, partial(manners.pacer.answered, host))
        manners.hosts.note(host, outcome)
        return None if outcome is None else self._judge(host, outcome, note)

    def _judge(self, host: str, outcome: Outcome, note: Note) -> Exchange | float:
        """The end, unless another attempt is worth it; whatever the host wishes for itself is granted."""
        manners = self._manners
        exchange = self._end(outcome, note)
        self._tries += 1
        wished = wished_pause(exchange)
        if wished is not None and wished <= manners.retries.longest_wait:
            manners.pacer.rest(host, wished)
        elif wished is not None:
            manners.hosts.rest(host, f"asks for a pause of {wished:g} s (Retry-After)")
        pause = manners.retries.pause(exchange, self._tries)
        if pause is None or manners.hosts.resting(host) is not None:
            return exchange
        self._trip, self._verdict = self._begin(), None
        self._not_before = manners.pacer.clock() + pause
        return self._not_before

    def _end(self, outcome: Outcome, note: Note) -> Exchange:
        exchange = self._manners.fetcher.exchange(self._trip, outcome)
        note(exchange, self._verdict.rule if self._verdict else None)
        return exchange
