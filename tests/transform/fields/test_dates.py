"""Dates as pages write them."""

import pytest

from pipeline.transform.fields.dates import dates_in, from_url, to_iso
from pipeline.transform.fields.months import month_of


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2026-11-02T07:15:30+01:00", "2026-11-02T07:15:30+01:00"),
        ("2026-11-02T07:15:30.123Z", "2026-11-02T07:15:30+00:00"),
        ("2026-11-02 07:15:00 UTC", "2026-11-02T07:15:00+00:00"),
        ("2026-11-02T07:15+0100", "2026-11-02T07:15+01:00"),
        ("2026-11-02", "2026-11-02"),
        ("20261102", "2026-11-02"),
        ("Mon, 02 Nov 2026 07:15:00 GMT", "2026-11-02T07:15:00+00:00"),
        ("Stand: 2. November 2026, 07:15 Uhr", "2026-11-02T07:15"),
        ("02.11.2026, 7.15 Uhr", "2026-11-02T07:15"),
        ("Mo 02.11.26 | 07:15 Uhr", "2026-11-02T07:15"),
        ("02.11.26", "2026-11-02"),
        ("version 02.11.26.1", None),
        ("call 030.02.11.26", None),
        ("02.11.266", None),
        ("42.11.26", None),
        ("Published Nov. 2, 2026 at 7:15 p.m.", "2026-11-02T19:15"),
        ("November 2, 2026 12:05 am", "2026-11-02T00:05"),
        ("2 de noviembre de 2026", "2026-11-02"),
        ("le 2 août 2026", "2026-08-02"),
        ("2026年11月2日", "2026-11-02"),
        ("2026.11.2 07:15", "2026-11-02T07:15"),
        ("2/13/2026", "2026-02-13"),
        ("13/2/2026", "2026-02-13"),
        ("2 Kasım 2026", "2026-11-02"),
        ("2 listopada 2026", "2026-11-02"),
        ("2 ноября 2026 г.", "2026-11-02"),
        ("By Ann LeeNov 2, 2026", "2026-11-02"),
        ("2 Nov 1989", None),
        ("2026-13-45", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_examples(raw: str, iso: str | None) -> None:
    assert to_iso(raw) == iso


def test_numbers_alone_are_read_as_the_country_writes_them() -> None:
    assert to_iso("2/11/2026") == "2026-11-02"
    assert to_iso("2/11/2026", month_first=True) == "2026-02-11"
    assert to_iso("2.11.2026", month_first=True) == "2026-11-02"


def test_every_date_of_a_line_with_its_place() -> None:
    line = "Published 2 Nov 2026, updated 4 Nov 2026"
    assert [(line[d.start : d.end], d.iso) for d in dates_in(line)] == [
        ("2 Nov 2026", "2026-11-02"),
        ("4 Nov 2026", "2026-11-04"),
    ]


@pytest.mark.parametrize(
    ("word", "number"),
    [("mar", 3), ("März", 3), ("AOÛT", 8), ("gennaio", 1), ("paź", 10), ("Şubat", 2), ("Tue", None), ("mai", 5)],
)
def test_months(word: str, number: int | None) -> None:
    assert month_of(word) == number


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://x.org/2026/11/02/slug/", "2026-11-02"),
        ("https://x.org/news/2026-11-02/slug", "2026-11-02"),
        ("https://x.org/2026/11/slug", None),
        ("https://x.org/2026/31/12/", None),
    ],
)
def test_addresses(url: str, iso: str | None) -> None:
    assert from_url(url) == iso
