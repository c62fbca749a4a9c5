"""Deployed from prefect.yaml on a real server, and run by a real worker of the work pool, as on a server of one's own.

The retry is what the button in Prefect's UI sends. The tests share a server, and follow one another.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import FlowRunFilter, LogFilter
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.responses import DeploymentResponse
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Scheduled, State

from flows import automations, setup
from pipeline.load import read
from tests.flows.hook import Hook
from tests.flows.nights import two_days_ago
from tests.support import free_ports, newsroom, write_settings

ROOT = Path(__file__).parents[2]
PATIENCE = 120  # seconds, for any one thing
SILENCE = timedelta(seconds=20)  # in place of 90
RETRY = State(type="SCHEDULED", name="AwaitingRetry", message="Retry from the UI")


class Desk:
    """A folder with prefect.yaml and copydesk.toml, deployed to the server."""

    def __init__(self, folder: Path, port: int, client: SyncPrefectClient, environment: dict[str, str]) -> None:
        self.folder, self.port, self.client, self.environment = folder, port, client, environment

    @property
    def deployment(self) -> DeploymentResponse:
        return self.client.read_deployment_by_name(setup.NIGHTLY)

    def schedule(self, at: datetime | None = None, of: str = setup.NIGHTLY, **parameters: Any) -> FlowRun:
        return self.client.create_flow_run_from_deployment(
            self.client.read_deployment_by_name(of).id,
            state=Scheduled(scheduled_time=at or datetime.now(UTC)),
            parameters=parameters,
        )

    def seen(self, run: FlowRun) -> FlowRun:
        return self.client.read_flow_run(run.id)

    def lines(self, run: FlowRun) -> list[str]:
        """What is logged of a run."""
        return [log.message for log in self.client.read_logs(LogFilter(flow_run_id={"any_": [run.id]}))]

    def ended(self, run: FlowRun) -> tuple[str, str | None]:
        """The state in which a run ends, and its message."""
        until(lambda: (state := self.seen(run).state) is not None and state.is_final())
        state = self.seen(run).state
        assert state is not None
        return state.name or "", state.message

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        """A worker in a session of its own, which ends with the block if it has not before."""
        command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", setup.POOL]
        with (self.folder / "worker.log").open("ab") as log:
            worker = subprocess.Popen(
                command, cwd=self.folder, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        try:
            yield worker
        finally:
            worker.terminate()
            worker.wait(PATIENCE)


def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, f"not within {PATIENCE} s"
        time.sleep(0.2)


@pytest.fixture(scope="module")
def desk(prefect_server: str, tmp_path_factory: pytest.TempPathFactory, hook: Hook) -> Iterator[Desk]:
    folder, port = tmp_path_factory.mktemp("desk"), free_ports(6)
    shutil.copy(ROOT / "prefect.yaml", folder)
    with write_settings(folder, port).open("a") as settings:
        settings.write(f'\n[alerts]\nwebhook = "{hook.url}"\n')
    environment = {**os.environ, "PREFECT_API_URL": prefect_server, "PREFECT_WORKER_QUERY_SECONDS": "1"}
    subprocess.run(
        [sys.executable, "-m", "flows.setup"], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL
    )
    with temporary_settings({PREFECT_API_URL: prefect_server}), get_client(sync_client=True) as client:
        yield Desk(folder, port, client, environment)


@pytest.fixture(scope="module")
def missed(desk: Desk) -> list[FlowRun]:
    """Two nights that were due an hour ago, when there was no worker."""
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    return [desk.schedule(an_hour_ago), desk.schedule(an_hour_ago)]


@pytest.fixture(scope="module")
def worker(desk: Desk, missed: list[FlowRun]) -> Iterator[subprocess.Popen[bytes]]:
    with desk.worker() as process:
        yield process


def test_setting_up_deploys_the_night_and_may_be_repeated(desk: Desk) -> None:
    deployment = desk.deployment
    (schedule,) = deployment.schedules
    assert schedule.schedule.model_dump()["cron"] == "0 3 * * *"
    assert schedule.schedule.timezone == "America/New_York"
    assert deployment.parameters == {"config_file": "copydesk.toml"}
    assert desk.client.read_work_pool(setup.POOL).concurrency_limit == 1
    assert len(desk.client.read_automations_by_name("copydesk: a run's process is gone")) == 1


@pytest.mark.parametrize(
    ("name", "required", "form"),
    [
        ("nightly", [], {"config_file": "string", "sources": "array"}),
        (
            "rerun",
            [],
            {"config_file": "string", "run": None, "sources": "array", "reasons": "array", "urls": "array"},
        ),
        (
            "backfill",
            ["warcs"],
            {"warcs": "array", "config_file": "string", "sources": "array", "since": None, "until": None},
        ),
        ("reprocess", [], {"config_file": "string", "since": None, "sources": "array", "dry_run": "boolean"}),
    ],
)
def test_the_form_of_each_flow_tells_what_its_parameters_are(
    desk: Desk, name: str, required: list[str], form: dict[str, str | None]
) -> None:
    schema = desk.client.read_deployment_by_name(f"{name}/{name}").parameter_openapi_schema
    assert schema.get("required", []) == required
    # one that may be left empty has several types, and so none here
    assert {name: one.get("type") for name, one in schema["properties"].items()} == form
    assert all(one["description"].endswith(".") for one in schema["properties"].values())


def test_the_server_schedules_the_night_at_three_in_new_york(desk: Desk) -> None:
    def scheduled() -> list[FlowRun]:
        return desk.client.get_scheduled_flow_runs_for_deployments(
            [desk.deployment.id], scheduled_before=datetime.now(UTC) + timedelta(days=2)
        )

    until(lambda: len(scheduled()) > 0)
    assert scheduled()[0].expected_start_time.astimezone(ZoneInfo("America/New_York")).hour == 3


def test_nights_missed_while_no_worker_ran_are_caught_up_and_never_overlap(
    desk: Desk, missed: list[FlowRun], worker: object
) -> None:
    with newsroom(1, desk.port):
        assert sorted(map(desk.ended, missed)) == [
            ("Completed", "0 articles written, 5 URLs rejected"),
            ("Completed", "43 articles written, 5 URLs rejected"),
        ]
    first, second = sorted(map(desk.seen, missed), key=lambda run: run.start_time)
    assert first.end_time <= second.start_time


def test_a_red_run_says_why_and_tells_and_is_green_when_it_is_retried(desk: Desk, hook: Hook, worker: object) -> None:
    run = desk.schedule()
    state, message = desk.ended(run)
    assert state == "Failed"
    assert message.count("silent: no answer from http://127.0.0.1:") > 1
    until(lambda: bool(hook.told))
    (told,) = hook.told
    assert (told["state"], told["headline"], len(told["troubles"])) == ("failed", message, 6)
    with newsroom(2, desk.port):
        desk.client.set_flow_run_state(run.id, RETRY)
        until(lambda: desk.seen(run).run_count == 2)
        assert desk.ended(run) == ("Completed", "9 articles written, 5 URLs rejected")
    assert len(hook.told) == 1
    assert not [line for line in desk.lines(run) if "Traceback" in line]


def test_a_red_run_is_made_good_by_the_deployment_rerun(desk: Desk, worker: object) -> None:
    assert desk.ended(desk.schedule())[0] == "Failed"
    with newsroom(2, desk.port):
        again = desk.schedule(of="rerun/rerun")
        state, message = desk.ended(again)
    assert (state, desk.seen(again).name.split()[0]) == ("Completed", "rerun")
    assert re.fullmatch(r"\d+ articles? written, \d+ URLs rejected", message or "")


def test_a_run_is_shown_with_its_lines_and_numbers(desk: Desk, missed: list[FlowRun], worker: object) -> None:
    its = FlowRunFilter(id={"any_": [missed[0].id]})
    assert desk.lines(missed[0]).count("discover: begins, 6 to do") == 1
    shown = {artifact.key: artifact.data for artifact in desk.client.read_artifacts(flow_run_filter=its)}
    assert set(shown) == {"numbers", "verdict", "report"}
    assert shown["verdict"].startswith("## All well")
    assert re.search(r"\(file:///.*/data/reports/\d{8}T\d{6}Z-[0-9a-f]{4}\.html\)", shown["report"])


def test_a_worker_killed_with_its_run_is_recovered_from(desk: Desk, worker: subprocess.Popen[bytes]) -> None:
    slow = desk.folder / "slow"
    config_file = write_settings(slow, desk.port)
    config_file.write_text(config_file.read_text().replace("delay_seconds = 0.0", "delay_seconds = 0.5"))
    automations.install(desk.client, automations.gone(SILENCE))
    with newsroom(1, desk.port):
        run = desk.schedule(config_file=str(config_file))
        until(lambda: bool(list(slow.glob("data/archive/*.open"))))
        kill_with_children(worker.pid)
        with desk.worker():
            assert desk.ended(run) == (
                "Crashed",
                "No sign of life: its process is gone. Retry it, or let the next run go on where it stopped.",
            )
            automations.install(desk.client, automations.gone())
            assert desk.ended(desk.schedule(config_file=str(config_file)))[0] == "Completed"
    fetched = read("fetches", slow / "data").query("purpose == 'article' and outcome == 'fetched'")
    assert fetched["url"].is_unique
    assert len(read("articles", slow / "data")) == 43


def test_setting_up_again_starts_the_night_that_was_missed(desk: Desk, tmp_path: Path) -> None:
    config_file = write_settings(tmp_path, desk.port)
    deployment = desk.deployment.model_copy(update={"parameters": {"config_file": str(config_file)}})
    assert setup.catch_up(desk.client, deployment) is None
    two_days_ago(config_file)
    due = setup.catch_up(desk.client, deployment)
    assert due is not None
    assert (due.hour, datetime.now(UTC) - due < timedelta(hours=25)) == (3, True)
    by_now = {"before_": datetime.now(UTC)}
    waiting = FlowRunFilter(state={"type": {"any_": ["SCHEDULED"]}}, next_scheduled_start_time=by_now)
    (started,) = desk.client.read_flow_runs(flow_run_filter=waiting)
    assert started.deployment_id == deployment.id


def kill_with_children(pid: int) -> None:
    """As when the machine's power fails: none of them has time to tell of another's end."""
    os.kill(pid, signal.SIGSTOP)
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = dict(map(int, line.split()) for line in listed.splitlines())
    family = [pid]
    for parent in family:
        family += [child for child, its_parent in parents.items() if its_parent == parent]
    for one in reversed(family):
        os.kill(one, signal.SIGKILL)
