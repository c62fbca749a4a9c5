"""`rerun`: what failed in a run, again."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline import config, reruns, seeing
from pipeline.commands.common import FAILED, ConfigFile, guarded, typed
from pipeline.commands.flowing import orchestrated
from pipeline.config import Settings
from pipeline.console import reruns as console
from pipeline.console import runs as console_runs
from pipeline.reasons import Reason
from pipeline.reruns import Wish
from pipeline.storage.addresses import without_secrets
from pipeline.summary import Summary


@guarded
def rerun(  # noqa: PLR0913, PLR0917  an option each
    run: Annotated[
        str | None, typer.Argument(metavar="RUN", help="A run's id or the beginning of it; else the latest run.")
    ] = None,
    source: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only of this source; several times.")] = None,
    reason: Annotated[
        list[str] | None,
        typer.Option(metavar="REASON", help="Only what was rejected for it, final or not; several times."),
    ] = None,
    url: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="Just this page, whatever became of it; several times.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON, all addresses included.")] = False,
    config_file: ConfigFile = config.DEFAULT_FILE,
) -> None:
    """Do again what failed in a run: ask its silent sources, and take up its failed pages and those left undone.

    Articles are never fetched again. Without options: what the latest run failed at; a run and its reruns count as one.
    """
    settings = config.load(config_file)
    wish = Wish(run=run, sources=_each(source), reasons=_each(reason), urls=_each(url))
    with seeing.opened(settings) as desk:
        order = reruns.ordered(settings, desk.ledger, wish) if desk else None
    if order is None:
        typer.echo(f"No run yet in {without_secrets(settings.root)}. Begin with: {typed('run', config_file)}")
        return
    done = None if dry_run or order.is_empty else _run(settings, config_file, wish)
    if as_json:
        _print_json(console.order_as_json(order), done)
    elif order.is_empty:
        console.print_nothing_to_do(order)
    elif done is None:
        console.print_order(order)
    else:
        console.print_left(order.left)
        console_runs.print_summary(done)
    if done is not None and not done.health.is_well:
        raise typer.Exit(FAILED)


def _run(settings: Settings, config_file: Path, wish: Wish) -> Summary | None:
    """None when there is nothing to do any more."""
    with orchestrated(settings):
        from flows.kinds import run_here  # noqa: PLC0415
        from flows.rerun import rerun as flow  # noqa: PLC0415

        return run_here(
            flow, config_file=str(config_file.resolve()), run=wish.run, sources=wish.sources,
            reasons=tuple(map(Reason, wish.reasons)), urls=wish.urls,
        ).summary  # fmt: skip


def _print_json(order: dict[str, Any], done: Summary | None) -> None:
    ran = done and {
        "run_id": done.row.run_id,
        "status": done.row.status,
        "health": done.health.line,
        "written": done.row.written,
        "unchanged": done.row.unchanged,
        "rejected": done.row.rejected,
    }
    typer.echo(json.dumps({**order, "run": ran}, ensure_ascii=False, indent=2))


def _each(values: list[str] | None) -> tuple[str, ...]:
    return tuple(values or ())
