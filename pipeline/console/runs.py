"""What a person sees of runs: the table at the end of one, and the latest ones."""

from collections.abc import Iterable

from rich.markup import escape
from rich.table import Table

from pipeline.console.terminal import new_table, out
from pipeline.ledger import Run
from pipeline.load import RunRow, SourceCounts
from pipeline.summary import Summary


def print_summary(summed_up: Summary) -> None:
    """A run's numbers by source and reason, and what is wrong with it."""
    row = summed_up.row
    out.print(_counts_table(row))
    if row.revised:
        out.print(f"Written: {row.written - row.revised} new articles, and {row.revised} that their publisher changed.")
    if row.discovered and not row.written:
        out.print(f"Nothing new: {row.unchanged} articles are written already, {row.rejected} URLs are rejected.")
    for trouble in summed_up.health.troubles:
        mark = "[red]Failed[/]" if trouble.red else "[yellow]Warning[/]"
        source = f"{trouble.source}: " if trouble.source else ""
        out.print(f"{mark}: {escape(source + trouble.text)}")


def print_next_steps(root: str, commands: Iterable[str]) -> None:
    """Where the data lies, and what is worth typing now."""
    out.print(f"\nData: {root}\nNext:", highlight=False)
    for command in commands:
        out.print(f"  {command}", highlight=False, markup=False)


def print_runs(runs: Iterable[Run]) -> None:
    """The latest runs, a line each."""
    table = new_table("Latest runs")
    for name in ("run", "started (UTC)", "took", "status"):
        table.add_column(name)
    for run in runs:
        took = f"{(run.finished_at - run.started_at).total_seconds():.0f} s" if run.finished_at else ""
        table.add_row(run.run_id, f"{run.started_at:%Y-%m-%d %H:%M:%S}", took, run.status)
    out.print(table)


def _counts_table(row: RunRow) -> Table:
    took = f" · {(row.finished_at - row.started_at).total_seconds():.0f} s" if row.finished_at else ""
    table = new_table(f"Run {row.run_id} · {row.status}{took}")
    table.add_column("source", no_wrap=True)
    for name in ("discovered", "fetched", "written", "unchanged"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("rejected", no_wrap=True)
    for counts in row.sources:
        table.add_row(counts.source, *_figures(counts))
    table.add_section()
    table.add_row("all", *_figures(row))
    return table


def _figures(counts: RunRow | SourceCounts) -> list[str]:
    reasons = [f"{count} {reason}" for reason, count in sorted(counts.rejected_by_reason.items())]
    numbers = (counts.discovered, counts.fetched, counts.written, counts.unchanged)
    return [*map(str, numbers), "\n".join(reasons) or "0"]
