"""The command `copydesk`, put together of `pipeline.commands`."""

import typer

from pipeline.commands import keeping, pages, running, seeing, serving, sources

app = typer.Typer(
    help="Political news to Parquet, every URL and every block accounted for.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    running.demo, running.run, serving.serve,
    seeing.status,
    pages.extract,
    keeping.remove, keeping.compact,
):  # fmt: skip
    app.command()(command)

sources_app = typer.Typer(help="The sites to read: list them, check them, add one.", no_args_is_help=True)
sources_app.command("list")(sources.list_sources)
sources_app.command("check")(sources.check_sources)
sources_app.command("add")(sources.add_source)
app.add_typer(sources_app, name="sources")
