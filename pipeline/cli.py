"""The command `copydesk`, put together of `pipeline.commands`."""

import typer

from pipeline.commands import (
    backfilling,
    keeping,
    pages,
    reporting,
    reprocessing,
    rerunning,
    running,
    seeing,
    serving,
    sources,
)
from pipeline.commands.common import EXIT_STATUSES

app = typer.Typer(
    help="Political news to Parquet, every URL and every block accounted for.",
    epilog=EXIT_STATUSES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    running.demo, running.run, serving.serve,
    rerunning.rerun, reprocessing.reprocess, backfilling.backfill,
    seeing.status, seeing.failures, seeing.explain,
    reporting.report,
    pages.extract,
    keeping.remove, keeping.compact,
):  # fmt: skip
    app.command()(command)

sources_app = typer.Typer(help="The sites to read: list them, check them, add one.", no_args_is_help=True)
sources_app.command("list")(sources.list_sources)
sources_app.command("check")(sources.check_sources)
sources_app.command("add")(sources.add_source)
app.add_typer(sources_app, name="sources")
