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
from pipeline import backfill as backfills
from pipeline import nightly
from pipeline import reprocess as rebuilding
from pipeline.backfill import Account, Order
from pipeline.config import Settings
from pipeline.errors import Transient
from pipeline.nightly import Night
from pipeline.plans import Plan
from pipeline.report import address_of
from pipeline.reprocess import Comparison, Request, Work
from pipeline.storage import Store
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
bring_in = _step(backfills.bring_in)
rebuild, compare, promote = _step(rebuilding.rebuild), _step(rebuilding.compare), _step(rebuilding.promote)

_begins = task(
    cache_policy=NO_CACHE, persist_result=False, retry_condition_fn=is_transient, retry_delay_seconds=_PAUSES
)


@_begins
def begin(held: ExitStack, settings: Settings, plan: Plan) -> Night:
    """Begin the run, or take up the one that was killed."""
    return held.enter_context(nightly.opened(settings, plan))


@_begins
def open_work(held: ExitStack, settings: Settings, request: Request) -> Work:
    """Hold the store for reprocessing."""
    return held.enter_context(rebuilding.opened(settings, request))


def night(settings: Settings, plan: Plan) -> Summary:
    """The steps of a night, or of a rerun, one after the other. Call inside a flow."""
    with ExitStack() as held:
        under_way = _begun(held, settings, plan)
        discover(under_way)
        fetch(under_way)
        summary = _ended(under_way)
    _show(settings, summary)
    return summary


def backfill(settings: Settings, order: Order) -> tuple[Account, Summary]:
    """The steps of a backfill. Call inside a flow."""
    with ExitStack() as held:
        under_way = _begun(held, settings, order.plan)
        account = bring_in(under_way, _quoted(order))
        summary = _ended(under_way)
    _show(settings, summary)
    return account, summary


def reprocess(settings: Settings, request: Request) -> Comparison:
    """The steps of reprocessing. Call inside a flow."""
    with ExitStack() as held:
        opened = open_work.with_options(retries=_patience())(held, _quoted(settings), request)
        work = _quoted(opened)
        rebuilt = _quoted(rebuild(work))
        comparison = compare(work, rebuilt)
        promote(work, rebuilt)
    return comparison


def _begun(held: ExitStack, settings: Settings, plan: Plan) -> Night:
    # quoted, as Prefect would look for futures in all of the settings and of the plan's addresses
    return _quoted(begin.with_options(retries=_patience())(held, _quoted(settings), _quoted(plan)))


def _ended(under_way: Night) -> Summary:
    staged = transform(under_way)
    load(under_way, staged)
    report(under_way)
    return publish(under_way)


def _show(settings: Settings, summary: Summary) -> None:
    artifacts.of(summary, address_of(Store.at(settings.root, settings.work), summary.row.run_id))


def _patience() -> int:
    """How often to look for the store again that another process uses: a deployment's run waits for some minutes, one
    that a person has started is turned away at once."""
    return len(_PAUSES) if deployment.get_id() else 0


def _quoted(value: T) -> T:
    return cast(T, quote(value))
