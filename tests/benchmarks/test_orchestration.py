"""The benchmark of orchestration, small: both ways do the same work, and what is printed of them."""

import pytest

from benchmarks.orchestration import Night, measure, report, settings
from benchmarks.page_server import serving


def test_both_ways_write_every_page(prefect_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", prefect_server)
    with serving(12, 3, mean_bytes=30_000) as urls:
        nights = [*measure(settings(urls, 3), rounds=1)]
    assert [(night.way, night.written) for night in nights] == [("plain", 12), ("prefect", 12)]
    assert all(night.seconds > 0 and night.mb > 50 for night in nights)


def test_the_report_compares_the_rounds_of_neighbours() -> None:
    def night(way: str, seconds: float, mb: float) -> Night:
        return Night(way=way, seconds=seconds, cpu_seconds=seconds / 2, mb=mb, written=100)

    nights = [night("plain", 10, 400), night("prefect", 11, 440), night("prefect", 20, 480), night("plain", 16, 400)]
    assert [*report(nights)] == [
        "plain       13.0 s,     6.5 s of a processor, peak 400 MB, 100 articles",
        "prefect     15.5 s,     7.8 s of a processor, peak 460 MB, 100 articles",
        "prefect / plain, seconds: 1.175 (1.100 to 1.250)",
        "prefect / plain, cpu_seconds: 1.175 (1.100 to 1.250)",
        "prefect / plain, mb: 1.150 (1.100 to 1.200)",
    ]
