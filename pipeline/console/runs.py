"""What a person sees of runs: the table at the end of one, the latest ones, and one with what to do about it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from pipeline.console.lines import counted, heading, moment, say, spell, type_this, width
from pipeline.console.strangers import harmless
from pipeline.console.terminal import new_table, out
from pipeline.load import RunRow, SourceCounts
from pipeline.seeing import KILLED, RUNNING, Account, Counsel, Glance
from pipeline.summary import Summary

_TO_THE_SECOND = len("20261102T030000")
_SOURCES_SHOWN = 4


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
        out.print(f"{mark}: {escape(harmless(source + trouble.text))}")


def print_next_steps(root: str, report: str | None, commands: Iterable[str]) -> None:
    """Where data and report lie, and what is worth typing now."""
    out.print(f"\nData: {root}", highlight=False)
    if report is not None:
        out.print(f"Report: {report}", highlight=False, markup=False)
    out.print("Next:")
    for command in commands:
        out.print(f"  {command}", highlight=False, markup=False)


def print_glances(runs: Sequence[Glance]) -> None:
    """The latest runs, a line each."""
    table = new_table("Latest runs (a run's name says when it began, UTC)")
    for name in ("run", "kind", "took"):
        table.add_column(name, no_wrap=True)
    for name in ("found", "new", "rev.", "rej.", "fail"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("verdict")
    for run in runs:
        numbers = (run.discovered, run.written - run.revised, run.revised, run.rejected, run.failed)
        verdict = f"{run.verdict}, of {_short(run.of, runs)}" if run.of else run.verdict
        style = "" if run.well else "yellow" if run.well is None else "red"
        table.add_row(
            _short(run.run_id, runs), run.kind, spell(run.seconds), *map(str, numbers), Text(verdict, style=style)
        )
    out.print(table, width=width())


def print_account(account: Account, typed: Callable[[str], str]) -> None:
    """One run: its numbers, what is wrong and what to do about it. typed: a command as this user types it."""
    run = account.run
    say(f"Run {run.run_id}, {run.kind}{f' of {run.of}' if run.of else ''}: {_standing(run)}", style="bold")
    say(f"Began {moment(run.started_at)}, {'took' if run.finished_at else 'since'} {spell(run.seconds)}.")
    if run.state == KILLED:
        say("Its process was killed. It is taken up, or closed and what it left taken over, by:")
        type_this(typed("run"))
    table = new_table("")
    table.title = None
    _fill(table, account.sources, run)
    out.print(table, width=width())
    if run.revised:
        say(f"Written: {run.written - run.revised} new articles, and {run.revised} that their publisher changed.")
    if account.troubles:
        heading("What is wrong")
    for trouble in account.troubles:
        mark, style = ("Failed", "red") if trouble.red else ("Warning", "yellow")
        source = f"{trouble.source}: " if trouble.source else ""
        say(f"{mark}: {source}{trouble.text}", style=style)
        _advise(trouble.advice, typed)
    _print_reasons(account, typed)


def _print_reasons(account: Account, typed: Callable[[str], str]) -> None:
    for failure, title in ((True, "What failed"), (False, "What was rejected")):
        reasons = [one for one in account.reasons if one.failure is failure]
        if reasons:
            heading(title)
        for one in reasons:
            named = sorted(one.sources.items(), key=lambda pair: -pair[1])
            shown = ", ".join(f"{source} {count}" for source, count in named[:_SOURCES_SHOWN])
            more = f", and {len(named) - _SOURCES_SHOWN} more sources" if len(named) > _SOURCES_SHOWN else ""
            say(f"{one.reason}: {counted(one.urls, 'URL')} ({shown}{more}); {one.again}")
            _advise(one.advice, typed)
    if account.reasons and any(one.failure for one in account.reasons):
        out.print()
        say("Each URL that failed, and when it is tried again:")
        type_this(typed(f"failures {account.run.run_id}"))


def _advise(advice: Counsel, typed: Callable[[str], str]) -> None:
    say(advice.text, indent=2)
    if advice.command is not None:
        type_this(typed(advice.command), indent=4)


def _standing(run: Glance) -> str:
    if run.state == RUNNING:
        last = f", last request at {run.last_request_at:%H:%M:%S} UTC" if run.last_request_at else ""
        return f"running, {run.verdict}{last}"
    return run.verdict


def _short(run_id: str, runs: Sequence[Glance]) -> str:
    """The beginning that tells the second; all of the id where that is not enough."""
    beginning = run_id[:_TO_THE_SECOND]
    others = {run.run_id for run in runs} | {run.of for run in runs if run.of}
    return run_id if any(one.startswith(beginning) for one in others - {run_id}) else beginning


def _counts_table(row: RunRow) -> Table:
    took = f" · {(row.finished_at - row.started_at).total_seconds():.0f} s" if row.finished_at else ""
    table = new_table(f"Run {row.run_id} · {row.status}{took}")
    _fill(table, row.sources, row)
    return table


def _fill(table: Table, sources: Sequence[SourceCounts], every: RunRow | Glance) -> None:
    table.add_column("source", no_wrap=True)
    for name in ("discovered", "fetched", "written", "unchanged"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("rejected", no_wrap=True)
    reasons: Counter[str] = Counter()
    for counts in sources:
        reasons.update(counts.rejected_by_reason)
        table.add_row(counts.source, *_figures(counts, counts.rejected_by_reason))
    table.add_section()
    table.add_row("all", *_figures(every, reasons))


def _figures(counts: RunRow | SourceCounts | Glance, by_reason: Mapping[str, int]) -> list[str]:
    reasons = [f"{count} {reason}" for reason, count in sorted(by_reason.items())]
    numbers = (counts.discovered, counts.fetched, counts.written, counts.unchanged)
    return [*map(str, numbers), "\n".join(reasons) or "0"]
