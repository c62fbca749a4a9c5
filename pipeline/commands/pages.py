"""`extract`: one page."""

import json
from pathlib import Path
from typing import Annotated

import typer

from pipeline import config, single
from pipeline.commands.common import FAILED, ConfigFile, guarded, settings_or_defaults
from pipeline.console import pages as console
from pipeline.models import Rejection
from pipeline.transform import as_dict


@guarded
def extract(
    page: Annotated[str, typer.Argument(metavar="FILE|URL", help="A saved page, scraped plain text, or an address.")],
    url: Annotated[str | None, typer.Option(help="Where the file came from.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole article as JSON.")] = False,
    config_file: ConfigFile = config.DEFAULT_FILE,
) -> None:
    """Extract one article and print it; nothing is written."""
    settings = settings_or_defaults(config_file)
    if page.startswith(("http://", "https://")):
        result = single.from_web(page, settings.fetch)
    else:
        result = single.from_file(Path(page), url)
    if as_json:
        typer.echo(json.dumps(as_dict(result), ensure_ascii=False, indent=2))
    else:
        console.print_result(result)
    if isinstance(result, Rejection):
        raise typer.Exit(FAILED)
