"""Fetching many pages of many hosts at once: each host in turn and at its pace, and none waiting for another."""

import heapq
import itertools
import queue
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pipeline.extract.archive.warc import pack
from pipeline.extract.fetching.kinds import Accept
from pipeline.extract.fetching.pacing import Pacer
from pipeline.extract.fetching.visits import Crawler, Visit
from pipeline.extract.outcomes import Fetched
from pipeline.extract.urls import host_of
from pipeline.models import FetchTask, Response


def crawl(tasks: Sequence[FetchTask], crawler: Crawler, on_result: Callable[[Fetched], None]) -> None:
    """Fetch every task, `crawler.concurrency` at a time, and hand each to `on_result` in the calling thread.

    Tasks of one host are served in order, one at a time; of several hosts whose turn has come, the one with the most
    tasks left is first, as it is the one that the end waits for. Results come in the order in which they are there;
    while `on_result` works at most `concurrency` requests go on, so that no more bodies than that and one are in
    memory. What `on_result` raises, and any fault in a request's thread, ends the crawl at once and is raised here;
    requests under way are abandoned.
    """
    crew = _Crew(min(crawler.concurrency, len(tasks)))
    pacer = crawler.manners.pacer
    try:
        _run(_Schedule(_lanes(tasks, crawler), pacer.clock), crew, pacer, on_result)
    finally:
        crew.dismiss()


def _packed(step: Fetched | float) -> Fetched | float:
    """A page is packed in the thread that fetched it: the caller's has enough to do."""
    if isinstance(step, Fetched) and isinstance(step.outcome, Response):
        return replace(step, packed=pack(step.outcome))
    return step


class _Lane:
    """One host's queue. The head is the task under way."""

    def __init__(self, crawler: Crawler) -> None:
        self.tasks: deque[FetchTask] = deque()
        self._crawler = crawler
        self._visit: Visit | None = None

    def __len__(self) -> int:
        return len(self.tasks)

    def step(self) -> Fetched | float:
        """Take the task under way a step further."""
        self._visit = self._visit or Visit(self._crawler, self.tasks[0], Accept.PAGE)
        step = self._visit.step()
        if isinstance(step, Fetched):
            self.tasks.popleft()
            self._visit = None
        return step


def _lanes(tasks: Sequence[FetchTask], crawler: Crawler) -> list[_Lane]:
    lanes: dict[str, _Lane] = defaultdict(lambda: _Lane(crawler))
    for task in tasks:
        lanes[host_of(task.url)].tasks.append(task)
    return list(lanes.values())


def _run(schedule: "_Schedule", crew: "_Crew", pacer: Pacer, on_result: Callable[[Fetched], None]) -> None:
    while schedule or crew.busy:
        _dispatch(schedule, crew)
        pause = schedule.pause() if crew.idle else None
        if pause is not None and not crew.busy:
            pacer.sleep(pause)
            continue
        done = crew.next_result(pause)
        if done is None:
            continue
        lane, step = done
        if not isinstance(step, Fetched):
            schedule.add(lane, step)
            continue
        if lane:
            schedule.add(lane, pacer.clock())
        _dispatch(schedule, crew)
        on_result(step)


def _dispatch(schedule: "_Schedule", crew: "_Crew") -> None:
    """Give the hosts whose turn has come to the idle threads."""
    while crew.idle and (lane := schedule.next_due()) is not None:
        crew.start(lane)


class _Schedule:
    """The hosts that no thread is serving: those whose turn has come, the longest queue first, and those that wait."""

    def __init__(self, lanes: Iterable[_Lane], clock: Callable[[], float]) -> None:
        self._clock = clock
        self._order = itertools.count()  # first come, first served among equals
        self._waiting: list[tuple[float, int, _Lane]] = []
        self._due: list[tuple[int, int, _Lane]] = []
        for lane in lanes:
            self.add(lane, float("-inf"))

    def __len__(self) -> int:
        return len(self._waiting) + len(self._due)

    def add(self, lane: _Lane, at: float) -> None:
        """Serve a host from that instant on."""
        heapq.heappush(self._waiting, (at, next(self._order), lane))

    def next_due(self) -> _Lane | None:
        now = self._clock()
        while self._waiting and self._waiting[0][0] <= now:
            _, order, lane = heapq.heappop(self._waiting)
            heapq.heappush(self._due, (-len(lane), order, lane))
        return heapq.heappop(self._due)[2] if self._due else None

    def pause(self) -> float | None:
        """Seconds until the next host's turn, when none is due; None when no host waits."""
        return max(0.0, self._waiting[0][0] - self._clock()) if self._waiting else None


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
                self._results.put((lane, _packed(lane.step())))
            except BaseException as error:  # raised again in the caller's thread
                self._results.put((lane, error))
