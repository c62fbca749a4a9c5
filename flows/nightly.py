"""The flow `nightly`: one run over all sources."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows import names, outcome, steps
from flows.outcome import Outcome
from pipeline import config, plans

_HOURS = 20  # a night that takes longer is stuck, and the next one is near


@flow(
    name="nightly", flow_run_name=names.of_flow_run, timeout_seconds=_HOURS * 3600, persist_result=False,
    on_failure=[outcome.tell], on_crashed=[outcome.tell],
)  # fmt: skip
@outcome.as_state
def nightly(config_file: str = "copydesk.toml", sources: tuple[str, ...] = ()) -> Outcome:
    """Find, fetch, transform and load what is new, and account for every URL.

    Args:
        config_file: The configuration, as a path that the flow's machine knows.
        sources: The ids of the sources to read. None named are all.
    """
    settings = config.load(Path(config_file))
    return outcome.of_run(steps.work(settings, plans.nightly(settings, sources)))


def run(config_file: Path, sources: Iterable[str] = ()) -> Outcome:
    """The flow, now, in this process; raises what it ended by."""
    state: State[Any] = nightly(str(config_file), tuple(sources), return_state=True)
    found = state.result(raise_on_failure=False)
    if isinstance(found, BaseException):
        raise found
    assert isinstance(found, Outcome)  # noqa: S101  as_state puts nothing else there
    return found
