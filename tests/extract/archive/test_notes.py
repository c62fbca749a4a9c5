from pipeline.extract.archive.notes import notes_of
from pipeline.models import Attempt
from tests.extract.archive.exchanges import NOON


def test_the_notes_say_what_is_known_of_a_fetch() -> None:
    attempt = Attempt(
        url="https://example.org/a",
        source="example",
        started_at=NOON,
        outcome="fetched",
        seconds=0.1234,
        robots_rule="allowed",
        reservations="X-Robots-Tag: noai; tdm-reservation: 1",
        final_url="https://www.example.org/a",
    )
    assert notes_of(attempt) == {
        "source": "example",
        "robots": "allowed",
        "reservations": "X-Robots-Tag: noai; tdm-reservation: 1",
        "fetchTimeMs": "123",
        "via": "https://example.org/a",
    }


def test_what_is_not_known_is_left_out() -> None:
    attempt = Attempt(url="https://example.org/a", source="example", started_at=NOON, outcome="fetched")
    assert notes_of(attempt) == {"source": "example", "fetchTimeMs": "0"}
