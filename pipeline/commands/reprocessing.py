"""`reprocess`: the datasets rebuilt from the archive."""

from datetime import datetime
from typing import Annotated

import typer

from pipeline import config, logs
from pipeline import reprocess as rebuilding
from pipeline.commands.common import ConfigFile, guarded, typed
from pipeline.console import reprocessing as console
from pipeline.console.terminal import reporter
from pipeline.progress import reporting_to
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
    logs.set_up(settings)
    with reporter() as bars, reporting_to(bars), rebuilding.opened(settings, request) as work:
        rebuilt = rebuilding.rebuild(work)
        comparison = rebuilding.compare(work, rebuilt)
        rebuilding.promote(work, rebuilt)
    console.print_comparison(comparison, without_secrets(settings.root))
    if dry_run and comparison.differs:
        options = [f"--since {request.since}"] if request.since else []
        options += [f"--source {one}" for one in request.sources]
        console.print_next(typed(" ".join(["reprocess", *options]), config_file))
