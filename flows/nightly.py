"""The flow `nightly`: one run over all sources. Prefect only; the work is in `pipeline.nightly`.

Prefect shows and schedules the steps. What is done already is known to the ledger, never to Prefect, so that its Retry
button, a second run and a restart after a crash all take up where the work stopped.
"""

from pathlib import Path

import httpx
from prefect import flow, get_client, task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run
from prefect.settings import PREFECT_API_URL

from pipeline import config, nightly, plans
from pipeline.errors import ConfigError
from pipeline.summary import Summary


def connect() -> None:
    """Reach the Prefect server, or start the embedded one when none is configured, which takes 10 to 30 seconds.

    Raises `ConfigError` when the configured server does not answer: Prefect does not fall back to the embedded one.
    """
    try:
        with get_client(sync_client=True) as client:
            client.hello()
    except httpx.TransportError as error:
        url = PREFECT_API_URL.value()
        raise ConfigError(
            f"PREFECT_API_URL: no Prefect server answers at {url}; start it or unset the variable"
        ) from error


def _run_name() -> str:
    started = flow_run.get_scheduled_start_time()
    return f"nightly {started:%Y-%m-%d %H:%M}"


# a step's value is what it leaves in the ledger and on disk: there is nothing to cache
_step = task(cache_policy=NO_CACHE, persist_result=False)
discover, fetch, transform = _step(nightly.discover), _step(nightly.fetch), _step(nightly.transform)
load, report, publish = _step(nightly.load), _step(nightly.report), _step(nightly.publish)


@flow(name="nightly", flow_run_name=_run_name, persist_result=False)
def run_nightly(config_file: str = "copydesk.toml", sources: list[str] | None = None) -> Summary:
    """Find, fetch, transform and load what is new, and account for every URL.

    Args:
        config_file: the configuration, as a path that the flow's machine knows.
        sources: the ids of the sources to read; none named are all.
    """
    settings = config.load(Path(config_file))
    with nightly.opened(settings, plans.nightly(settings, sources or ())) as night:
        discover(night)
        fetch(night)
        staged = transform(night)
        load(night, staged)
        report(night)
        return publish(night)


def run(config_file: Path) -> Summary:
    """The flow, now, in this process."""
    return run_nightly(str(config_file))
