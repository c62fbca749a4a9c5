import threading
import time

from pipeline.extract.pacing import Pacer

from .conftest import FakeTime


def test_starts_are_a_delay_apart(fake_time: FakeTime) -> None:
    pacer = Pacer(2.0, fake_time.clock, fake_time.sleep)
    starts = []
    for _ in range(3):
        pacer.wait("a.example")
        starts.append(fake_time.now)
        fake_time.now += 0.5  # the request itself
    assert starts == [1000.0, 1002.0, 1004.0]


def test_hosts_do_not_wait_for_each_other(fake_time: FakeTime) -> None:
    pacer = Pacer(2.0, fake_time.clock, fake_time.sleep)
    pacer.wait("a.example")
    pacer.wait("b.example")
    assert fake_time.slept == []


def test_the_longer_of_delay_and_crawl_delay_counts(fake_time: FakeTime) -> None:
    pacer = Pacer(2.0, fake_time.clock, fake_time.sleep)
    pacer.wait("a.example")
    assert pacer.next_start("a.example", 5.0) == 1005.0
    assert pacer.next_start("a.example", 0.1) == 1002.0
    assert pacer.next_start("a.example") == 1002.0


def test_many_threads_keep_the_delay() -> None:
    pacer = Pacer(0.02)
    starts: list[float] = []

    def ask() -> None:
        pacer.wait("a.example")
        starts.append(time.monotonic())

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    starts.sort()
    assert starts[-1] - starts[0] >= 5 * 0.02 - 0.005
