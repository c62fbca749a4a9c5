"""Schedule and server on one machine: each night is run when it is due, and a missed one at once.

Prefect's runner starts each run in a process of its own, one at a time. Told to end, it lets the run under way finish.
"""

import asyncio
import multiprocessing
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import resource_tracker
from pathlib import Path
from threading import Thread
from uuid import UUID

from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, StateType
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.settings import PREFECT_UI_URL
from prefect.states import Crashed
from prefect.types.entrypoint import EntrypointType

from flows import automations
from flows.missed import Nights
from flows.nightly import nightly
from flows.setup import catch_up
from pipeline.events import Event, tell

_LOOK_EVERY = 0.2  # seconds
_ONE_WAITS = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
_LEFT_OPEN = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """What is being served. ui: where Prefect shows it. missed: the night that is run now, as nobody had."""

    ui: str
    next: datetime
    missed: datetime | None


def serve(config_file: Path, nights: Nights, *, own_server: bool, told: Callable[[Serving], None]) -> None:
    """Run each night when it is due, until SIGTERM or Ctrl-C; a second one does not wait for the run under way.

    own_server: only this process uses it, so that what was running on it before was killed. told: is called once all
    is under way.
    """
    asked = _asked_to_end()
    loop = asyncio.new_event_loop()
    runner = Runner(name="nightly", limit=1, pause_on_shutdown=False, heartbeat_seconds=automations.HEARTBEAT.seconds)
    deployment_id = loop.run_until_complete(
        runner.aadd_flow(
            nightly, name="nightly", schedule=Cron(nights.cron, timezone=nights.timezone.key, slug="nightly"),
            parameters={"config_file": str(config_file)}, tags=[automations.TAG], concurrency_limit=_ONE_WAITS,
            entrypoint_type=EntrypointType.MODULE_PATH, paused=False,
        )
    )  # fmt: skip
    with get_client(sync_client=True) as client:
        if own_server:
            _close_left_open(client, deployment_id)
        automations.install(client, automations.gone())
        due = catch_up(client, client.read_deployment(deployment_id))
        running = Thread(target=_run, args=(runner, loop), name="runner", daemon=True)
        running.start()
        told(Serving(ui=str(PREFECT_UI_URL.value()), next=nights.next_after(datetime.now(UTC)), missed=due))
        while not asked and running.is_alive():
            time.sleep(_LOOK_EVERY)
        client.pause_deployment(deployment_id)  # nothing more begins
    _let_finish(asked)
    asyncio.run_coroutine_threadsafe(runner.astop(), loop).result()
    running.join()


def _asked_to_end() -> list[int]:
    """The signals that asked this process to end, as they come in."""
    asked: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda got, _: asked.append(got))
    return asked


def _run(runner: Runner, loop: asyncio.AbstractEventLoop) -> None:
    # What it starts has this too: Ctrl-C is for this process, not for the run under way. Begun later, the tracker would
    # take the mask away.
    resource_tracker.ensure_running()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    loop.run_until_complete(runner.start())


def _close_left_open(client: SyncPrefectClient, deployment_id: UUID) -> None:
    """End as crashed what a killed process left open: it would keep the deployment's one slot."""
    left = client.read_flow_runs(
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=_LEFT_OPEN))),
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment_id])),
    )
    for flow_run in left:
        client.set_flow_run_state(flow_run.id, Crashed(message="`copydesk serve` was killed"), force=True)


def _let_finish(asked: list[int]) -> None:
    """Wait for the run under way, unless asked a second time: then it is broken off, and taken up by the next."""
    if multiprocessing.active_children():
        tell(Event.SERVE_WAITS)
    while under_way := multiprocessing.active_children():
        if len(asked) > 1:
            for process in under_way:
                process.terminate()
        time.sleep(_LOOK_EVERY)
