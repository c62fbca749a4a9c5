"""What an operator starts by hand is a flow as the night is: `rerun`, `backfill` and `reprocess` under Prefect."""

import re
from pathlib import Path

import pandas as pd
import requests

from tests.support import free_ports, newsroom, write_settings
from tests.test_run import copydesk


def flow_runs(api: str, config_file: Path) -> dict[str, tuple[str, str]]:
    """By the flow's name, which begins the run's, how its first run over this configuration ended: type and message."""
    runs = requests.post(f"{api}/flow_runs/filter", json={"sort": "START_TIME_DESC"}, timeout=30).json()
    return {
        run["name"].split()[0]: (run["state_type"], run["state"]["message"])
        for run in runs
        if run["parameters"]["config_file"] == str(config_file)
    }


def test_after_a_night_with_all_sites_down(tmp_path: Path, prefect_server: str) -> None:
    port = free_ports(6)
    config_file, prefect = write_settings(tmp_path, port), {"PREFECT_API_URL": prefect_server}

    down = copydesk(tmp_path, "run", **prefect)
    with newsroom(1, port):
        said = copydesk(tmp_path, "rerun", "--dry-run", **prefect)
        done = copydesk(tmp_path, "rerun", **prefect)
        again = copydesk(tmp_path, "rerun", **prefect)
    rebuilt = copydesk(tmp_path, "reprocess", "--dry-run", **prefect)
    known = copydesk(tmp_path, "backfill", "data/archive", **prefect)

    assert [one.returncode for one in (down, said, done, again, rebuilt, known)] == [1, 0, 0, 0, 0, 0]
    assert len(re.findall(r"^  statehouse-observer|^  \S+-\S+", said.stdout, re.MULTILINE)) >= 6
    assert len(pd.read_parquet(tmp_path / "data" / "articles")) == 43
    assert "Nothing" in again.stdout
    assert re.search(r"all +0 +0 +0 +43 +0 +1 +44", rebuilt.stdout)
    ended = flow_runs(prefect_server, config_file)
    assert {name: state for name, (state, _) in ended.items()} == {
        "nightly": "FAILED",
        "rerun": "COMPLETED",
        "reprocess": "COMPLETED",
        "backfill": "COMPLETED",
    }
    assert ended["nightly"][1].startswith("landbote-aktuell: silent: no answer from http://127.0.0.1:")
    assert ended["rerun"][1] == "43 articles written, 5 URLs rejected"
    assert ended["reprocess"][1] == "43 same, 1 rejected"
