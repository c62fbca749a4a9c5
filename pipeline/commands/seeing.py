"""`status`: what runs came to."""

from typing import Annotated

import typer

from pipeline import config, summary
from pipeline.commands.common import ConfigFile, guarded, typed
from pipeline.console import runs as console
from pipeline.ledger import Ledger
from pipeline.storage.addresses import without_secrets


@guarded
def status(
    config_file: ConfigFile = config.DEFAULT_FILE,
    limit: Annotated[int, typer.Option(min=1, help="How many of the latest runs.")] = 7,
) -> None:
    """Show the latest runs, and the numbers of the last one."""
    settings = config.load(config_file)
    with Ledger.open(settings.ledger_url) as ledger:
        runs = ledger.latest_runs(limit)
        if not runs:
            typer.echo(f"No run yet in {without_secrets(settings.root)}. Begin with: {typed('run', config_file)}")
            return
        console.print_runs(runs)
        console.print_summary(summary.of_run(settings, ledger, runs[0]))
