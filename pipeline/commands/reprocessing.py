"""`reprocess`: the datasets rebuilt from the archive."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline import config
from pipeline import reprocess as rebuilding
from pipeline.commands.common import ConfigFile, guarded, typed
from pipeline.commands.flowing import orchestrated
from pipeline.config import Settings
from pipeline.console import reprocessing as console
from pipeline.reprocess import Comparison, Request
from pipeline.storage.addresses import without_secrets


@guarded
def reprocess(
    since: Annotated[
        datetime | None,
        typer.Option(
            metavar="DAY", formats=["%Y-%m-%d"], help="Only what was first captured on this day (UTC) or later."
        ),
    ] = None,
    source: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only this source; may be repeated.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    config_file: ConfigFile = config.DEFAULT_FILE,
) -> None:
    """Rebuild the datasets from the archive with the present extractor, without a request to any site."""
    settings = config.load(config_file)
    request = rebuilding.requested(settings, source or (), since and since.date(), dry_run=dry_run)
    comparison = _run(settings, config_file, request)
    console.print_comparison(comparison, without_secrets(settings.root))
    if dry_run and comparison.differs:
        options = [f"--since {request.since}"] if request.since else []
        options += [f"--source {one}" for one in request.sources]
        console.print_next(typed(" ".join(["reprocess", *options]), config_file))


def _run(settings: Settings, config_file: Path, request: Request) -> Comparison:
    with orchestrated(settings):
        from flows.kinds import run_here  # noqa: PLC0415
        from flows.reprocess import reprocess as flow  # noqa: PLC0415

        done = run_here(
            flow, config_file=str(config_file.resolve()), since=request.since, sources=request.sources,
            dry_run=request.dry_run,
        ).result  # fmt: skip
    assert isinstance(done, Comparison)  # noqa: S101  reprocessing has one
    return done
