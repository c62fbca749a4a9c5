import pytest

from pipeline.extract.fetching.resting import Hosts
from pipeline.models import Rejection
from pipeline.reasons import Reason

HOST = "a.example"
TROUBLE = ["timeout", "connection", "dns", "tls", "http_5xx", "http_429", "bot_challenge"]


@pytest.mark.parametrize("reason", Reason)
def test_what_counts_against_a_host(reason: Reason) -> None:
    hosts = Hosts(rest_after=2)
    hosts.note(HOST, Rejection(reason=reason))
    assert hosts.resting(HOST) is None
    hosts.note(HOST, Rejection(reason=reason))
    why = f"requests that failed in a row: 2, the latest with {reason}" if reason in TROUBLE else None
    assert hosts.resting(HOST) == why


def test_any_other_answer_starts_the_count_anew() -> None:
    hosts = Hosts(rest_after=2)
    for outcome in (
        Rejection(reason=Reason.TIMEOUT),
        None,
        Rejection(reason=Reason.DNS),
        Rejection(reason=Reason.HTTP_404),
    ):
        hosts.note(HOST, outcome)
    hosts.note(HOST, Rejection(reason=Reason.TIMEOUT))
    assert hosts.resting(HOST) is None


def test_each_host_by_itself_and_for_good() -> None:
    hosts = Hosts(rest_after=1)
    hosts.rest(HOST, "it asks for it")
    hosts.note(HOST, None)
    hosts.note("b.example", Rejection(reason=Reason.TLS))
    assert hosts.resting(HOST) == "it asks for it"
    assert hosts.resting("b.example") == "requests that failed in a row: 1, the latest with tls"
    assert hosts.resting("c.example") is None
