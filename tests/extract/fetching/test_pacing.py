from pipeline.extract.fetching.pacing import Pacer
from tests.extract.conftest import FakeTime

HOST = "a.example"


def test_requests_are_a_delay_apart_from_answer_to_request(fake_time: FakeTime) -> None:
    pacer = Pacer(2.0, fake_time.clock)
    assert pacer.start(HOST) is None
    fake_time.now += 0.5  # until the answer begins
    pacer.answered(HOST)
    assert pacer.start(HOST) == 1002.5
    fake_time.now = 1002.5
    assert pacer.start(HOST) is None


def test_a_request_under_way_keeps_others_from_beginning(fake_time: FakeTime) -> None:
    pacer = Pacer(2.0, fake_time.clock)
    pacer.start(HOST)
    fake_time.now += 30
    assert pacer.start(HOST) == 1032.0
    pacer.answered(HOST)
    assert pacer.start(HOST) == 1032.0


def test_without_a_delay_requests_may_overlap(fake_time: FakeTime) -> None:
    pacer = Pacer(0.0, fake_time.clock)
    assert [pacer.start(HOST), pacer.start(HOST)] == [None, None]


def test_hosts_do_not_wait_for_each_other(fake_time: FakeTime) -> None:
    pacer = Pacer(2.0, fake_time.clock)
    assert [pacer.start(HOST), pacer.start("b.example")] == [None, None]


def test_the_longer_of_delay_and_crawl_delay_counts(fake_time: FakeTime) -> None:
    pacer = Pacer(2.0, fake_time.clock)
    pacer.start(HOST)
    pacer.answered(HOST)
    assert [pacer.start(HOST, 5.0), pacer.start(HOST, 0.1), pacer.start(HOST)] == [1005.0, 1002.0, 1002.0]


def test_jitter_makes_a_delay_longer_but_never_shorter(fake_time: FakeTime) -> None:
    chances = iter([0.0, 0.5, 1.0])
    pacer = Pacer(2.0, fake_time.clock, jitter=0.1, chance=lambda: next(chances))
    pauses = []
    for _ in range(3):
        pacer.start(HOST)
        pacer.answered(HOST)
        at = pacer.start(HOST)
        assert at is not None
        pauses.append(round(at - fake_time.now, 6))
        fake_time.now = at
    assert pauses == [2.0, 2.1, 2.2]


def test_a_host_rests_as_long_as_it_is_told_to(fake_time: FakeTime) -> None:
    pacer = Pacer(2.0, fake_time.clock)
    pacer.rest(HOST, 30)
    pacer.rest(HOST, 10)
    assert [pacer.start(HOST), pacer.start("b.example")] == [1030.0, None]
