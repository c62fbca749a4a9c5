"""A run's numbers and verdict in Prefect's UI. Titles and texts come from strangers: nothing of them is markup."""

import re
from typing import Any

import httpx
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.exceptions import PrefectException

from pipeline.events import Event, tell
from pipeline.load import RunRow, SourceCounts
from pipeline.summary import Summary

_LONGEST = 1_000  # characters of a trouble


def of(summary: Summary, report: str | None = None) -> None:
    """Show a run: a table of its numbers, its verdict, and a link to its report where there is one.

    Prefect not taking them is a warning: the run stands. Call inside a flow.
    """
    try:
        create_table_artifact(table(summary.row), key="numbers", description=f"Run {summary.row.run_id}, by source")
        create_markdown_artifact(verdict(summary), key="verdict", description=f"Run {summary.row.run_id}")
        if report is not None:
            create_link_artifact(report, link_text=f"Report of run {summary.row.run_id}", key="report")
    except (httpx.HTTPError, PrefectException) as error:
        tell(Event.PREFECT_UNTOLD, detail=str(error))


def table(row: RunRow) -> list[dict[str, Any]]:
    """A line for each source, and one for all."""
    return [*(_line(counts.source, counts) for counts in row.sources), _line("all", row)]


def verdict(summary: Summary) -> str:
    """The verdict, what is wrong, and what to type next, as markdown."""
    health, run_id = summary.health, summary.row.run_id
    lines = [f"## {'All well' if health.is_well else 'Not all right'}", ""]
    for trouble in health.troubles:
        mark = "**Failed**" if trouble.red else "Warning"
        source = f"{escaped(trouble.source)}: " if trouble.source else ""
        lines.append(f"- {mark} · {source}{escaped(trouble.text[:_LONGEST])}")
    commands = [f"copydesk status {run_id}", f"copydesk failures {run_id}", f"copydesk rerun {run_id} --dry-run"]
    return "\n".join([*lines, "", "Look further:", "", *(f"    {command}" for command in commands), ""])


def escaped(text: str) -> str:
    """Text that markdown shows as it is, on one line: no markup and no HTML; no link but to what it shows."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))


def _line(name: str, counts: RunRow | SourceCounts) -> dict[str, Any]:
    return {
        "source": name,
        "discovered": counts.discovered,
        "fetched": counts.fetched,
        "written": counts.written,
        "revised": counts.revised,
        "unchanged": counts.unchanged,
        "rejected": counts.rejected,
        "pending": counts.pending,
        "reasons": ", ".join(f"{count} {reason}" for reason, count in counts.rejected_by_reason.items()),
    }
