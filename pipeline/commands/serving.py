"""`serve`: every night, on this machine."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline import config, logs, plans
from pipeline.commands.common import ConfigFile, guarded

if TYPE_CHECKING:
    from flows.serving import Serving

_PORT = 4200  # Prefect's own


@guarded
def serve(
    config_file: ConfigFile = config.DEFAULT_FILE,
    cron: Annotated[str, typer.Option(help="When: minute, hour, day of month, month, day of week.")] = "0 3 * * *",
    timezone: Annotated[str, typer.Option(help="Whose clocks: such as Europe/Berlin, or UTC.")] = "America/New_York",
    port: Annotated[
        int, typer.Option(help="Of Prefect's UI on this machine, where no PREFECT_API_URL is set.")
    ] = _PORT,
) -> None:
    """Run every night on this machine, until SIGTERM or Ctrl-C; a night that was missed is run at once.

    A store without a run begins with the next night. With PREFECT_API_URL set, the Prefect server there schedules the
    nights and shows them, else one that ends with this command.
    """
    settings = config.load(config_file)
    plans.nightly(settings)  # a mistake in it is told before anything is started
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "INFO")  # each run's lines are this command's
    from flows import environment, missed  # noqa: PLC0415  Prefect's settings come before Prefect

    nights = missed.nights(cron, timezone)
    environment.prepare()
    logs.set_up(settings)
    from flows import connection, serving  # noqa: PLC0415

    own_server = connection.kept(port)
    serving.serve(config_file.resolve(), nights, own_server=own_server, told=_tell)


def _tell(serving: "Serving") -> None:
    typer.echo(f"Prefect: {serving.ui}")
    if serving.missed is not None:
        typer.echo(f"The night of {serving.missed:%Y-%m-%d %H:%M %Z} was missed or broken off: it is run now.")
    typer.echo(f"Next night: {serving.next:%A %Y-%m-%d %H:%M %Z}")
    typer.echo("To stop: Ctrl-C, or SIGTERM. A run under way ends first.")
