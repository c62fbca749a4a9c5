"""The project's own demo sites: enough of them, and every page of each renders."""

import re
from functools import cache

import feedparser
import pytest

from pipeline.demo.folder import Story
from pipeline.demo.newsroom import Newsroom, newsroom_dir

SITES = sorted(file.parent.name for file in newsroom_dir().glob("*/site.toml"))
FAULTS_OVER = 1000


@cache
def newsroom(day: int) -> Newsroom:
    return Newsroom.load(day=day)


def stories(day: int) -> list[Story]:
    return [story for site in newsroom(day).sites for story in site.folder.stories]


def words(story: Story) -> int:
    return len(re.sub(r"<[^>]+>", " ", story.body).split())


def test_there_are_sites_and_articles_enough_for_a_demonstration() -> None:
    assert len(newsroom(2).sites) >= 5
    assert 38 <= len(stories(2)) <= 60
    assert sum(words(story) >= 800 for story in stories(2)) >= 12


def test_the_second_day_brings_new_articles_and_changed_ones() -> None:
    first = {(story.slug, story.body) for story in stories(1)}
    second = {(story.slug, story.body) for story in stories(2)}
    slugs = {slug for slug, _ in first}
    assert {slug for slug, _ in second - first} - slugs  # new
    assert {slug for slug, _ in second - first} & slugs  # changed


@pytest.mark.parametrize("day", [1, 2])
@pytest.mark.parametrize("site_id", SITES)
def test_every_page_renders(site_id: str, day: int) -> None:
    lasting = {fault.path for fault in newsroom(day).site(site_id).folder.faults if fault.times is None}
    for path in newsroom(day).site(site_id).pages.keys() - lasting:
        answer = newsroom(day).respond(site_id, path, seen=FAULTS_OVER)
        assert (path, answer.status) == (path, 200)
        assert answer.body


@pytest.mark.parametrize("site_id", SITES)
def test_feeds_are_well_formed_and_lead_to_the_sites_own_pages(site_id: str) -> None:
    site = newsroom(1).site(site_id)
    for path in site.folder.discovery.feeds:
        answer = newsroom(1).respond(site_id, path)
        feed = feedparser.parse(answer.body, response_headers={k.lower(): v for k, v in answer.headers})
        assert not feed.bozo
        assert feed.entries
        assert all(entry.link.startswith(site.base + "/") for entry in feed.entries)


def test_robots_keeps_the_members_pages_of_liberty_dispatch_to_itself() -> None:
    robots = newsroom(1).respond("liberty-dispatch", "/robots.txt").body.decode()
    feed = newsroom(1).respond("liberty-dispatch", "/feed/").body.decode()
    assert "Disallow: /members/" in robots
    assert "/members/2026/11/01/briefing-five-races/" in feed
