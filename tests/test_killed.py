"""A run that is killed and started again ends in the same datasets as one that nobody disturbed."""

import random
import subprocess
import sys
import time
from pathlib import Path

from pipeline.load import read
from tests.stores import captured
from tests.support import content, free_ports, newsroom, run_night, settings_for

KILLS = 10
LONGEST_LIFE = 2.0  # seconds; a night takes about three, so that some are killed more than once


def start(config_file: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.one_night", str(config_file)], stderr=subprocess.PIPE)


def killed(config_file: Path, lock: Path, seconds: float | None) -> bool:
    """Start a night and kill it so many seconds after it began to work; False when it had ended before."""
    lock.unlink(missing_ok=True)  # a killed night's lock is free, but its file would be taken for the next one's
    process = start(config_file)
    while not lock.exists() and process.poll() is None:
        time.sleep(0.005)
    try:
        _, errors = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True
    assert process.returncode == 0, errors.decode()
    return False


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
