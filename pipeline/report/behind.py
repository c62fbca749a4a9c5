"""Where a report's numbers come from: for each section the commands that tell of it, and the query that gives them.

The queries are DuckDB's, in `queries/`, over the datasets as they lie. They say what the datasets hold at the moment:
a later edit takes an article out of what a run wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from string import Template

from pipeline.load.nights import DATASETS, HOST, NOT_SENT
from pipeline.load.quality.drift import VOLUME_WINDOW
from pipeline.reasons import FAILURES, Reason

_DAILY, _FILES = "*/*.parquet", {"runs": "runs.parquet"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """commands: what to type. query: None where a dataset that it reads has no file yet."""

    commands: tuple[str, ...]
    query: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a report looks at.

    root: the storage root as people write it. there: the datasets that have files. usual: how many nights before are
    compared. first_counted: the earliest partition of `coverage` that counts. paged: the runs whose pages are compared,
    tonight's first. first_page, first_copied: the earliest partitions of articles' datasets that are read for these,
    and for copies; last_written: the last one.
    """

    root: str
    there: frozenset[str]
    run_id: str
    started_at: datetime
    usual: int
    first_counted: date
    paged: tuple[str, ...]
    first_page: date
    first_copied: date
    last_written: date


COMMANDS = {
    "numbers": ("copydesk status {run_id}", "copydesk status {run_id} --json"),
    "volume": ("copydesk status {run_id}",),
    "rejections": ("copydesk status {run_id}", "copydesk failures {run_id}"),
    "alarms": ("copydesk status {run_id}",),
    "hosts": ("copydesk failures {run_id}",),
    "copies": ("copydesk explain URL",),
    "edits": ("copydesk explain URL",),
    "removed": ("copydesk explain URL",),
}
"""By section, which each has its query."""


def behind(scope: Scope) -> Mapping[str, Behind]:
    """By section."""
    return {
        section: Behind(
            commands=tuple(command.format(run_id=scope.run_id) for command in commands), query=_query(section, scope)
        )
        for section, commands in COMMANDS.items()
    }


def _query(section: str, scope: Scope) -> str | None:
    text = resources.files("pipeline.report").joinpath("queries", f"{section}.sql").read_text(encoding="utf-8")
    template = Template(text.strip())
    missing = {*template.get_identifiers()} & {*DATASETS} - scope.there
    return None if missing else template.substitute(_values(scope))


def _values(scope: Scope) -> Mapping[str, object]:
    return {
        **{name: getattr(scope, name) for name in scope.__dataclass_fields__},
        **{dataset: _quoted(f"{scope.root}/{dataset}/{_FILES.get(dataset, _DAILY)}") for dataset in DATASETS},
        "day": scope.started_at.date(),
        "paged": ", ".join(map(_quoted, scope.paged)),
        "hours": f"{VOLUME_WINDOW.total_seconds() / 3600:g}",
        "host": HOST,
        "not_sent": NOT_SENT,
        "failures": ", ".join(map(_quoted, sorted(FAILURES))),
        "resting": Reason.HOST_RESTING,
    }


def _quoted(text: str) -> str:
    """As SQL has texts."""
    return "'" + text.replace("'", "''") + "'"
