"""What every command has in common that runs a flow: Prefect beneath it, bars above it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from pipeline import logs
from pipeline.config import Settings
from pipeline.console.terminal import reporter
from pipeline.progress import reporting_to, stage


@contextmanager
def orchestrated(settings: Settings) -> Iterator[None]:
    """Inside, flows can be imported and run: on the configured Prefect server, or on one that ends with this process.

    Importing Prefect takes seconds, for which other commands, and mistakes of the user's, need not wait.
    """
    from flows import environment  # noqa: PLC0415

    environment.prepare()
    logs.set_up(settings)
    with reporter() as bars, reporting_to(bars), ExitStack() as held:
        with stage("prefect"):
            from flows import connection  # noqa: PLC0415

            held.enter_context(connection.made())
        yield
