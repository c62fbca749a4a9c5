"""One task's way through robots.txt, the host's pace and the retries, in steps that do not wait for the host."""

from dataclasses import dataclass

from pipeline.config import FetchSettings
from pipeline.extract.http import Fetcher
from pipeline.extract.kinds import Accept
from pipeline.extract.outcomes import Exchange, Fetched, Get, NotModified, Outcome
from pipeline.extract.pacing import Pacer
from pipeline.extract.retries import RetryPolicy
from pipeline.extract.robots import Robots, Verdict
from pipeline.extract.urls import host_of
from pipeline.models import Attempt, FetchTask, Rejection, Response
from pipeline.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawler:
    """What every request of a run shares: one fetcher, one robots cache, one pacer, one policy. Safe to share."""

    fetcher: Fetcher
    robots: Robots
    pacer: Pacer
    retries: RetryPolicy

    def close(self) -> None:
        """Close the connections."""
        self.fetcher.close()

    def visit(self, task: FetchTask, accept: Accept = Accept.PAGE) -> Fetched:
        """Fetch a task now, waiting in this thread for the host's turn and between attempts."""
        visit = Visit(self, task, accept)
        while not isinstance(step := visit.step(), Fetched):
            self.pacer.sleep(max(0.0, step - self.pacer.clock()))
        return step

    def getter(self, source: str) -> Get:
        """What `discover` asks for a source's feeds and other documents with."""
        return lambda url, validators=None: self.visit(
            FetchTask(url=url, source=source, validators=validators), Accept.DOCUMENT
        )


def crawler(settings: FetchSettings, pacer: Pacer | None = None, retries: RetryPolicy | None = None) -> Crawler:
    """A crawler as the settings want it; call its `close` at the end. pacer: another clock, and another way to wait."""
    fetcher = Fetcher(settings)
    pacer = pacer or Pacer(settings.delay_seconds)
    retries = retries or RetryPolicy()
    robots = Robots(fetcher, settings.user_agent, pacer, retries)
    return Crawler(fetcher=fetcher, robots=robots, pacer=pacer, retries=retries)


class Visit:
    """A task under way. Call `step` until it gives the result."""

    def __init__(self, crawler: Crawler, task: FetchTask, accept: Accept) -> None:
        self._crawler = crawler
        self._task = task
        self._accept = accept
        self._attempts: list[Attempt] = []
        self._not_before = float("-inf")

    def step(self) -> Fetched | float:
        """Go on as far as possible without pausing for the host: the result, or the instant (on the pacer's clock) to
        call again. Makes at most one request for the task, and the host's first step asks for its robots.txt."""
        crawler, task = self._crawler, self._task
        verdict = crawler.robots.verdict(task.url)
        if verdict.reason is not None:
            return self._refuse(verdict.reason, verdict)
        host, pacer = host_of(task.url), crawler.pacer
        at = max(self._not_before, pacer.next_start(host, verdict.crawl_delay))
        if at > pacer.clock():
            return at
        pacer.wait(host, verdict.crawl_delay)
        exchange = crawler.fetcher.fetch(task.url, task.validators, accept=self._accept, permit=self._permit)
        self._attempts.append(_attempt(task, exchange, verdict))
        pause = crawler.retries.pause(exchange, len(self._attempts))
        if pause is None:
            return self._end(exchange.outcome)
        self._not_before = pacer.clock() + pause
        return self._not_before

    def _permit(self, url: str) -> Rejection | None:
        """For redirects: the same rules and the same pace where they lead."""
        verdict = self._crawler.robots.verdict(url)
        if verdict.reason is not None:
            return Rejection(reason=verdict.reason, detail=f"redirected to {url}: {verdict.rule}")
        self._crawler.pacer.wait(host_of(url), verdict.crawl_delay)
        return None

    def _refuse(self, reason: Reason, verdict: Verdict) -> Fetched:
        now = self._crawler.fetcher.now()
        self._attempts.append(
            Attempt(
                url=self._task.url,
                source=self._task.source,
                started_at=now,
                outcome=reason.value,
                robots_rule=verdict.rule,
                detail="not requested",
            )
        )
        return self._end(Rejection(reason=reason, detail=verdict.rule))

    def _end(self, outcome: Outcome) -> Fetched:
        return Fetched(task=self._task, outcome=outcome, attempts=tuple(self._attempts))


def _attempt(task: FetchTask, exchange: Exchange, verdict: Verdict) -> Attempt:
    outcome = exchange.outcome
    return Attempt(
        url=task.url,
        source=task.source,
        started_at=exchange.started_at,
        outcome=_name(outcome),
        status=exchange.status,
        size=len(outcome.body) if isinstance(outcome, Response) else 0,
        seconds=exchange.seconds,
        robots_rule=verdict.rule,
        final_url=None if exchange.final_url == task.url else exchange.final_url,
        detail=outcome.detail if isinstance(outcome, Rejection) else "",
    )


def _name(outcome: Outcome) -> str:
    if isinstance(outcome, Response):
        return "fetched"
    if isinstance(outcome, NotModified):
        return "not_modified"
    return outcome.reason.value
