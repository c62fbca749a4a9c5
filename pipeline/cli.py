"""The command `copydesk`: parse, call, print. What it prints is in `pipeline.console`."""

import json
import shlex
import shutil
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec, TypeVar

import typer

from pipeline import accounts, config, console, console_keeping, console_sources, keeping, single, sites, sources
from pipeline.config import Settings
from pipeline.demo.newsroom import DEFAULT_BASE_PORT
from pipeline.demo.session import serving
from pipeline.errors import ConfigError, CopydeskError
from pipeline.ledger import Ledger
from pipeline.load import Finding, RunRow, findings_of_run
from pipeline.models import Rejection
from pipeline.progress import reporting_to, stage
from pipeline.storage import Store
from pipeline.storage.addresses import is_remote, without_secrets
from pipeline.transform import as_dict

P = ParamSpec("P")
R = TypeVar("R")

FAILED, USAGE, CRASHED = 1, 2, 3

app = typer.Typer(
    help="Political news to Parquet, every URL and every block accounted for.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
sources_app = typer.Typer(help="The sites to read: list them, check them, add one.", no_args_is_help=True)
app.add_typer(sources_app, name="sources")
ConfigFile = Annotated[Path, typer.Option("--config", metavar="FILE", help="The configuration file.")]


def _guarded(function: Callable[P, R]) -> Callable[P, R]:
    """A command whose errors are a line each, with status 2 for a mistake of the user's and 3 for any other.

    A fault of copydesk's own keeps its traceback.
    """

    @wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except CopydeskError as error:
            for line in str(error).splitlines():
                typer.echo(f"copydesk: {line}", err=True)
            raise typer.Exit(USAGE if isinstance(error, ConfigError) else CRASHED) from None
        except typer.Exit:
            raise
        except Exception:
            traceback.print_exc()
            raise typer.Exit(CRASHED) from None

    return guarded


@app.command()
@_guarded
def demo(
    config_file: ConfigFile = config.DEFAULT_FILE,
    day: Annotated[int, typer.Option(min=1, help="Of the newsroom: day 2 has new articles and changed ones.")] = 1,
    port: Annotated[int, typer.Option(help="Of the first site; the others follow.")] = DEFAULT_BASE_PORT,
    run_once: Annotated[bool, typer.Option("--run", help="Run over the newsroom once, then stop serving it.")] = False,
) -> None:
    """Serve the demo newsroom on this machine until Ctrl-C; writes a configuration that reads it if there is none."""
    with serving(config_file, day, port) as servers:
        console.print_sites((site.folder.name, f"{site.base}/") for site in servers.newsroom.sites)
        if run_once:
            _run(config_file, f"demo --run --day {day + 1}" if day == 1 else "demo")
        else:
            typer.echo(f"Now, in another terminal: {_typed('run', config_file)}    (Ctrl-C ends the newsroom)")
            with suppress(KeyboardInterrupt):
                threading.Event().wait()


@app.command()
@_guarded
def run(config_file: ConfigFile = config.DEFAULT_FILE) -> None:
    """Find, fetch, transform and load what is new: one nightly run, now."""
    _run(config_file, "run")


@app.command()
@_guarded
def status(
    config_file: ConfigFile = config.DEFAULT_FILE,
    limit: Annotated[int, typer.Option(min=1, help="How many of the latest runs.")] = 7,
) -> None:
    """Show the latest runs, and the numbers of the last one."""
    settings = config.load(config_file)
    with Ledger.open(settings.ledger_url) as ledger:
        runs = ledger.latest_runs(limit)
        if not runs:
            typer.echo(f"No run yet in {without_secrets(settings.root)}. Begin with: {_typed('run', config_file)}")
            return
        console.print_runs(runs)
        run_id = runs[0].run_id
        row = accounts.of_run(ledger, runs[0])
        console.print_run(row, ledger.problems(run_id), ledger.overruns(run_id), _findings(settings, row))


@app.command()
@_guarded
def extract(
    page: Annotated[str, typer.Argument(metavar="FILE|URL", help="A saved page, scraped plain text, or an address.")],
    url: Annotated[str | None, typer.Option(help="Where the file came from.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole article as JSON.")] = False,
    config_file: ConfigFile = config.DEFAULT_FILE,
) -> None:
    """Extract one article and print it; nothing is written."""
    settings = _settings(config_file)
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


@app.command()
@_guarded
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
    console.set_up_logging()
    with keeping.opened(settings) as opened:
        target = keeping.find(opened, url, settings.sources)
        if target.done:
            console_keeping.print_taken_down_before(target)
            return
        console_keeping.print_target(target)
        if not yes and not typer.confirm("Take it out?"):
            typer.echo("Nothing was taken out.")
            raise typer.Exit(FAILED)
        keeping.take_down(opened, target, reason.strip(), datetime.now(UTC))
        console_keeping.print_taken_down(target)


@app.command()
@_guarded
def compact(config_file: ConfigFile = config.DEFAULT_FILE) -> None:
    """Merge small files of datasets and archive, and delete raw pages that are older than storage.keep_raw_days."""
    settings = config.load(config_file)
    console.set_up_logging()
    with keeping.opened(settings) as opened:
        done = keeping.compact(opened, settings.storage.keep_raw_days, datetime.now(UTC))
    console_keeping.print_compacted(done)


@sources_app.command("list")
@_guarded
def list_sources(
    config_file: ConfigFile = config.DEFAULT_FILE,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Only these, such as US or GB.")] = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="Only these, such as en.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print whole entries as JSON.")] = False,
) -> None:
    """Show the configured sources, and those that copydesk ships for you to add."""
    every = sources.in_both(_settings(config_file).sources)
    listed = [one for one in every if sources.matches(one.source, country, language)]
    if as_json:
        typer.echo(json.dumps(console_sources.list_as_json(listed), ensure_ascii=False, indent=2))
    elif listed:
        console_sources.print_list(listed)
    else:
        console_sources.print_none(one.source for one in every)


@sources_app.command("check")
@_guarded
def check_sources(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Configured or shipped sources.")] = None,
    config_file: ConfigFile = config.DEFAULT_FILE,
    every: Annotated[bool, typer.Option("--all", help="All of them, the shipped ones too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Ask each feed, sitemap and listing once: does it answer, how fresh is it, what does robots.txt say?

    Without ids: the configured sources. Ends with status 1 when one of them does not answer.
    """
    settings = _settings(config_file)
    wanted = sources.chosen(ids or [], settings.sources, every=every)
    with console.reporter() as reporter, reporting_to(reporter):
        checks = sites.check(wanted, settings.fetch)
    offline = sites.offline(checks)
    if as_json:
        typer.echo(json.dumps(console_sources.checks_as_json(checks, offline=offline), ensure_ascii=False, indent=2))
    else:
        console_sources.print_checks(checks, offline=offline)
    if not all(checked.answers for checked in checks):
        raise typer.Exit(FAILED)


@sources_app.command("add")
@_guarded
def add_source(
    site: Annotated[str, typer.Argument(metavar="URL|ID", help="A front page, a section's page, or a shipped source.")],
    config_file: ConfigFile = config.DEFAULT_FILE,
    name: Annotated[str | None, typer.Option("--id", help="For the entry; else one is made of the address.")] = None,
    listing: Annotated[
        list[str] | None, typer.Option(metavar="REGEX", help="Read the page itself: which of its links are articles.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the entry and write nothing.")] = False,
) -> None:
    """Find out how a site names its articles, and add the entry to the configuration file."""
    settings = _settings(config_file)
    remarks: list[str] = []
    if site.startswith(("http://", "https://")):
        ready = sources.shipped_for(site)
        if ready is not None:
            typer.echo(f"This page is shipped as a source: {_typed(f'sources add {ready.id}', config_file)}", err=True)
        found = sites.explore(site, settings.fetch)
        source = sites.source_of(found, name, listing or [])
        remarks = console_sources.remarks(found)
        if found.refusal is not None or not source.discoverable:
            console_sources.print_nothing_found(
                found, _typed(f"sources add {shlex.quote(site)} --listing REGEX", config_file)
            )
            raise typer.Exit(FAILED)
    else:
        source = sources.shipped_as(site, name)
    sources.refuse_known(source, settings.sources, config_file)
    entry = sources.render(source, remarks)
    console_sources.print_entry(entry)
    if not dry_run:
        sources.append(config_file, entry)
        console_sources.print_added(config_file, _typed(f"sources check {source.id}", config_file))


def _is_asked() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin.isatty()


def _settings(config_file: Path) -> Settings:
    """The settings of a file; those of a machine without one where none is named and none is there."""
    without_file = config_file == config.DEFAULT_FILE and not config_file.exists()
    return config.defaults() if without_file else config.load(config_file)


def _run(config_file: Path, next_command: str) -> None:
    settings = config.load(config_file)  # a mistake in it is told before Prefect's server is started
    # importing Prefect takes seconds, for which the other commands need not wait
    from flows import environment  # noqa: PLC0415

    environment.prepare()
    console.set_up_logging()
    with console.reporter() as reporter, reporting_to(reporter):
        with stage("prefect"):
            from flows import nightly  # noqa: PLC0415

            nightly.connect()
        row = nightly.run_nightly(str(config_file.resolve()))
    with Ledger.open(settings.ledger_url) as ledger:
        problems, overran = ledger.problems(row.run_id), ledger.overruns(row.run_id)
    findings = _findings(settings, row)
    console.print_run(row, problems, overran, findings)
    console.print_next_steps(without_secrets(settings.root), _next_steps(settings.root, config_file, next_command))
    if accounts.silent_sources(row, problems) or any(finding.severity == "fail" for _, finding in findings):
        raise typer.Exit(FAILED)


def _findings(settings: Settings, row: RunRow) -> list[tuple[str, Finding]]:
    return findings_of_run(Store.at(settings.root, settings.work), row.run_id, row.started_at.date())


def _next_steps(root: str, config_file: Path, next_command: str) -> list[str]:
    """Three commands that work as they stand, from the present folder."""
    place = _near_root(root)
    return [
        _typed("status", config_file),
        f"{_near(Path(sys.executable))} -c \"import pandas; print(pandas.read_parquet('{place}/articles'))\"",
        _typed(next_command, config_file),
    ]


def _typed(command: str, config_file: Path) -> str:
    """A command of copydesk as this user types it here."""
    option = "" if config_file == config.DEFAULT_FILE else f" --config {shlex.quote(str(config_file))}"
    return f"{_near(Path(sys.argv[0]))} {command}{option}"


def _near_root(root: str) -> str:
    return without_secrets(root) if is_remote(root) else str(_near(Path(root)))


def _near(path: Path) -> Path:
    """The shortest way to write a path: its name if the shell finds it so, relative below the present folder."""
    if shutil.which(path.name) == str(path):
        return Path(path.name)
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
