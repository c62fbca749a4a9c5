"""Whole nights over the demo newsroom with the ledger in PostgreSQL come to what they come to with SQLite."""

from pathlib import Path

import pytest

from pipeline import config, nightly
from pipeline.load import RunRow
from tests.support import content, free_ports, newsroom, run_night, settings_for, write_settings


def numbers(row: RunRow) -> tuple[int, int, int, int, int]:
    return row.discovered, row.written, row.unchanged, row.rejected, row.pending


def test_nights_on_postgresql_are_those_on_sqlite(tmp_path: Path, postgresql_url: str) -> None:
    port = free_ports(6)
    file = write_settings(tmp_path / "postgresql", port)
    on_postgresql = config.load(file, {"COPYDESK_LEDGER__URL": postgresql_url})
    on_sqlite = settings_for(tmp_path / "sqlite", port)
    with newsroom(1, port):
        first, again = run_night(on_postgresql), run_night(on_postgresql)
        run_night(on_sqlite)
    with newsroom(2, port):
        second_day = run_night(on_postgresql)
        run_night(on_sqlite)
    assert numbers(first) == (48, 43, 0, 5, 0)
    assert numbers(again) == (48, 0, 43, 5, 0)
    assert (second_day.written, second_day.revised) == (9, 2)
    assert content(on_postgresql.root) == content(on_sqlite.root)
    assert not list(Path(on_postgresql.root).glob("ledger*"))


def test_a_night_on_postgresql_that_stopped_is_taken_up(tmp_path: Path, postgresql_url: str) -> None:
    port = free_ports(6)
    file = write_settings(tmp_path, port)
    settings = config.load(file, {"COPYDESK_LEDGER__URL": postgresql_url})
    with newsroom(1, port) as servers:
        with pytest.raises(KeyboardInterrupt), nightly.opened(settings) as night:
            nightly.discover(night)
            nightly.fetch(night)
            raise KeyboardInterrupt  # as a kill: nothing is closed
        servers.requests.clear()
        row = run_night(settings)
    assert numbers(row) == (48, 43, 0, 5, 0)
    assert not [path for _, path, _ in servers.requests if "severn-river-by-election" in path]
