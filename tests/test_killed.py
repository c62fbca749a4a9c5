"""A run that is killed and started again ends in the same datasets as one that nobody disturbed."""

import random
from pathlib import Path

from pipeline.load import read
from tests.one_night import killed
from tests.stores import captured
from tests.support import content, free_ports, newsroom, run_night, settings_for

KILLS = 10
LONGEST_LIFE = 2.0  # seconds; a night takes about three, so that some are killed more than once


def test_ten_kills_change_nothing(tmp_path: Path) -> None:
    port, chance = free_ports(6), random.Random(20261102)
    with newsroom(1, port):
        undisturbed = settings_for(tmp_path / "undisturbed", port)
        row = run_night(undisturbed)
        kills = night = 0
        while kills < KILLS:
            night += 1
            settings = settings_for(tmp_path / f"night{night}", port)
            lock, config_file = settings.work / ".lock", settings.base / "copydesk.toml"
            while killed(config_file, lock, chance.uniform(0, LONGEST_LIFE) if kills < KILLS else None):
                kills += 1
            assert content(settings.root) == content(undisturbed.root)
            assert captured(settings.work / "archive") == captured(undisturbed.work / "archive")
            runs = read("runs", settings.root)  # two when the kill came after the end of the work
            assert set(runs["status"]) == {"finished"}
            assert set(runs["discovered"]) == {row.discovered}
            assert sum(runs["written"]) == row.written
            fetched = read("fetches", settings.root).query("purpose == 'article' and outcome == 'fetched'")
            assert fetched["url"].is_unique
            assert len(fetched) == row.fetched
