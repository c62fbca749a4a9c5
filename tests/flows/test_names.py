"""What a flow run is called."""

from datetime import UTC, datetime

import pytest

from flows import names


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        ((), "all sources"),
        (None, "all sources"),
        (("the-quorum",), "the-quorum"),
        (("a", "b", "c"), "a, b, c"),
        (("a", "b", "c", "d", "e", "f"), "6 sources"),
    ],
)
def test_a_name_tells_kind_time_and_sources(sources: tuple[str, ...] | None, told: str) -> None:
    starts = datetime(2026, 11, 27, 8, 0, 30, tzinfo=UTC)
    assert names.of("nightly", starts, sources) == f"nightly 2026-11-27 08:00, {told}"
