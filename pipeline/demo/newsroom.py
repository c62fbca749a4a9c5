"""The demo newsroom: fictional sites under data/demo, each with its front page, feeds, sitemaps and articles.

What a site answers is a pure function of the folder, the day and the request, so that tests need no sockets and the
answers of two days can be laid side by side.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import Environment

from pipeline.demo.answers import DemoResponse, answer, faulty, not_found, plain_page
from pipeline.demo.folder import Route, SiteFolder, Story, read_site
from pipeline.demo.rendering import (
    Document,
    SiteView,
    check_templates,
    environment,
    now,
    render_route,
    render_story,
    story_path,
    story_view,
)
from pipeline.errors import ConfigError

DEFAULT_BASE_PORT = 18101
NOT_FOUND_TEMPLATE = "404.html"
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSite:
    """A site on one day at one address. base: without a slash at the end. pages: every path that exists."""

    folder: SiteFolder
    base: str
    templates: Environment
    pages: Mapping[str, Story | Route]

    @property
    def id(self) -> str:
        return self.folder.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """All sites, in their order, as they are on `day` (from 1). base_port: that of the site with order 1."""

    sites: tuple[DemoSite, ...]
    day: int
    base_port: int

    @classmethod
    def load(cls, folder: Path | None = None, day: int = 1, base_port: int = DEFAULT_BASE_PORT) -> "Newsroom":
        """Reads the folder of sites (by default the project's own); raises `ConfigError` naming file and key."""
        if day < 1:
            raise ConfigError(f"day: the newsroom's days begin at 1, not {day}")
        root = newsroom_dir() if folder is None else folder
        folders = sorted((read_site(file.parent, day) for file in root.glob("*/site.toml")), key=_order)
        if not folders:
            raise ConfigError(f"{root}: no site here: no folder in it has a site.toml")
        _check_orders(folders)
        sites = (_site(site, f"http://127.0.0.1:{base_port + site.order - 1}") for site in folders)
        return cls(sites=tuple(sites), day=day, base_port=base_port)

    def at(self, bases: Mapping[str, str]) -> "Newsroom":
        """The same newsroom at other addresses: site id to base, such as `http://127.0.0.1:40123`."""
        return replace(self, sites=tuple(replace(site, base=bases[site.id]) for site in self.sites))

    def site(self, site_id: str) -> DemoSite:
        """The site of that id; raises `KeyError`."""
        return {site.id: site for site in self.sites}[site_id]

    def respond(self, site_id: str, path: str, headers: Mapping[str, str] = _NO_HEADERS, seen: int = 0) -> DemoResponse:
        """The answer to a GET.

        path: a query is ignored. headers: the request's, names in any case. seen: how many requests for this path came
        before, which is what a [[fault]] with `times` counts.
        """
        site = self.site(site_id)
        path = path.partition("?")[0]
        for fault in site.folder.faults:
            if fault.path == path and (fault.times is None or seen < fault.times):
                return faulty(fault, site.base)
        page = site.pages.get(path)
        if page is None:
            return not_found(self._not_found_page(site))
        return answer(self._document(site, page), headers)

    def _document(self, site: DemoSite, page: Story | Route) -> Document:
        context = self._context(site)
        if isinstance(page, Story):
            return render_story(site.templates, site.folder, page, context)
        return render_route(site.templates, site.folder, page, context)

    def _not_found_page(self, site: DemoSite) -> bytes:
        if NOT_FOUND_TEMPLATE not in site.templates.list_templates():
            return plain_page(404)
        route = Route(path="", template=NOT_FOUND_TEMPLATE, type="text/html; charset=utf-8")
        return self._document(site, route).body

    def _context(self, site: DemoSite) -> dict[str, Any]:
        folder = site.folder
        view = SiteView(
            id=folder.id,
            name=folder.name,
            country=folder.country,
            language=folder.language,
            base=site.base,
            authors=folder.authors,
        )
        listed = (story_view(folder, story, site.base) for story in folder.stories if story.in_feeds)
        newest_first = sorted(listed, key=lambda story: story.published, reverse=True)
        return {"site": view, "articles": newest_first, "day": self.day, "now": now(self.day)}


def newsroom_dir() -> Path:
    """The folder of the project's own demo sites: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parents[1]
    for folder in (package / "data" / "demo", package.parent / "data" / "demo"):
        if folder.is_dir():
            return folder
    raise ConfigError(f"the demo newsroom is not where it was installed: {package / 'data' / 'demo'}")


def _order(site: SiteFolder) -> int:
    return site.order


def _check_orders(sites: list[SiteFolder]) -> None:
    for one, next_one in pairwise(sites):
        if one.order == next_one.order:
            raise ConfigError(f"{next_one.folder / 'site.toml'}: order: {one.order} is taken by {one.id}")


def _site(folder: SiteFolder, base: str) -> DemoSite:
    templates = environment(folder.folder / "templates")
    check_templates(templates, folder)
    pages: dict[str, Story | Route] = {}
    named: list[tuple[str, Story | Route]] = [(route.path, route) for route in folder.routes]
    named += [(story_path(folder, story), story) for story in folder.stories]
    for path, page in named:
        if path in pages:
            raise ConfigError(f"{folder.folder}: two pages have the path {path}")
        pages[path] = page
    return DemoSite(folder=folder, base=base, templates=templates, pages=MappingProxyType(pages))
