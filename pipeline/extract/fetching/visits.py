"""One task's way through robots.txt, the host's pace and the retries, in steps that do not wait for the host."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from pipeline.config import FetchSettings, Source
from pipeline.extract.fetching.asking import Asking, Manners
from pipeline.extract.fetching.http import Fetcher
from pipeline.extract.fetching.kinds import Accept
from pipeline.extract.fetching.pacing import Pacer
from pipeline.extract.fetching.resting import Hosts
from pipeline.extract.fetching.retries import RetryPolicy
from pipeline.extract.fetching.robots import Robots
from pipeline.extract.fetching.rules import Rules, Verdict
from pipeline.extract.fetching.trips import Trip
from pipeline.extract.outcomes import Exchange, Fetched, Get, NotModified, Outcome
from pipeline.models import Attempt, FetchTask, Rejection, Response

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawler:
    """What every request of a run shares: one set of manners, one robots cache. Safe to share between threads.

    concurrency: hosts asked at the same time. allow_reserved: ids of the sources that may take what a site reserves.
    """

    manners: Manners
    robots: Robots
    concurrency: int
    allow_reserved: frozenset[str] = frozenset()

    def close(self) -> None:
        """Close the connections."""
        self.manners.fetcher.close()

    def visit(self, task: FetchTask, accept: Accept = Accept.PAGE) -> Fetched:
        """Fetch a task now, waiting in this thread for the host's turn and between attempts."""
        return self._settled(Visit(self, task, accept).step)

    def verdict(self, url: str) -> Verdict:
        """What robots.txt says of a URL, waiting in this thread for it where it is not known yet."""
        return self._settled(lambda: self.robots.verdict(url, _unnoted))

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of the URL's host names, as it names them; waits like `verdict`."""
        rules = self._settled(lambda: self.robots.rules(url, _unnoted))
        return rules.sitemaps if isinstance(rules, Rules) else ()

    def _settled(self, step: Callable[[], T | float]) -> T:
        pacer = self.manners.pacer
        while isinstance(at := step(), float):
            pacer.sleep(max(0.0, at - pacer.clock()))
        return at

    def getter(self, source: str) -> Get:
        """What `discover` asks for a source's feeds and other documents with."""
        return lambda url, validators=None: self.visit(
            FetchTask(url=url, source=source, validators=validators), Accept.DOCUMENT
        )


def crawler(
    settings: FetchSettings,
    pacer: Pacer | None = None,
    retries: RetryPolicy | None = None,
    *,
    sources: Iterable[Source] = (),
) -> Crawler:
    """A crawler as the settings want it; call its `close` at the end. pacer: another clock, and another way to wait.

    sources: whose `allow_reserved` counts; for any other, what is reserved is left alone.
    """
    manners = Manners(
        fetcher=Fetcher(settings),
        pacer=pacer or Pacer(settings.delay_seconds, jitter=settings.jitter),
        retries=retries or RetryPolicy(jitter=settings.jitter),
        hosts=Hosts(settings.rest_after_failures),
    )
    return Crawler(
        manners=manners,
        robots=Robots(manners, settings.user_agent),
        concurrency=settings.concurrency,
        allow_reserved=frozenset(source.id for source in sources if source.allow_reserved),
    )


def _unnoted(_exchange: Exchange, _rule: str | None) -> None:
    """For who asks on no URL's account."""


class Visit:
    """A task under way. Call `step` until it gives the result."""

    def __init__(self, crawler: Crawler, task: FetchTask, accept: Accept) -> None:
        self._crawler = crawler
        self._task = task
        self._accept = accept
        self._purpose = "article" if accept is Accept.PAGE else "discovery"
        self._attempts: list[Attempt] = []
        self._asking = Asking(crawler.manners, self._begin, self._permit)

    def step(self) -> Fetched | float:
        """Go on as far as possible without a pause: the result, or the instant (on the pacer's clock) to call again."""
        step = self._asking.step(lambda exchange, rule: self._note(self._purpose, exchange, rule))
        if isinstance(step, float):
            return step
        return Fetched(task=self._task, outcome=step.outcome, attempts=tuple(self._attempts))

    def _begin(self) -> Trip:
        task = self._task
        allow_reserved = task.source in self._crawler.allow_reserved
        fetcher = self._crawler.manners.fetcher
        return fetcher.trip(task.url, task.validators, accept=self._accept, allow_reserved=allow_reserved)

    def _permit(self, url: str) -> Verdict | float:
        return self._crawler.robots.verdict(url, lambda exchange, _: self._note("robots", exchange, None))

    def _note(self, purpose: str, exchange: Exchange, rule: str | None) -> None:
        self._attempts.append(_attempt(self._task.source, purpose, exchange, rule))


def _attempt(source: str, purpose: str, exchange: Exchange, rule: str | None) -> Attempt:
    outcome = exchange.outcome
    detail = outcome.detail if isinstance(outcome, Rejection) else ""
    return Attempt(
        url=exchange.url,
        source=source,
        started_at=exchange.started_at,
        outcome=_name(outcome),
        purpose=purpose,
        status=exchange.status,
        size=len(outcome.body) if isinstance(outcome, Response) else 0,
        seconds=exchange.seconds,
        robots_rule=rule,
        reservations=exchange.reservations,
        final_url=None if exchange.final_url == exchange.url else exchange.final_url,
        detail=detail if exchange.requests else f"not requested: {detail}",
    )


def _name(outcome: Outcome) -> str:
    if isinstance(outcome, Response):
        return "fetched"
    if isinstance(outcome, NotModified):
        return "not_modified"
    return outcome.reason.value
