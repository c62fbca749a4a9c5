"""How a flow ends: green when all is well, red when something is wrong, with one line that says what."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, ParamSpec

from prefect.client.schemas.objects import FlowRun, State
from prefect.flows import Flow
from prefect.logging.loggers import flow_run_logger
from prefect.states import Completed, Failed

from flows import notices
from pipeline.backfill import Account
from pipeline.errors import CopydeskError
from pipeline.events import masked
from pipeline.health import Trouble
from pipeline.load import RunRow
from pipeline.reprocess import Comparison
from pipeline.summary import Summary

P = ParamSpec("P")

_LONGEST = 500  # characters of a state's message


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a flow came to. line: what Prefect shows beside the state. summary: of the run, where it was one. result:
    what else its caller is to have."""

    line: str
    is_well: bool
    summary: Summary | None = None
    result: Account | Comparison | None = None

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        return self.summary.health.troubles if self.summary else ()

    @property
    def run_id(self) -> str | None:
        return self.summary.row.run_id if self.summary else None


class NotAllRight(Exception):
    """A flow ended red although nothing was raised: what the data of a failed state has to be."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(shortened(outcome.line))
        self.outcome = outcome


def of_run(summary: Summary) -> Outcome:
    """The outcome of a run: red unless its verdict is that all is well."""
    health = summary.health
    return Outcome(
        line=counted(summary.row) if health.is_well else health.line, is_well=health.is_well, summary=summary
    )


def of_backfill(account: Account, summary: Summary) -> Outcome:
    """Red also when a file is damaged."""
    run = of_run(summary)
    damaged = [f"{one.file}: not read from byte {one.offset} on" for one in account.damages]
    line = "; ".join([*damaged, run.line])
    return replace(run, line=line, is_well=run.is_well and not damaged, result=account)


def counted(row: RunRow) -> str:
    """Such as «43 articles written, 5 URLs rejected»."""
    return f"{_many(row.written, 'article')} written, {_many(row.rejected, 'URL')} rejected"


def as_state(work: Callable[P, Outcome]) -> Callable[P, State[Any]]:
    """A flow's function that ends in a state: Completed or Failed with the outcome's line.

    An error that copydesk raises on purpose is Failed with its text, and is the state's data, as `NotAllRight` is where
    there was none. Any other is Prefect's to tell, with a traceback.
    """

    @wraps(work)
    def call(*args: P.args, **kwargs: P.kwargs) -> State[Any]:
        logging.getLogger("prefect.flow_runs").addFilter(_is_news)
        try:
            outcome = work(*args, **kwargs)
        except CopydeskError as error:
            return Failed(message=shortened(masked(str(error))), data=error)
        if outcome.is_well:
            return Completed(message=shortened(outcome.line), data=outcome)
        return Failed(message=shortened(outcome.line), data=NotAllRight(outcome))

    return call


def shortened(text: str) -> str:
    """On one line, and no longer than a state's message should be."""
    line = "; ".join(part.strip() for part in text.splitlines() if part.strip())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def tell(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Hook for red runs: a line in the log, and the notice to the webhook of the run's configuration."""
    found = state.result(raise_on_failure=False) if state.data is not None else None
    outcome = found.outcome if isinstance(found, NotAllRight) else None
    content = notices.notice(
        flow_run=flow_run.name,
        run=outcome.run_id if outcome else None,
        state=state.type.value.lower(),
        headline=state.message or "it told nothing",
        troubles=outcome.troubles if outcome else (),
    )
    # Prefect's line says why; on a terminal the command itself tells
    flow_run_logger(flow_run, flow).error("Look further: %s", "; ".join(content["look"]))
    notices.post(str(flow_run.parameters.get("config_file", "")), content)


def _is_news(record: logging.LogRecord) -> bool:
    """Whether a line of Prefect's tells anything: its engine has a traceback even of an end that is told already."""
    return not (record.exc_info and isinstance(record.exc_info[1], CopydeskError | NotAllRight))


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
