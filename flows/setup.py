"""copydesk on a Prefect server: `python -m flows.setup`, in the folder with prefect.yaml and copydesk.toml.

Makes the work pool, deploys what prefect.yaml says, installs the automations, and starts the night that was missed.
May be repeated, and is after each change of prefect.yaml: Prefect forgets runs that wait when it deploys, so that the
night that was missed has to be looked for anew.
"""

import argparse
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from prefect import get_client
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import WorkPoolCreate, WorkPoolUpdate
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.schedules import CronSchedule
from prefect.exceptions import ObjectNotFound
from prefect.settings import PREFECT_API_URL
from prefect.workers.process import ProcessWorker

from flows import automations, connection, missed
from pipeline import config
from pipeline.errors import ConfigError, CopydeskError

POOL = "copydesk"
NIGHTLY = "nightly/nightly"


def set_up(notify: str | None = None) -> datetime | None:
    """All of it, on the server at PREFECT_API_URL; when the night was due that was missed and is started.

    notify: a notification block that is told of red runs.
    """
    if not PREFECT_API_URL.value():
        raise ConfigError("PREFECT_API_URL: not set; name the Prefect server, such as http://127.0.0.1:4200/api")
    if not Path("prefect.yaml").exists():
        raise ConfigError("prefect.yaml: no such file here; change into the folder where it lies")
    with connection.made(), get_client(sync_client=True) as client:
        make_pool(client)
        subprocess.run([sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"], check=True)
        wanted = automations.gone()
        if notify:
            wanted.append(automations.telling(client, notify))
        automations.install(client, wanted)
        return catch_up(client, client.read_deployment_by_name(NIGHTLY))


def make_pool(client: SyncPrefectClient) -> None:
    """A pool of processes, of which one runs at a time: all of copydesk's flows change the same store."""
    try:
        client.read_work_pool(POOL)
    except ObjectNotFound:
        template = ProcessWorker.get_default_base_job_template()
        client.create_work_pool(
            WorkPoolCreate(name=POOL, type="process", base_job_template=template, concurrency_limit=1)
        )
    else:
        client.update_work_pool(POOL, WorkPoolUpdate(concurrency_limit=1))


def catch_up(client: SyncPrefectClient, deployment: DeploymentResponse) -> datetime | None:
    """Start the night that a deployment should have run by now, if it did not; when that was due."""
    settings = config.load(Path(str(deployment.parameters["config_file"])))
    for schedule in [one.schedule for one in deployment.schedules if one.active]:
        if isinstance(schedule, CronSchedule):
            plan = missed.nights(schedule.cron, schedule.timezone or "UTC")
            due = missed.missed(plan, settings, datetime.now(UTC))
            if due is not None:
                client.create_flow_run_from_deployment(deployment.id, tags=deployment.tags)
                return due
    return None


def _main() -> int:
    parser = argparse.ArgumentParser(prog="python -m flows.setup", description=__doc__.split("\n\n")[0])
    parser.add_argument("--notify", metavar="TYPE/NAME", help="a notification block of Prefect, told of red runs")
    try:
        due = set_up(parser.parse_args().notify)
    except CopydeskError as error:
        print(f"copydesk: {error}", file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as error:
        return error.returncode
    print(f"Work pool, deployments and automations are set up. Next: prefect worker start --pool {POOL}")
    if due is not None:
        print(f"The night of {due:%Y-%m-%d %H:%M %Z} was missed or broken off: it runs as soon as there is a worker.")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DO_NOT_TRACK", "1")
    sys.exit(_main())
