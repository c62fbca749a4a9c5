"""What one night leaves for the next: validators, visits that come due, failures that are tried again."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline import config, nightly
from pipeline.config import Settings
from pipeline.load import RunRow, read
from tests.extract.conftest import Answer, Site
from tests.support import run_night

FIRST_NIGHT = datetime.now(UTC)  # the pages are fetched at the real time
STORY = (
    "<!doctype html><title>{0}</title><article><h1>{0}</h1><p>The council of {0} votes on Monday on the bridge, which "
    "has been closed since the flood of last spring and which nobody expects to open before the elections."
    "</p></article>"
)
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def site() -> Iterator[Site]:
    with closing(Site()) as site:
        yield site


@pytest.fixture
def settings(tmp_path: Path, site: Site) -> Settings:
    file = tmp_path / "copydesk.toml"
    file.write_text(
        "[fetch]\ndelay_seconds = 0.0\nallow_private_addresses = true\n"
        f'[[source]]\nid = "here"\nhomepage = "{site.root}/"\nfeeds = ["{site.root}/feed"]\n',
        encoding="utf-8",
    )
    return config.load(file, {})


def feed(site: Site, *names: str, **headers: str) -> None:
    items = "".join(f"<item><link>{site.url(f'/{name}')}</link></item>" for name in names)
    body = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
    site["/feed"] = Answer(body, headers={"Content-Type": "application/rss+xml", **headers})


def story(site: Site, name: str, **headers: str) -> None:
    site[f"/{name}"] = Answer(STORY.format(name).encode(), headers={**HTML, **headers})


@contextmanager
def on_day(number: float, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(nightly, "_now", lambda: FIRST_NIGHT + timedelta(days=number))
        yield


def night(settings: Settings, site: Site, day: float, monkeypatch: pytest.MonkeyPatch) -> tuple[RunRow, list[str]]:
    """A run so many days after the first: its row, and what the site was asked for."""
    before = len(site.paths())
    with on_day(day, monkeypatch):
        row = run_night(settings)
    return row, sorted(set(site.paths()[before:]) - {"/robots.txt"})


def test_articles_are_asked_for_again_as_they_grow_older(
    settings: Settings, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(site, "bridge")
    story(site, "bridge")
    asked = {day: night(settings, site, day, monkeypatch)[1] for day in (0, 0.5, 1, 2, 3, 4, 5)}
    every = ["/bridge", "/feed"]
    assert asked == {0: every, 0.5: ["/feed"], 1: every, 2: every, 3: ["/feed"], 4: every, 5: ["/feed"]}


def test_an_edit_that_no_feed_tells_of_becomes_a_revision(
    settings: Settings, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(site, "bridge")
    story(site, "bridge")
    night(settings, site, 0, monkeypatch)
    site["/bridge"] = Answer(STORY.format("bridge").replace("Monday", "Tuesday").encode(), headers=HTML)
    row, _ = night(settings, site, 1, monkeypatch)
    assert (row.discovered, row.written, row.revised) == (1, 1, 1)
    (article,) = read("articles", settings.root).to_dict("records")
    (earlier,) = read("revisions", settings.root).to_dict("records")
    assert ("Tuesday" in article["text"], "Monday" in earlier["text"]) == (True, True)


def test_the_same_bytes_again_are_a_revisit_record_and_no_revision(
    settings: Settings, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(site, "bridge")
    story(site, "bridge")
    night(settings, site, 0, monkeypatch)
    row, _ = night(settings, site, 1, monkeypatch)
    assert (row.fetched, row.written, row.unchanged) == (1, 0, 1)
    indexes = sorted((settings.work / "archive").glob("*.cdxj"))
    assert ["warc/revisit" in index.read_text(encoding="utf-8") for index in indexes] == [False, True]


def test_a_feed_that_moved_on_too_far_is_told_of(
    settings: Settings, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two", "three", "four"):
        story(site, name)
    feed(site, "one", "two")
    night(settings, site, 0, monkeypatch)
    feed(site, "three", "four")
    night(settings, site, 1, monkeypatch)
    coverage = read("coverage", settings.root)
    assert [list(urls) for urls in coverage["overran"]] == [[], [site.url("/feed")]]


def test_a_feed_is_asked_conditionally_and_still_counts(
    settings: Settings, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(site, "bridge", ETag='"1"')
    story(site, "bridge")
    night(settings, site, 0, monkeypatch)
    site["/feed"] = Answer(b"", 304)
    row, asked = night(settings, site, 0.5, monkeypatch)
    assert asked == ["/feed"]
    assert (row.discovered, row.unchanged) == (1, 1)
    fetches = read("fetches", settings.root).query("purpose == 'discovery'")
    assert sorted(fetches["outcome"]) == ["fetched", "not_modified"]


def test_a_page_that_is_not_there_yet_is_asked_for_on_two_later_days(
    settings: Settings, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(site, "late")
    asked = {day: "/late" in night(settings, site, day, monkeypatch)[1] for day in (0, 0.5, 1, 2, 3, 4, 9)}
    assert asked == {0: True, 0.5: False, 1: True, 2: False, 3: True, 4: False, 9: False}


def test_what_a_page_reserves_is_left_alone_unless_the_source_allows_it(
    settings: Settings, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(site, "bridge")
    story(site, "bridge", **{"tdm-reservation": "1"})
    row, _ = night(settings, site, 0, monkeypatch)
    assert row.rejected_by_reason == {"reserved": 1}
    (fetch,) = read("fetches", settings.root).query("purpose == 'article'").to_dict("records")
    assert (fetch["outcome"], fetch["reservations"]) == ("reserved", "tdm-reservation: 1")
    (source,) = settings.sources
    allowing = settings.model_copy(update={"sources": (source.model_copy(update={"allow_reserved": True}),)})
    row, _ = night(allowing, site, 1, monkeypatch)
    assert row.written == 1
