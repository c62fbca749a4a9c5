"""`run` and `demo`: a night, now."""

import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from pipeline import config, plans
from pipeline.commands.common import FAILED, ConfigFile, guarded, near, typed
from pipeline.commands.flowing import orchestrated
from pipeline.console import demo as console_demo
from pipeline.console import runs as console
from pipeline.demo.newsroom import DEFAULT_BASE_PORT
from pipeline.demo.session import serving
from pipeline.report import address_of
from pipeline.storage import Store
from pipeline.storage.addresses import is_remote, without_secrets


@guarded
def demo(
    config_file: ConfigFile = config.DEFAULT_FILE,
    day: Annotated[int, typer.Option(min=1, help="Of the newsroom: day 2 has new articles and changed ones.")] = 1,
    port: Annotated[int, typer.Option(help="Of the first site; the others follow.")] = DEFAULT_BASE_PORT,
    run_once: Annotated[bool, typer.Option("--run", help="Run over the newsroom once, then stop serving it.")] = False,
) -> None:
    """Serve the demo newsroom on this machine until Ctrl-C; writes a configuration that reads it if there is none."""
    with serving(config_file, day, port) as servers:
        console_demo.print_sites((site.folder.name, f"{site.base}/") for site in servers.newsroom.sites)
        if run_once:
            _run(config_file, f"demo --run --day {day + 1}" if day == 1 else "demo", [])
        else:
            typer.echo(f"Now, in another terminal: {typed('run', config_file)}    (Ctrl-C ends the newsroom)")
            with suppress(KeyboardInterrupt):
                threading.Event().wait()


@guarded
def run(
    config_file: ConfigFile = config.DEFAULT_FILE,
    source: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only this source; may be repeated.")] = None,
) -> None:
    """Find, fetch, transform and load what is new: one nightly run, now."""
    _run(config_file, "run", source or [])


def _run(config_file: Path, next_command: str, sources: list[str]) -> None:
    settings = config.load(config_file)  # a mistake in it is told before Prefect's server is started
    plans.nightly(settings, sources)
    with orchestrated(settings):
        from flows.kinds import run_here  # noqa: PLC0415
        from flows.nightly import nightly  # noqa: PLC0415

        summed_up = run_here(nightly, config_file=str(config_file.resolve()), sources=tuple(sources)).summary
    assert summed_up is not None  # noqa: S101  a night has one
    console.print_summary(summed_up)
    console.print_next_steps(
        without_secrets(settings.root),
        address_of(Store.at(settings.root, settings.work), summed_up.row.run_id),
        _next_steps(settings.root, config_file, next_command),
    )
    if not summed_up.health.is_well:
        raise typer.Exit(FAILED)


def _next_steps(root: str, config_file: Path, next_command: str) -> list[str]:
    """Three commands that work as they stand, from the present folder."""
    place = _near_root(root)
    return [
        typed("status", config_file),
        f"{near(Path(sys.executable))} -c \"import pandas; print(pandas.read_parquet('{place}/articles'))\"",
        typed(next_command, config_file),
    ]


def _near_root(root: str) -> str:
    return without_secrets(root) if is_remote(root) else str(near(Path(root)))
