from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.discovery.dates import age_in_days, iso_or_none, later, stated

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("text", ["2026", "2026-11", "2026-11-02", "2026-11-02T10:00Z", "2026-11-02T10:00:00.5+01:00"])
def test_every_precision_of_a_date_is_kept_as_given(text: str) -> None:
    assert iso_or_none(f" {text}\n") == text


@pytest.mark.parametrize("text", [None, "", "yesterday", "02/11/2026", "2026-13-01"])
def test_what_is_no_date(text: str | None) -> None:
    assert iso_or_none(text) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (None, None, None),
        ("2026-11-02", None, "2026-11-02"),
        (None, "2026-11-02", "2026-11-02"),
        ("2026-11-02T10:00:00+02:00", "2026-11-02T09:00:00Z", "2026-11-02T09:00:00Z"),
        ("2026-11-02T10:00:00+01:00", "2026-11-02T09:00:00Z", "2026-11-02T10:00:00+01:00"),
        ("2026-11-02", "2026-11-02T00:00:01Z", "2026-11-02T00:00:01Z"),
    ],
)
def test_the_later_one(one: str | None, other: str | None, expected: str | None) -> None:
    assert later(one, other) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon, 02 Nov 2026 10:00:00 +0100", "2026-11-02T09:00:00+00:00"),
        ("2 Nov 26 10:00 EST", "2026-11-02T15:00:00+00:00"),
        ("Mon, 02 Nov 2026 10:00:00 -0000", "2026-11-02T10:00:00+00:00"),
        (" 2026-11-02T10:00:00+01:00\n", "2026-11-02T10:00:00+01:00"),
        ("Mon, 32 Nov 2026 10:00:00 GMT", None),
        ("yesterday", None),
        ("2" * 100, None),
        ("", None),
        (None, None),
    ],
)
def test_dates_as_feeds_state_them(text: str | None, expected: str | None) -> None:
    assert stated(text) == expected


@given(st.text() | st.text("0123456789-+:TWZ ,JanFebMon", max_size=32))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = stated(text)
    assert found is None or age_in_days(found, NOON) is not None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026-11-01T12:00:00Z", 1.0),
        ("2026-11-01", 0.5),  # at its end
        ("20261101", 0.5),
        ("2026-09", 31.5),
        ("2025", 304.5),
        ("2026-11-03T12:00:00Z", -1.0),
        ("9999-12-31", -2912137.5),
        ("soon", None),
    ],
)
def test_how_old_a_date_is_at_the_least(text: str, days: float | None) -> None:
    assert age_in_days(text, NOON) == days
