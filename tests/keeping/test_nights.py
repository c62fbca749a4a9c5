"""Whole nights over the demo newsroom after a takedown, and with a limit to how long raw pages are kept."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline import keeping, nightly
from pipeline.config import Settings
from pipeline.demo.server import DemoServers
from pipeline.load import RunRow, read
from tests.support import free_ports, newsroom, run_night, settings_for


@dataclass(frozen=True, slots=True)
class Nights:
    """The article that was taken down after the first of two nights, and what the second came to."""

    settings: Settings
    article_id: str
    url: str
    second: RunRow
    asked_for: list[str]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    port = free_ports(6)
    settings = settings_for(tmp_path_factory.mktemp("nights"), port)
    with newsroom(1, port):
        run_night(settings)
    url, article_id = taken_down(settings)
    with newsroom(2, port) as servers:
        second = run_night(settings)
        asked_for = pages_asked_for(servers)
    return Nights(settings, article_id, url, second, asked_for)


def taken_down(settings: Settings) -> tuple[str, str]:
    """The article that its publisher changes on the second day."""
    articles = read("articles", settings.root)
    row = articles[articles["url"].str.contains("calder-wharfe-water-licence-review")].iloc[0]
    with keeping.opened(settings) as opened:
        keeping.take_down(opened, keeping.find(opened, row["url"], settings.sources), "by request", datetime.now(UTC))
    return row["url"], row["article_id"]


def pages_asked_for(servers: DemoServers) -> list[str]:
    return [path for _, path, _ in servers.requests]


def test_it_is_not_asked_for_again_though_it_changed(nights: Nights) -> None:
    path = nights.url.partition("//")[2].partition("/")[2]
    assert f"/{path}" not in nights.asked_for
    assert nights.article_id not in set(read("articles", nights.settings.root)["article_id"])
    assert nights.second.rejected_by_reason["taken_down"] == 1


def test_the_others_are_written_as_ever_and_the_numbers_add_up(nights: Nights) -> None:
    row = nights.second
    assert (row.written, row.revised) == (8, 1)
    assert row.discovered == row.written + row.unchanged + row.rejected


def test_a_run_ends_with_the_deletion_of_what_is_too_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_ports(6)
    settings = settings_for(tmp_path, port)
    limited = settings.model_copy(update={"storage": settings.storage.model_copy(update={"keep_raw_days": 7})})
    with newsroom(1, port):
        run_night(settings)
        (first,) = archived(settings)
        with monkeypatch.context() as patch:
            later = datetime.now(UTC) + timedelta(days=8)
            patch.setattr(nightly, "_now", lambda: later)
            run_night(limited)
    assert first not in archived(settings)
    assert len(read("articles", settings.root)) == 43


def archived(settings: Settings) -> list[str]:
    return sorted(path.name for path in (Path(settings.root) / "archive").glob("*.warc.gz"))
