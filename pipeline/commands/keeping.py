"""`remove` and `compact`: what a store keeps."""

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from pipeline import config, keeping, logs
from pipeline.commands.common import FAILED, ConfigFile, guarded
from pipeline.console import keeping as console
from pipeline.errors import ConfigError


@guarded
def remove(
    url: Annotated[str, typer.Argument(metavar="URL", help="Any address of the article.")],
    reason: Annotated[str, typer.Option(help="Why, for the record that stays.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    config_file: ConfigFile = config.DEFAULT_FILE,
) -> None:
    """Take an article out for good: of every dataset and of the archive; it is never fetched again."""
    settings = config.load(config_file)
    if not reason.strip():
        raise ConfigError("--reason: say why; it is what is left of the article")
    if not yes and not _is_asked():
        raise ConfigError("remove: there is nobody to ask here; add --yes to take the article out without being asked")
    logs.set_up(settings)
    with keeping.opened(settings) as opened:
        target = keeping.find(opened, url, settings.sources)
        if target.done:
            console.print_taken_down_before(target)
            return
        console.print_target(target)
        if not yes and not typer.confirm("Take it out?"):
            typer.echo("Nothing was taken out.")
            raise typer.Exit(FAILED)
        keeping.take_down(opened, target, reason.strip(), datetime.now(UTC))
        console.print_taken_down(target)


@guarded
def compact(config_file: ConfigFile = config.DEFAULT_FILE) -> None:
    """Merge small files of datasets and archive, and delete raw pages that are older than storage.keep_raw_days."""
    settings = config.load(config_file)
    logs.set_up(settings)
    with keeping.opened(settings) as opened:
        done = keeping.compact(opened, settings.storage.keep_raw_days, datetime.now(UTC))
    console.print_compacted(done)


def _is_asked() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin.isatty()
