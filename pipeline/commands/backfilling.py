"""`backfill`: pages that somebody else fetched."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from pipeline import backfill as backfills
from pipeline import config
from pipeline.backfill import Account
from pipeline.commands.common import FAILED, ConfigFile, guarded
from pipeline.commands.flowing import orchestrated
from pipeline.config import Settings
from pipeline.console import backfills as console
from pipeline.console import runs as console_runs
from pipeline.errors import ConfigError
from pipeline.summary import Summary


@guarded
def backfill(
    warc: Annotated[list[Path], typer.Argument(metavar="WARC", help="Files, and folders of *.warc and *.warc.gz.")],
    source: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only of this source; several times.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Captured on this day (UTC) or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Captured on this day (UTC) or earlier.")] = None,
    config_file: ConfigFile = config.DEFAULT_FILE,
) -> None:
    """Bring in pages from WARC files that others wrote: into the same datasets, without a request to any site.

    A page belongs to the first source on whose site it is and that does not exclude it. What the store has in the same
    version or a later one is left alone.
    """
    settings = config.load(config_file)
    days = (_day("--since", since), _day("--until", until))
    backfills.ordered(settings, warc, source or (), *days)  # a mistake in it is told before anything is started
    account, summed_up = _run(settings, config_file, warc, source or [], days)
    console.print_account(account)
    if summed_up.row.discovered:
        console_runs.print_summary(summed_up)
    if account.damages or not summed_up.health.is_well:
        raise typer.Exit(FAILED)


def _run(
    settings: Settings, config_file: Path, warcs: list[Path], sources: list[str], days: tuple[date | None, date | None]
) -> tuple[Account, Summary]:
    with orchestrated(settings):
        from flows.backfill import backfill as flow  # noqa: PLC0415
        from flows.kinds import run_here  # noqa: PLC0415

        done = run_here(
            flow, warcs=tuple(path.resolve() for path in warcs), config_file=str(config_file.resolve()),
            sources=tuple(sources), since=days[0], until=days[1],
        )  # fmt: skip
    assert isinstance(done.result, Account)  # noqa: S101  a backfill has one, and is a run
    assert done.summary is not None  # noqa: S101
    return done.result, done.summary


def _day(option: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise ConfigError(f"{option}: {text!r} is no day; write it like 2026-11-02") from None
