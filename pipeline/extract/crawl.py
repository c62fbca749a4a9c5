"""Fetching many pages of many hosts at once: each host in turn and at its pace, and none waiting for another."""

import heapq
import itertools
import queue
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.config import FetchSettings
from pipeline.extract.http import Fetcher
from pipeline.extract.kinds import Accept
from pipeline.extract.outcomes import Fetched
from pipeline.extract.pacing import Pacer
from pipeline.extract.retries import RetryPolicy
from pipeline.extract.robots import Robots
from pipeline.extract.urls import host_of
from pipeline.extract.visits import Crawler, Visit
from pipeline.extract.warc import pack
from pipeline.models import FetchTask, Response


def crawl(  # noqa: PLR0913, PLR0917  # what a crawl shares with discovery is given one by one
    tasks: Sequence[FetchTask],
    fetcher: Fetcher,
    robots: Robots,
    pacer: Pacer,
    settings: FetchSettings,
    on_result: Callable[[Fetched], None],
    *,
    retries: RetryPolicy | None = None,
) -> None:
    """Fetch every task, `settings.concurrency` at a time, and hand each to `on_result` in the calling thread.

    Tasks of one host are served in order, one at a time. Results come in the order in which they are there; while
    `on_result` works at most `concurrency` requests go on, so that no more bodies than that and one are in memory.
    What `on_result` raises, and any fault in a request's thread, ends the crawl at once and is raised here; requests
    under way are abandoned.
    """
    crawler = Crawler(fetcher=fetcher, robots=robots, pacer=pacer, retries=retries or RetryPolicy())
    crew = _Crew(min(settings.concurrency, len(tasks)))
    try:
        _run(_lanes(tasks, crawler), crew, pacer, on_result)
    finally:
        crew.dismiss()


def _packed(step: Fetched | float) -> Fetched | float:
    """A page is packed in the thread that fetched it: the caller's has enough to do."""
    if isinstance(step, Fetched) and isinstance(step.outcome, Response):
        return replace(step, packed=pack(step.outcome))
    return step


_Lane = deque[Visit]
"""One host's queue. The head is the task under way."""


def _lanes(tasks: Sequence[FetchTask], crawler: Crawler) -> list[_Lane]:
    lanes: dict[str, _Lane] = defaultdict(deque)
    for task in tasks:
        lanes[host_of(task.url)].append(Visit(crawler, task, Accept.PAGE))
    return list(lanes.values())


def _run(lanes: list[_Lane], crew: "_Crew", pacer: Pacer, on_result: Callable[[Fetched], None]) -> None:
    order = itertools.count()  # first come, first served among hosts whose turn is at the same instant
    waiting = [(float("-inf"), next(order), lane) for lane in lanes]
    while waiting or crew.busy:
        _dispatch(waiting, crew, pacer)
        pause = max(0.0, waiting[0][0] - pacer.clock()) if waiting and crew.idle else None
        if pause is not None and not crew.busy:
            pacer.sleep(pause)
            continue
        done = crew.next_result(pause)
        if done is None:
            continue
        lane, step = done
        if isinstance(step, Fetched):
            lane.popleft()
        if lane:
            at = pacer.clock() if isinstance(step, Fetched) else step
            heapq.heappush(waiting, (at, next(order), lane))
        if isinstance(step, Fetched):
            _dispatch(waiting, crew, pacer)
            on_result(step)


def _dispatch(waiting: list[tuple[float, int, _Lane]], crew: "_Crew", pacer: Pacer) -> None:
    """Give the hosts whose turn has come to the idle threads."""
    while waiting and crew.idle and waiting[0][0] <= pacer.clock():
        crew.start(heapq.heappop(waiting)[2])


_Result = tuple[_Lane, Fetched | float | BaseException]


class _Crew:
    """Threads that take steps. They are daemons, so that an abandoned request does not keep the process from ending."""

    def __init__(self, size: int) -> None:
        self.busy = 0
        self._size = size
        self._jobs: queue.SimpleQueue[_Lane | None] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[_Result] = queue.SimpleQueue()
        for number in range(size):
            threading.Thread(target=self._work, name=f"fetch-{number}", daemon=True).start()

    @property
    def idle(self) -> int:
        return self._size - self.busy

    def start(self, lane: _Lane) -> None:
        self.busy += 1
        self._jobs.put(lane)

    def next_result(self, seconds: float | None) -> tuple[_Lane, Fetched | float] | None:
        """The next step that is done, None when there is none within so many seconds (None: however long it takes)."""
        try:
            lane, step = self._results.get(timeout=seconds)
        except queue.Empty:
            return None
        self.busy -= 1
        if isinstance(step, BaseException):
            raise step
        return lane, step

    def dismiss(self) -> None:
        for _ in range(self._size):
            self._jobs.put(None)

    def _work(self) -> None:
        while (lane := self._jobs.get()) is not None:
            try:
                self._results.put((lane, _packed(lane[0].step())))
            except BaseException as error:  # raised again in the caller's thread
                self._results.put((lane, error))
