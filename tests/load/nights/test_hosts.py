"""How each host answered."""

from datetime import timedelta

import pytest

from pipeline.load import write_fetches
from pipeline.load.nights import Host, hosts
from pipeline.models import Attempt
from pipeline.storage import Store
from tests.load.load_samples import DAY, NIGHT


def attempt(url: str, seconds: float, outcome: str = "fetched", detail: str = "") -> Attempt:
    return Attempt(
        url=url, source="example", started_at=NIGHT + timedelta(seconds=seconds), outcome=outcome, seconds=seconds,
        detail=detail,
    )  # fmt: skip


def test_the_slowest_come_first_with_what_failed_and_what_was_left_alone(folder: Store) -> None:
    write_fetches(folder, "other", DAY, [attempt("https://elsewhere.org/", 9.0)])
    write_fetches(
        folder,
        "r1",
        DAY,
        [
            attempt("https://quick.org:8080/a?b", 0.1),
            *(attempt(f"http://slow.org/{number}", float(number)) for number in range(1, 4)),
            attempt("http://slow.org/4", 20.0, "timeout", "timed out"),
            attempt("http://slow.org/5", 0.0, "host_resting", "not requested: too many failures"),
            attempt("http://slow.org/6", 0.0, "robots_denied", "not requested: Disallow: /6"),
            attempt("http://never.org/1", 0.0, "robots_denied", "not requested: Disallow: /"),
        ],
    )
    assert hosts(folder, "r1", DAY) == [
        Host(host="slow.org", requests=4, median=2.5, slow=pytest.approx(17.45), failures=1, left_out=1),
        Host(host="quick.org:8080", requests=1, median=0.1, slow=0.1, failures=0, left_out=0),
    ]


def test_a_run_without_requests_has_no_hosts(folder: Store) -> None:
    assert hosts(folder, "r1", DAY) == []
