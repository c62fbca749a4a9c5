"""`copydesk serve`, as its users type it."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from pipeline import config
from pipeline.cli import app
from pipeline.ledger import Ledger
from pipeline.models import RunStatus
from tests.flows.nights import two_days_ago
from tests.support import free_ports, newsroom, write_settings

COPYDESK = Path(sys.executable).parent / "copydesk"
PATIENCE = 180  # seconds


def test_a_missed_night_is_run_at_once_and_finishes_before_the_command_ends(tmp_path: Path, prefect_home: Path) -> None:
    port, ui = free_ports(6), free_ports(1)
    config_file = write_settings(tmp_path, port)
    config_file.write_text(config_file.read_text().replace("delay_seconds = 0.0", "delay_seconds = 0.5"))
    two_days_ago(config_file)
    without = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with newsroom(1, port), (tmp_path / "log").open("wb") as log:
        command = [COPYDESK, "serve", "--port", str(ui), "--timezone", "Europe/Berlin"]
        # a session of its own, as a terminal gives it: Ctrl-C goes to all that is in it
        with subprocess.Popen(
            command,
            cwd=tmp_path,
            env={**without, "PREFECT_HOME": str(prefect_home)},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        ) as served:
            assert served.stdout is not None
            told = [served.stdout.readline() for _ in range(4)]
            assert told[0] == f"Prefect: http://127.0.0.1:{ui}\n", (tmp_path / "log").read_text()
            assert re.fullmatch(
                r"The night of 20\d\d-\d\d-\d\d 03:00 CES?T was missed or broken off: it is run now.\n", told[1]
            )
            assert re.fullmatch(r"Next night: \w+day 20\d\d-\d\d-\d\d 03:00 CES?T\n", told[2])
            deadline = time.monotonic() + PATIENCE
            while not list(tmp_path.glob("data/archive/*.open")):
                assert time.monotonic() < deadline
                time.sleep(0.1)
            os.killpg(served.pid, signal.SIGINT)
            assert served.wait(PATIENCE) == 0
    settings = config.load(config_file)
    with Ledger.open(settings.ledger_url) as ledger:
        assert ledger.latest_runs(1)[0].status is RunStatus.FINISHED
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{ui}/api/health")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--cron", "0 3 * *"], "copydesk: --cron: '0 3 * *' is no schedule: five fields are needed; give minute, "),
        (["--timezone", "Mars/One"], "copydesk: --timezone: no time zone 'Mars/One'; name one such as Europe/Berlin"),
    ],
)
def test_a_mistake_is_one_line_and_status_2(tmp_path: Path, arguments: list[str], told: str) -> None:
    config_file = write_settings(tmp_path, 20_000)
    result = CliRunner().invoke(app, ["serve", "--config", str(config_file), *arguments])
    assert result.exit_code == 2
    assert result.stderr.startswith(told)
