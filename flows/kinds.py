"""What all flows are: named by kind, date and sources, red when something is wrong, and told of when they are."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.flows import Flow

from flows import names, outcome
from flows.outcome import NotAllRight, Outcome
from pipeline import config, logs
from pipeline.config import Settings

P = ParamSpec("P")


def a_flow(name: str, *, hours: int) -> Callable[[Callable[P, Outcome]], Flow[P, State[Any]]]:
    """Make a flow of a function. hours: after so many it is stuck, and is ended as failed."""

    def made(work: Callable[P, Outcome]) -> Flow[P, State[Any]]:
        return flow(
            name=name, flow_run_name=names.of_flow_run, timeout_seconds=hours * 3600, persist_result=False,
            on_failure=[outcome.tell], on_crashed=[outcome.tell],
        )(outcome.as_state(work))  # fmt: skip

    return made


def settings_of(config_file: str) -> Settings:
    """The settings of a flow's configuration, its log written as they say: a worker's process has nobody else to do it.

    Raises `ConfigError`.
    """
    settings = config.load(Path(config_file))
    logs.set_up(settings)
    return settings


def run_here(flow: Flow[..., State[Any]], **parameters: Any) -> Outcome:
    """Run a flow now, in this process; raises what it ended by."""
    state: State[Any] = flow(**parameters, return_state=True)
    found = state.result(raise_on_failure=False)
    if isinstance(found, NotAllRight):
        return found.outcome
    if isinstance(found, BaseException):
        raise found
    assert isinstance(found, Outcome)  # noqa: S101  as_state puts nothing else there
    return found
