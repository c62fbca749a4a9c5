"""Runs as people name them: by an id, or by the beginning of one."""

from collections.abc import Sequence

from pipeline.errors import ConfigError
from pipeline.ledger import Run

_SHOWN = 5


def run_named(beginning: str, runs: Sequence[Run]) -> Run:
    """The run whose id is this or begins so.

    runs: newest first. Raises `ConfigError` when there is none, or more than one, and names some.
    """
    fitting = [run for run in runs if run.run_id.startswith(beginning)]
    exact = [run for run in fitting if run.run_id == beginning]
    match exact or fitting:
        case [run]:
            return run
        case []:
            raise ConfigError(f"no run {beginning!r}; the latest are {_some(runs)}")
        case several:
            raise ConfigError(f"{len(several)} runs begin with {beginning!r}: {_some(several)}; write more of the id")


def _some(runs: Sequence[Run]) -> str:
    shown = ", ".join(run.run_id for run in runs[:_SHOWN])
    return f"{shown}, ..." if len(runs) > _SHOWN else shown or "none yet"
