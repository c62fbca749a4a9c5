"""A store that analysts might have: two nights over the demo newsroom, at instants that are always the same."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import pytest

from pipeline import nightly
from pipeline.extract.fetching import http
from pipeline.load.columns import ARTICLES
from pipeline.load.partition import days_of, read_partition, write_partition
from pipeline.load.schemas import table_of
from pipeline.storage import Store
from tests.support import free_ports, newsroom, run_night, settings_for

NIGHTS = {day: datetime(2026, 11, day + 1, 12, 30, tzinfo=UTC) for day in (1, 2)}
_WIRE_COPY = ("cables that carry nearly all", "would publish a first statement on Thursday")


def make_demo_store(folder: Path, days: Sequence[int] = (1, 2)) -> Path:
    """Run over both days of the newsroom, or over these; the storage root.

    The nights are those of 2026-11-02 and 2026-11-03, their run ids end in 0000. Only the port in URLs, and what is
    made of URLs, differs from store to store.
    """
    port = free_ports(6)
    settings = settings_for(folder, port)
    for day in days:
        with newsroom(day, port), _at(NIGHTS[day]):
            run_night(settings)
    _cluster(Store.at(settings.root))
    return Path(settings.root)


@contextmanager
def _at(now: datetime) -> Iterator[None]:
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


def _cluster(store: Store) -> None:
    """Stands in for the comparison of articles, which loading has yet to gain."""
    by_day = {day: read_partition(store, ARTICLES, day).to_pylist() for day in days_of(store, ARTICLES)}
    rows = sorted(chain(*by_day.values()), key=lambda row: row["published_at"])
    for row in rows:
        copies = [other for other in rows for wire in _WIRE_COPY if wire in row["text"] and wire in other["text"]]
        first = (copies or [row])[0]
        row |= {"cluster_id": first["article_id"], "original": row is first}
    for day, own in by_day.items():
        write_partition(store, ARTICLES, day, table_of(ARTICLES, own))
