"""`status`, `failures` and `explain`: what runs came to, what failed, and all that is known of one URL."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from pipeline import config, seeing
from pipeline.commands.common import ConfigFile, guarded, typed
from pipeline.config import Settings
from pipeline.console import explain as console_explain
from pipeline.console import failures as console_failures
from pipeline.console import runs as console
from pipeline.console.values import print_json
from pipeline.reasons import Reason
from pipeline.storage.addresses import without_secrets

RunName = Annotated[
    str | None, typer.Argument(metavar="RUN", help="A run's id or an unambiguous beginning of it; else the latest.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print all of it as JSON.")]

# what the JSON is before the first run
_NO_STATUS: dict[str, object] = {"runs": [], "run": None}
_NO_FAILURES: dict[str, object] = {
    "run_id": None, "started_at": None, "groups": [], "documents": [], "left": 0, "rerun": None,
}  # fmt: skip


@guarded
def status(
    run: RunName = None,
    limit: Annotated[int, typer.Option(min=1, help="How many of the latest runs.")] = 7,
    as_json: AsJson = False,
    config_file: ConfigFile = config.DEFAULT_FILE,
) -> None:
    """Show the latest nights at a glance, then the last run, or RUN: its numbers, what is wrong, what to do about it.

    Answers also while a run goes on. The exit status is 0 also for a run that is not all right: this is a question.

    The JSON has `runs`, the latest ones in short, and `run`, the one asked for: `run` in short, `sources`, `troubles`
    and `reasons`, each of these two with `advice`; instants are ISO 8601, UTC.
    """
    settings = config.load(config_file)
    with seeing.opened(settings) as desk:
        chosen = seeing.named(desk, run) if desk else None
        if desk is None or chosen is None:
            _no_run_yet(settings, config_file, _NO_STATUS if as_json else None)
            return
        latest = seeing.glances(desk, limit) if run is None or as_json else []
        account = seeing.account(desk, chosen)
    if as_json:
        print_json({"runs": latest, "run": account})
        return
    if run is None:
        console.print_glances(latest)
    console.print_account(account, partial(typed, config_file=config_file))


@guarded
def failures(
    run: RunName = None,
    source: Annotated[list[str] | None, typer.Option(help="Only of this source; may be repeated.")] = None,
    reason: Annotated[
        list[Reason] | None, typer.Option(help="Only these, also one that is no failure; may be repeated.")
    ] = None,
    as_json: AsJson = False,
    config_file: ConfigFile = config.DEFAULT_FILE,
) -> None:
    """List the URLs that failed in a run, by source and reason: how, how often, when they are tried again.

    Ends with the command that does again exactly these. The exit status is 0 also where something failed.

    The JSON has `run_id`, `started_at`, `groups` (`source`, `reason`, `urls`, `advice`), `documents` (feeds and
    the like without an answer), `left` (URLs without a result) and `rerun`; it is complete, a terminal gets less.
    """
    settings = config.load(config_file)
    with seeing.opened(settings) as desk:
        chosen = seeing.named(desk, run) if desk else None
        if desk is None or chosen is None:
            _no_run_yet(settings, config_file, _NO_FAILURES if as_json else None)
            return
        found = seeing.failures(desk, chosen, source or (), reason or ())
    if as_json:
        print_json(found)
    else:
        console_failures.print_failures(found, partial(typed, config_file=config_file))


@guarded
def explain(
    url: Annotated[str, typer.Argument(metavar="URL", help="Any address of the page.")],
    as_json: AsJson = False,
    config_file: ConfigFile = config.DEFAULT_FILE,
) -> None:
    """Tell all that is known of one URL: how it was found, each request, each block of its page, what was changed.

    Of an address that nobody knows: whether a source would take it. The exit status is 0 whatever became of it.

    The JSON has the fields of `pipeline.seeing.Explained`.
    """
    settings = config.load(config_file)
    with seeing.opened(settings) as desk:
        told = seeing.explain_before_any_run(settings, url) if desk is None else seeing.explain(desk, url)
    if as_json:
        print_json(told)
    else:
        console_explain.print_explained(told, partial(typed, config_file=config_file))


def _no_run_yet(settings: Settings, config_file: Path, as_json: object) -> None:
    if as_json is not None:
        print_json(as_json)
    else:
        typer.echo(f"No run yet in {without_secrets(settings.root)}. Begin with: {typed('run', config_file)}")
