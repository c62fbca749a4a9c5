"""What a person sees of sources: the list, the check, and an entry that is added."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from pipeline.config import Source
from pipeline.console.terminal import err, new_table, out
from pipeline.extract import DocumentCheck, Findings, SourceCheck
from pipeline.sources import Listed

STALE = timedelta(days=7)


def print_none(sources: Iterable[Source]) -> None:
    """That a filter left nothing of these sources, and what it can ask for."""
    every = list(sources)
    countries = sorted({source.country for source in every if source.country})
    languages = sorted({source.language for source in every if source.language})
    out.print("No source is of that country and language. There are:")
    out.print(f"  countries {', '.join(countries)}\n  languages {', '.join(languages)}", highlight=False)


def print_list(listed: Sequence[Listed]) -> None:
    """The sources, a line each."""
    rows = new_table("Sources")
    rows.add_column("id", no_wrap=True)
    rows.add_column("name")
    for name in ("country", "lang", "found by", "here"):
        rows.add_column(name, no_wrap=True)
    for one in listed:
        source = one.source
        here = "yes" if one.configured else ""
        rows.add_row(
            source.id, _in_one_line(source.name), source.country or "", source.language or "", _ways(source), here
        )
    out.print(rows)
    configured = sum(one.configured for one in listed)
    out.print(f"{_counted(len(listed), 'source')}, {configured} of them configured here.", highlight=False)


def list_as_json(listed: Iterable[Listed]) -> list[dict[str, Any]]:
    """The whole entries, and where they are known."""
    return [
        {**one.source.model_dump(mode="json"), "configured": one.configured, "shipped": one.shipped} for one in listed
    ]


def print_checks(checks: Sequence[SourceCheck], *, offline: bool) -> None:
    """What each document of each source came to, and the sum of it."""
    if offline:
        first = checks[0].documents[0]
        out.print(f"This machine seems to be offline: {_hosts(checks)}. {first.url}: {first.detail or first.reason}")
        return
    now = datetime.now(UTC)
    for checked in checks:
        out.print(_heading(checked), soft_wrap=True)
        out.print(_documents(checked, now))
        for document in checked.documents:
            if document.detail and document.detail != document.robots:
                out.print(
                    f"  [red]{document.way}[/] {escape(document.url)}: {escape(document.detail)}", highlight=False
                )
    silent = sum(not checked.answers for checked in checks)
    stale = sum(_is_stale(checked, now) for checked in checks)
    summary = [_counted(len(checks), "source"), f"answering: {len(checks) - silent}"]
    summary += [f"not, or not in full: {silent}"] if silent else []
    summary += [f"without anything new for {STALE.days} days: {stale}"] if stale else []
    out.print(f"\n{' · '.join(summary)}", highlight=False)


def checks_as_json(checks: Iterable[SourceCheck], *, offline: bool) -> dict[str, Any]:
    """The findings; instants in ISO 8601."""
    return {"offline": offline, "sources": [_check_as_json(checked) for checked in checks]}


def remarks(found: Findings) -> list[str]:
    """What to know of an entry that was made from findings."""
    said = []
    if found.include:
        said.append("The feed is of the whole site: include is a guess after the page's address.")
    if found.general_sitemaps:
        said.append(f"Also there, but of the whole archive: {', '.join(found.general_sitemaps)}")
    return said


def print_nothing_found(found: Findings, command: str) -> None:
    """Why there is no entry, what was tried, and how to go on. command: adds the page as a listing."""
    if found.refusal is not None:
        refusal = found.refusal
        err.print(f"{escape(found.homepage)} cannot be read: {refusal.reason}: {escape(refusal.detail)}")
        return
    err.print(f"{escape(found.homepage)} has no feed, sitemap or REST API that names its articles. Tried:")
    for tried in found.tried:
        err.print(f"  {escape(tried.url)}  {escape(tried.result)}", highlight=False)
    err.print(f"The page links to {_counted(found.links, 'page')} of its site. To read it as a listing of articles:")
    err.print(f"  {command}", highlight=False, markup=False)


def print_entry(entry: str) -> None:
    """A `[[source]]` table as it is in the file."""
    out.print(entry, highlight=False, markup=False, end="")


def print_added(file: Path, command: str) -> None:
    """Where the entry is now, and the command that checks it."""
    out.print(f"\nAdded to {file}. Next:\n  {command}", highlight=False, markup=False)


def _in_one_line(text: str) -> Text:
    """In a column that may be narrower; the others keep their width."""
    return Text(text, no_wrap=True, overflow="ellipsis")


def _ways(source: Source) -> str:
    counts = (("feed", len(source.feeds)), ("sitemap", len(source.sitemaps)), ("listing", len(source.listings)))
    ways = [name if count == 1 else f"{count} {name}s" for name, count in counts if count]
    return ", ".join([*ways, "REST"] if source.wordpress else ways)


def _heading(checked: SourceCheck) -> str:
    rules = dict.fromkeys(document.robots for document in checked.documents if document.robots)
    said = f"  robots: {'; '.join(rules)}" if rules else ""
    source = checked.source
    return f"[bold]{source.id}[/]  {escape(source.homepage)}{escape(said)}"


def _documents(checked: SourceCheck, now: datetime) -> Table:
    rows = Table.grid(padding=(0, 2, 0, 0))
    for width in (11, 15):
        rows.add_column(width=width, no_wrap=True)
    for width in (9, 10, 9):
        rows.add_column(width=width, justify="right", no_wrap=True)
    rows.add_column()
    for document in checked.documents:
        rows.add_row(
            f"  {document.way}", *_figures(document, now), _in_one_line(_place(document.url, checked.source.homepage))
        )
    return rows


def _place(url: str, homepage: str) -> str:
    """An address as short as can be below that of its homepage: on the same host its path."""
    host, place = urlsplit(homepage).netloc, urlsplit(url)
    return urlunsplit(("", "", *place[2:])) if place.netloc == host else url.removeprefix("https://")


def _figures(document: DocumentCheck, now: datetime) -> tuple[str, str, str, str]:
    """Its answer, items, wanted ones and the age of the newest."""
    if document.reason is not None:
        return f"[red]{document.reason}[/]", "", "", ""
    none_wanted = not document.wanted
    wanted = f"{document.wanted} wanted"
    return (
        "[green]answers[/]",
        _counted(document.items, "item"),
        f"[yellow]{wanted}[/]" if none_wanted else wanted,
        "no dates" if document.newest is None else _age(now - document.newest),
    )


def _age(age: timedelta) -> str:
    if age < timedelta():
        return "[yellow]in future[/]"
    hours = age // timedelta(hours=1)
    text = f"{age // timedelta(minutes=1)} min" if hours < 1 else f"{hours} h" if hours < 48 else f"{age.days} days"
    return f"[yellow]{text}[/]" if age > STALE else text


def _is_stale(checked: SourceCheck, now: datetime) -> bool:
    dates = [document.newest for document in checked.documents if document.newest is not None]
    return bool(dates) and now - max(dates) > STALE


def _hosts(checks: Sequence[SourceCheck]) -> str:
    count = len({document.url.split("/")[2] for checked in checks for document in checked.documents})
    return f"none of the {count} hosts asked can be reached" if count > 1 else "the one host asked cannot be reached"


def _counted(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _check_as_json(checked: SourceCheck) -> dict[str, Any]:
    documents = [
        {
            "way": document.way,
            "url": document.url,
            "answers": document.reason is None,
            "reason": document.reason,
            "detail": document.detail,
            "robots": document.robots,
            "items": document.items,
            "wanted": document.wanted,
            "newest": document.newest.isoformat() if document.newest else None,
        }
        for document in checked.documents
    ]
    return {
        "id": checked.source.id,
        "homepage": checked.source.homepage,
        "answers": checked.answers,
        "documents": documents,
    }
