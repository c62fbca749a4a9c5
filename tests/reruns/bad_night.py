"""A night in which one site is silent and another's articles are not to be had, and the stores that it leaves."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import batches
from pipeline.config import Settings
from pipeline.demo.answers import DemoResponse
from pipeline.demo.folder import Route, Story
from pipeline.demo.newsroom import Newsroom
from pipeline.demo.server import DemoServers
from pipeline.models import Article, Page, Rejection
from pipeline.transform import extract
from tests.support import newsroom, run_night, settings_for

SILENT, FAILING, FAULTY = "the-quorum", "northern-ballot", "harbor-dredging-contracts-audit"
TROUBLE = DemoResponse(status=503, headers=(("Retry-After", "600"),), body=b"")


@contextmanager
def bad_newsroom(port: int) -> Iterator[None]:
    """The first day, one site answering nothing but 404, one whose articles answer 503, and a fault of transform's."""
    respond = Newsroom.respond

    def failing(self: Newsroom, site_id: str, path: str, headers: Mapping[str, str], seen: int = 0) -> DemoResponse:
        if site_id == SILENT:
            return DemoResponse(status=404, headers=(), body=b"")
        if site_id == FAILING and isinstance(self.site(site_id).pages.get(path), Story):
            return TROUBLE
        return respond(self, site_id, path, headers, seen)

    def breaking(page: Page) -> Article | Rejection:
        if FAULTY in page.url:
            raise ZeroDivisionError("a planted fault")
        return extract(page)

    with pytest.MonkeyPatch.context() as patch, newsroom(1, port):
        patch.setattr(Newsroom, "respond", failing)
        patch.setattr(batches, "transform_page", breaking)
        yield


def make_bad_store(folder: Path, port: int) -> Settings:
    settings = settings_for(folder, port)
    with bad_newsroom(port):
        run_night(settings)
    return settings


def copied(settings: Settings, folder: Path) -> Settings:
    """The same store in another folder."""
    shutil.copytree(settings.base, folder, dirs_exist_ok=True)
    return settings.model_copy(update={"base": folder})


def asked_for(servers: DemoServers) -> tuple[set[str], set[str]]:
    """Articles' addresses that were asked for, and the sites that were asked for feeds and the like."""
    articles, sites = set(), set()
    for site_id, path, _ in servers.requests:
        site = servers.newsroom.site(site_id)
        if not isinstance(site.pages.get(path.partition("?")[0]), Route):
            articles.add(f"{site.base}{path}")
        elif path != "/robots.txt":
            sites.add(site_id)
    return articles, sites
