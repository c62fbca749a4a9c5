"""A site's folder of the demo newsroom, read and checked: `site.toml`, `templates/` and `articles/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.demo.tables import Table, parse_toml
from pipeline.errors import ConfigError

_STORY_FILE = re.compile(r"(?P<slug>[\w-]+?)(?P<later>\.day2)?\.html")
_FRONT_MATTER = re.compile(r"\+\+\+\n(?P<toml>.*?\n)\+\+\+\n(?P<body>.*)", re.DOTALL)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """How the site is found out: the keys of its [[source]] in the demo's configuration. Addresses are paths."""

    feeds: tuple[str, ...]
    sitemaps: tuple[str, ...]
    listings: tuple[str, ...]
    wordpress: bool
    include: tuple[str, ...]
    exclude: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A page that is no story. type: the Content-Type header as sent; its charset is that of the bytes."""

    path: str
    template: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A path that does not answer as it should, the first `times` times (None: always).

    status: a redirect, then with `location` (a path of the site or an address), or an error. retry_after: seconds.
    """

    path: str
    status: int
    times: int | None
    retry_after: int | None
    location: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article as its file gives it.

    authors: keys of the site's [authors]. day: the first on which it exists. template, path: None for the site's usual.
    encoding: of the bytes on the wire. charset_header: whether Content-Type names it. body: HTML fragment.
    """

    slug: str
    title: str
    published: datetime
    modified: datetime | None
    authors: tuple[str, ...]
    section: str
    tags: tuple[str, ...]
    excerpt: str
    day: int
    template: str | None
    path: str | None
    encoding: str
    charset_header: bool
    in_feeds: bool
    extra: Mapping[str, Any]
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFolder:
    """A site as its folder gives it, on one day. authors: each a table with at least `name`. language: BCP 47."""

    folder: Path
    id: str
    name: str
    country: str
    language: str
    order: int
    permalink: str
    article_template: str
    discovery: Discovery
    authors: Mapping[str, Mapping[str, str]]
    routes: tuple[Route, ...]
    faults: tuple[Fault, ...]
    stories: tuple[Story, ...]


def read_site(folder: Path, day: int) -> SiteFolder:
    """Reads a site with the stories that exist on `day`; raises `ConfigError` naming file and key."""
    file = folder / "site.toml"
    table = parse_toml(_read(file), str(file))
    authors = {key: _author(table, key, value) for key, value in table.free("authors").items()}
    site = SiteFolder(
        folder=folder,
        id=table.text("id"),
        name=table.text("name"),
        country=table.text("country"),
        language=table.text("language"),
        order=table.number("order", least=1, most=99),
        permalink=_path(table, "permalink"),
        article_template=table.text("article_template", "article.html"),
        discovery=_discovery(table.table("discovery")),
        authors=authors,
        routes=tuple(_route(entry) for entry in table.tables("route")),
        faults=tuple(_fault(entry) for entry in table.tables("fault")),
        stories=_stories(folder / "articles", day, frozenset(authors)),
    )
    if site.id != folder.name:
        raise table.fault("id", f"must be the folder's name, {folder.name}")
    table.close()
    return site


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read: {error}") from None


def _path(table: Table, key: str) -> str:
    value = table.text(key)
    if not value.startswith("/"):
        raise table.fault(key, f"must begin with /, is {value!r}")
    return value


def _author(table: Table, key: str, value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or not value.get("name"):
        raise table.fault(f"authors.{key}.name", "missing")
    return {"key": key, **value}


def _discovery(table: Table) -> Discovery:
    discovery = Discovery(
        feeds=table.texts("feeds"),
        sitemaps=table.texts("sitemaps"),
        listings=table.texts("listings"),
        wordpress=table.flag("wordpress", False),
        include=table.texts("include"),
        exclude=table.texts("exclude"),
    )
    table.close()
    for key in ("feeds", "sitemaps", "listings"):
        if not all(path.startswith("/") for path in getattr(discovery, key)):
            raise table.fault(key, "paths must begin with /")
    return discovery


def _route(table: Table) -> Route:
    route = Route(
        path=_path(table, "path"),
        template=table.text("template"),
        type=table.text("type", "text/html; charset=utf-8"),
    )
    table.close()
    return route


def _fault(table: Table) -> Fault:
    fault = Fault(
        path=_path(table, "path"),
        status=table.number("status", least=300, most=599),
        times=table.number_or_none("times", least=1, most=1000),
        retry_after=table.number_or_none("retry_after", least=0, most=3600),
        location=table.text_or_none("location"),
    )
    table.close()
    if fault.status < 400 and fault.status not in _REDIRECTS:
        raise table.fault("status", f"must be a redirect or an error, is {fault.status}")
    if (fault.status in _REDIRECTS) != (fault.location is not None):
        raise table.fault("location", "belongs to a redirect, and every redirect needs one")
    return fault


def _stories(folder: Path, day: int, authors: frozenset[str]) -> tuple[Story, ...]:
    first: dict[str, Story] = {}
    later: dict[str, Story] = {}
    for file in sorted(folder.glob("*.html")):
        name = _STORY_FILE.fullmatch(file.name)
        if name is None:
            raise ConfigError(f"{file}: must be named <slug>.html or <slug>.day2.html")
        (later if name["later"] else first)[name["slug"]] = _story(file, name["slug"], authors)
    if orphans := later.keys() - first.keys():
        raise ConfigError(f"{folder}: {min(orphans)}.day2.html has no {min(orphans)}.html beside it")
    return tuple(
        later[slug] if day >= 2 and slug in later else story for slug, story in first.items() if story.day <= day
    )


def _story(file: Path, slug: str, authors: frozenset[str]) -> Story:
    parts = _FRONT_MATTER.fullmatch(_read(file))
    if parts is None:
        raise ConfigError(f"{file}: must begin with front matter between two lines +++")
    table = parse_toml(parts["toml"], str(file))
    story = Story(
        slug=slug,
        title=table.text("title"),
        published=table.instant("published"),
        modified=table.instant_or_none("modified"),
        authors=table.texts("authors"),
        section=table.text("section"),
        tags=table.texts("tags"),
        excerpt=table.text("excerpt"),
        day=table.number("day", 1, least=1, most=99),
        template=table.text_or_none("template"),
        path=_path(table, "path") if table.has("path") else None,
        encoding=_encoding(table),
        charset_header=table.flag("charset_header", True),
        in_feeds=table.flag("in_feeds", True),
        extra=table.free("extra"),
        body=parts["body"],
    )
    table.close()
    if unknown := set(story.authors) - authors:
        raise table.fault("authors", f"{min(unknown)} is not in [authors] of site.toml")
    return story


def _encoding(table: Table) -> str:
    name = table.text("encoding", "utf-8")
    try:
        "".encode(name)
    except LookupError:
        raise table.fault("encoding", f"{name} is no encoding known here") from None
    return name
