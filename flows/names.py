"""What a flow run is called: its kind, when it was to start, and its sources."""

from collections.abc import Sequence
from datetime import datetime

from prefect.runtime import flow_run

_BY_NAME = 3  # more sources are counted


def of_flow_run() -> str:
    """The name of the flow run under way, for any flow: give it to `flow_run_name`."""
    sources = flow_run.get_parameters().get("sources")
    return of(str(flow_run.get_flow_name()), flow_run.get_scheduled_start_time(), sources)


def of(kind: str, starts: datetime, sources: Sequence[str] | None) -> str:
    """Such as `nightly 2026-11-27 08:00, example-politics`; starts: in UTC. No sources are all."""
    if not sources:
        told = "all sources"
    elif len(sources) <= _BY_NAME:
        told = ", ".join(sources)
    else:
        told = f"{len(sources)} sources"
    return f"{kind} {starts:%Y-%m-%d %H:%M}, {told}"
