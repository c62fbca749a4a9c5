"""`sources list`, `check` and `add`: the sites to read."""

import json
import shlex
from typing import Annotated

import typer

from pipeline import config, sites, sources
from pipeline.commands.common import FAILED, ConfigFile, guarded, settings_or_defaults, typed
from pipeline.console import sources as console
from pipeline.console.terminal import reporter
from pipeline.progress import reporting_to


@guarded
def list_sources(
    config_file: ConfigFile = config.DEFAULT_FILE,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Only these, such as US or GB.")] = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="Only these, such as en.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print whole entries as JSON.")] = False,
) -> None:
    """Show the configured sources, and those that copydesk ships for you to add."""
    every = sources.in_both(settings_or_defaults(config_file).sources)
    listed = [one for one in every if sources.matches(one.source, country, language)]
    if as_json:
        typer.echo(json.dumps(console.list_as_json(listed), ensure_ascii=False, indent=2))
    elif listed:
        console.print_list(listed)
    else:
        console.print_none(one.source for one in every)


@guarded
def check_sources(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Configured or shipped sources.")] = None,
    config_file: ConfigFile = config.DEFAULT_FILE,
    every: Annotated[bool, typer.Option("--all", help="All of them, the shipped ones too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Ask each feed, sitemap and listing once: does it answer, how fresh is it, what does robots.txt say?

    Without ids: the configured sources. Ends with status 1 when one of them does not answer.
    """
    settings = settings_or_defaults(config_file)
    wanted = sources.chosen(ids or [], settings.sources, every=every)
    with reporter() as bars, reporting_to(bars):
        checks = sites.check(wanted, settings.fetch)
    offline = sites.offline(checks)
    if as_json:
        typer.echo(json.dumps(console.checks_as_json(checks, offline=offline), ensure_ascii=False, indent=2))
    else:
        console.print_checks(checks, offline=offline)
    if not all(checked.answers for checked in checks):
        raise typer.Exit(FAILED)


@guarded
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
    settings = settings_or_defaults(config_file)
    remarks: list[str] = []
    if site.startswith(("http://", "https://")):
        ready = sources.shipped_for(site)
        if ready is not None:
            typer.echo(f"This page is shipped as a source: {typed(f'sources add {ready.id}', config_file)}", err=True)
        found = sites.explore(site, settings.fetch)
        source = sites.source_of(found, name, listing or [])
        remarks = console.remarks(found)
        if found.refusal is not None or not source.discoverable:
            console.print_nothing_found(found, typed(f"sources add {shlex.quote(site)} --listing REGEX", config_file))
            raise typer.Exit(FAILED)
    else:
        source = sources.shipped_as(site, name)
    sources.refuse_known(source, settings.sources, config_file)
    entry = sources.render(source, remarks)
    console.print_entry(entry)
    if not dry_run:
        sources.append(config_file, entry)
        console.print_added(config_file, typed(f"sources check {source.id}", config_file))
