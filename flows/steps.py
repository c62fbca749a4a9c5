"""A run's steps as Prefect's tasks; the work is in `pipeline.nightly`."""

from contextlib import ExitStack
from typing import Any, TypeVar, cast

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.runtime import deployment
from prefect.tasks import Task
from prefect.utilities.annotations import quote

from flows import artifacts
from pipeline import nightly
from pipeline.config import Settings
from pipeline.errors import Transient
from pipeline.nightly import Night
from pipeline.plans import Plan
from pipeline.summary import Summary

T = TypeVar("T")

# Seconds. A store that a command or another machine holds is free again within minutes; one whose holder was killed
# and lies in a bucket, after five.
_PAUSES: list[float] = [60, 300, 600]


def is_transient(_task: Task[..., Any], _run: TaskRun | None, state: State[Any]) -> bool:
    """Whether a task that ended in this state is worth another try."""
    return isinstance(state.result(raise_on_failure=False), Transient)


# a step's value is what it leaves in the ledger and on disk: there is nothing to cache
_step = task(cache_policy=NO_CACHE, persist_result=False)
discover, fetch, transform = _step(nightly.discover), _step(nightly.fetch), _step(nightly.transform)
load, report, publish = _step(nightly.load), _step(nightly.report), _step(nightly.publish)


@task(cache_policy=NO_CACHE, persist_result=False, retry_condition_fn=is_transient, retry_delay_seconds=_PAUSES)
def begin(held: ExitStack, settings: Settings, plan: Plan) -> Night:
    """Begin the run, or take up the one that was killed."""
    return held.enter_context(nightly.opened(settings, plan))


def work(settings: Settings, plan: Plan) -> Summary:
    """A run's steps, one after the other. Call inside a flow.

    While another process uses the store, a deployment's run waits for some minutes; one that a person has started is
    turned away at once.
    """
    patience = len(_PAUSES) if deployment.get_id() else 0
    with ExitStack() as held:
        # quoted, as Prefect would look for futures in all of the settings and of the plan's addresses
        night = _quoted(begin.with_options(retries=patience)(held, _quoted(settings), _quoted(plan)))
        discover(night)
        fetch(night)
        staged = transform(night)
        load(night, staged)
        report(night)
        summary = publish(night)
    artifacts.of(summary)
    return summary


def _quoted(value: T) -> T:
    return cast(T, quote(value))
