"""`copydesk run` and `copydesk demo` as their users type them, in processes of their own, under Prefect."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import requests
from filelock import FileLock

from tests.support import content, free_ports, newsroom, write_settings

COPYDESK = Path(sys.executable).parent / "copydesk"
STATEHOUSE = ["statehouse-observer", "9", "8", "8", "0", "1", "http_404"]


def environment(**more: str) -> dict[str, str]:
    without = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**without, **more}


def copydesk(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COPYDESK, *arguments],
        cwd=folder, env=environment(**more), capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip


def test_the_demo_in_an_empty_folder_with_a_server_of_its_own(tmp_path: Path, prefect_home: Path) -> None:
    port = str(free_ports(6))

    first = copydesk(tmp_path, "demo", "--run", "--port", port, PREFECT_HOME=str(prefect_home))

    assert (first.returncode, first.stderr.count("Traceback")) == (0, 0)
    (line,) = re.findall(r"statehouse-observer .*", first.stdout)
    assert line.split() == STATEHOUSE
    assert f"Data: {tmp_path / 'data'}" in first.stdout
    (report,) = re.findall(r"^Report: file://(.*)$", first.stdout, re.MULTILINE)
    assert Path(report).parent == tmp_path / "data" / "reports"
    assert Path(report).exists()
    assert len(pd.read_parquet(tmp_path / "data" / "articles")) == 43
    query = "SELECT count(*) FROM read_parquet('{}/data/articles/**/*.parquet', hive_partitioning = true)"
    assert duckdb.sql(query.format(tmp_path)).fetchall() == [(43,)]
    for command in first.stdout.partition("Next:\n")[2].splitlines()[:2]:
        subprocess.run(command, shell=True, cwd=tmp_path, env=environment(), check=True, capture_output=True)


@pytest.fixture
def prefect(prefect_server: str) -> dict[str, str]:
    return {"PREFECT_API_URL": prefect_server}


def test_runs_report_to_the_configured_server(tmp_path: Path, prefect: dict[str, str]) -> None:
    port = free_ports(6)
    write_settings(tmp_path, port)
    with newsroom(1, port):
        first, again = (copydesk(tmp_path, "run", **prefect) for _ in range(2))
    with newsroom(2, port):
        second_day = copydesk(tmp_path, "run", **prefect)

    assert [run.returncode for run in (first, again, second_day)] == [0, 0, 0]
    assert "Nothing new: 43 articles are written already, 5 URLs are rejected." in again.stdout
    assert "Written: 7 new articles, and 2 that their publisher changed." in second_day.stdout
    runs = requests.post(f"{prefect['PREFECT_API_URL']}/flow_runs/filter", json={}, timeout=30).json()
    mine = [run for run in runs if run["parameters"]["config_file"] == str(tmp_path / "copydesk.toml")]
    assert [run["state_type"] for run in mine] == ["COMPLETED"] * 3
    assert all(re.fullmatch(r"nightly \d{4}-\d\d-\d\d \d\d:\d\d, all sources", run["name"]) for run in mine)
    assert [run["state"]["message"] for run in sorted(mine, key=lambda run: run["start_time"])] == [
        "43 articles written, 5 URLs rejected",
        "0 articles written, 5 URLs rejected",
        "9 articles written, 5 URLs rejected",
    ]
    tasks = requests.post(
        f"{prefect['PREFECT_API_URL']}/task_runs/filter",
        json={"flow_runs": {"id": {"any_": [mine[0]["id"]]}}},
        timeout=30,
    ).json()
    assert {task["name"].rpartition("-")[0] for task in tasks} == {
        "begin", "discover", "fetch", "transform", "load", "report", "publish",
    }  # fmt: skip


def test_silent_sites_end_with_status_1(tmp_path: Path, prefect: dict[str, str]) -> None:
    write_settings(tmp_path, free_ports(6))
    run = copydesk(tmp_path, "run", **prefect)
    assert run.returncode == 1
    assert run.stdout.count(": silent: no answer from http") == 6


def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    port = free_ports(1)
    write_settings(tmp_path, free_ports(6))
    run = copydesk(tmp_path, "run", PREFECT_API_URL=f"http://127.0.0.1:{port}/api")
    assert run.returncode == 2
    assert f"PREFECT_API_URL: no Prefect server answers at http://127.0.0.1:{port}/api" in run.stderr


def test_a_run_killed_under_prefect_is_taken_up(tmp_path: Path, prefect: dict[str, str]) -> None:
    port = free_ports(6)
    write_settings(tmp_path, port)
    with newsroom(1, port):
        with subprocess.Popen(
            [COPYDESK, "run"], cwd=tmp_path, env=environment(**prefect), stderr=subprocess.PIPE
        ) as run:
            while not list(tmp_path.glob("data/archive/*.open")):
                assert run.poll() is None
                time.sleep(0.01)
            run.send_signal(signal.SIGKILL)
        second = copydesk(tmp_path, "run", **prefect)
        assert second.returncode == 0
        assert "was interrupted: taking it up where it stopped" in second.stderr
        (undisturbed := tmp_path / "undisturbed").mkdir()
        write_settings(undisturbed, port)
        assert copydesk(undisturbed, "run", **prefect).returncode == 0
    assert content(tmp_path / "data") == content(undisturbed / "data")


def test_a_killed_run_leaves_no_server_behind(tmp_path: Path, prefect_home: Path) -> None:
    port = free_ports(6)
    write_settings(tmp_path, port)
    with newsroom(1, port):
        command, own = [COPYDESK, "run"], environment(PREFECT_HOME=str(prefect_home))
        with subprocess.Popen(command, cwd=tmp_path, env=own, stderr=subprocess.DEVNULL) as run:
            while not list(tmp_path.glob("data/archive/*.open")):
                assert run.poll() is None
                time.sleep(0.01)
            (server,) = (pid for pid, parent in processes().items() if parent == run.pid)
            run.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 15
    while server in processes():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def processes() -> dict[int, int]:
    """Those that are alive, with their parents."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
    fields = [line.split() for line in listed.splitlines()]
    return {int(pid): int(parent) for pid, parent, state in fields if not state.startswith("Z")}


def test_a_run_beside_another_is_turned_away(tmp_path: Path, prefect: dict[str, str]) -> None:
    write_settings(tmp_path, free_ports(6))
    (tmp_path / "data").mkdir()
    with FileLock(tmp_path / "data" / ".lock"):
        run = copydesk(tmp_path, "run", **prefect)
    assert run.returncode == 3
    assert run.stderr.endswith(
        f"copydesk: another run is using {tmp_path / 'data'}; wait for its end, `copydesk status` shows it\n"
    )


def test_a_quality_check_that_fails_ends_with_status_1(tmp_path: Path, prefect: dict[str, str]) -> None:
    port = free_ports(6)
    write_settings(tmp_path, port)
    strict = {"COPYDESK_QUALITY__TINY_BODY": "fail", "COPYDESK_QUALITY__MIN_WORDS": "200"}
    with newsroom(1, port):
        run = copydesk(tmp_path, "run", **strict, **prefect)
    assert run.returncode == 1
    kept_aside = pd.read_parquet(tmp_path / "data" / "quarantine")
    assert len(kept_aside) + len(pd.read_parquet(tmp_path / "data" / "articles")) == 43
    told = re.findall(r"^Failed: (\S+): tiny_body in (\d+) articles: such as ", run.stdout, re.MULTILINE)
    assert {source: int(rows) for source, rows in told} == kept_aside["source"].value_counts().to_dict()
