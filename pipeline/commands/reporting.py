"""`report`: a run's page."""

from typing import Annotated

import typer

from pipeline import config, naming, summary
from pipeline import report as reports
from pipeline.commands.common import ConfigFile, guarded, typed
from pipeline.ledger import Ledger
from pipeline.storage import Store


@guarded
def report(
    run: Annotated[
        str | None, typer.Argument(metavar="RUN", help="A run's id or an unambiguous beginning of it; else the latest.")
    ] = None,
    config_file: ConfigFile = config.DEFAULT_FILE,
) -> None:
    """Write a run's page and the index over all runs anew, and say where they lie."""
    settings = config.load(config_file)
    store = Store.at(settings.root, settings.work)
    with Ledger.open(settings.ledger_url) as ledger:
        runs = ledger.latest_runs(None)
        if not runs and run is None:
            typer.echo(f"No run yet in {store.shown}. Begin with: {typed('run', config_file)}")
            return
        chosen = runs[0] if run is None else naming.run_named(run, runs)
        name = reports.write(settings, store, ledger, summary.of_run(settings, ledger, chosen))
    typer.echo(f"Report: {store.named(name)}\nAll runs: {store.named(reports.INDEX)}")
