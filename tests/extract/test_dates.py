import pytest

from pipeline.extract.dates import iso_or_none, later


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
