"""A store that analysts might have: two nights over the demo newsroom, at instants that are always the same."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import nightly
from pipeline.extract.fetching import http
from tests.support import free_ports, newsroom, run_night, settings_for

NIGHTS = {day: datetime(2026, 11, day + 1, 12, 30, tzinfo=UTC) for day in (1, 2)}


def make_demo_store(folder: Path, days: Sequence[int] = (1, 2)) -> Path:
    """Run over both days of the newsroom, or over these; the storage root.

    The nights are those of 2026-11-02 and 2026-11-03, their run ids end in 0000. Only the port in URLs, and what is
    made of URLs, differs from store to store.
    """
    port = free_ports(6)
    settings = settings_for(folder, port)
    for day in days:
        with newsroom(day, port), at(NIGHTS[day]):
            run_night(settings)
    return Path(settings.root)


@contextmanager
def at(now: datetime) -> Iterator[None]:
    """What a run takes from the clock and by chance, fixed."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return now

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nightly, "_now", lambda: now)
        patch.setattr(nightly.secrets, "token_hex", lambda length: "00" * length)
        patch.setattr(http, "datetime", Clock)
        yield
