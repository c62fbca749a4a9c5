"""What a person sees of a run: bars on a terminal, plain lines in a log, and the table at its end."""

import logging
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipeline.ledger import Run
from pipeline.load import Finding, RunRow, SourceCounts
from pipeline.models import Article, Problem, Rejection
from pipeline.progress import LogReporter, Reporter, Step

_LOG_WIDTH = 100  # columns where nobody's window is the measure

out = Console(soft_wrap=True, width=None if sys.stdout.isatty() else _LOG_WIDTH)
err = Console(soft_wrap=True, stderr=True)


def set_up_logging() -> None:
    """copydesk's own lines on standard error, with the time where no person is watching."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING if err.is_terminal else logging.INFO)
    layout = "%(message)s" if err.is_terminal else "%(asctime)s %(levelname)s %(message)s"
    handler.setFormatter(logging.Formatter(layout))
    logger = logging.getLogger("copydesk")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False


@contextmanager
def reporter() -> Iterator[Reporter]:
    """Bars on a terminal, else lines in the log."""
    if not err.is_terminal:
        yield LogReporter()
        return
    columns = (
        TextColumn("{task.description:<10}"), BarColumn(bar_width=40), MofNCompleteColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=err) as bars:
        yield _BarReporter(bars)


class _BarReporter:
    def __init__(self, bars: Progress) -> None:
        self._bars = bars

    @contextmanager
    def stage(self, name: str, total: int | None) -> Iterator[Step]:
        bar = self._bars.add_task(name, total=total)
        yield lambda: self._bars.advance(bar)
        if total is None:
            self._bars.update(bar, total=1, completed=1)


def print_sites(sites: Iterable[tuple[str, str]]) -> None:
    """The demo's sites: (name, address)."""
    table = Table.grid(padding=(0, 2))
    for name, address in sites:
        table.add_row(escape(name), address)
    err.print(table)


def print_run(
    row: RunRow,
    problems: Iterable[Problem],
    overran: Iterable[tuple[str, str]],
    findings: Iterable[tuple[str, Finding]],
) -> None:
    """A run's numbers by source and reason, what went wrong on the way to the articles, and what is wrong with them.

    overran: source and address of feeds that moved on too far since they were last read. findings: with their source.
    """
    out.print(_counts_table(row))
    if row.revised:
        out.print(f"Written: {row.written - row.revised} new articles, and {row.revised} that their publisher changed.")
    if row.discovered and not row.written:
        out.print(f"Nothing new: {row.unchanged} articles are written already, {row.rejected} URLs are rejected.")
    for problem in problems:
        out.print(f"[red]No answer[/] for {problem.source} from {escape(problem.url)}: {escape(problem.detail)}")
    for source, url in overran:
        out.print(
            f"[yellow]Overran[/]: all of {escape(url)} ({source}) is new, articles before it may have been missed"
        )
    for source, finding in findings:
        mark = "[red]Failed[/]" if finding.severity == "fail" else "[yellow]Warning[/]"
        rows = f" in {finding.rows} articles" if finding.rows else ""
        out.print(f"{mark}: {source}: {finding.check}{rows}: {escape(finding.detail)}")


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


def print_result(result: Article | Rejection) -> None:
    """An article as a person reads it, or why there is none."""
    if isinstance(result, Rejection):
        out.print(f"[red]rejected[/]: {result.reason} {escape(result.detail)}")
        return
    out.print(f"[bold]{escape(result.title.value)}[/]")
    byline = [*(author.value for author in result.authors), result.published.value if result.published else ""]
    out.print(escape(" · ".join(part for part in byline if part)), style="dim")
    for section in result.sections:
        if section.heading:
            out.print(f"\n[bold]{'#' * section.level} {escape(section.heading)}[/]")
        for paragraph in section.paragraphs:
            out.print(escape(paragraph))
    removed = Counter(block.label for block in result.removed)
    out.print(f"\nremoved: {', '.join(f'{label} {count}' for label, count in removed.most_common())}", style="dim")


def new_table(title: str) -> Table:
    """Drawn to fit 80 columns."""
    return Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, padding=0)


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
