"""Dates as pages write them."""

import pytest

from pipeline.transform.dates import from_url, to_iso


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
        ("Published Nov. 2, 2026 at 7:15 p.m.", "2026-11-02T19:15"),
        ("November 2, 2026 12:05 am", "2026-11-02T00:05"),
        ("2 de noviembre de 2026", "2026-11-02"),
        ("le 2 août 2026", "2026-08-02"),
        ("2026年11月2日", "2026-11-02"),
        ("2026-13-45", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_examples(raw: str, iso: str | None) -> None:
    assert to_iso(raw) == iso


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
