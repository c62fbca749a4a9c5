"""A gold folder served as sites: every page is found by its site's feed and comes back as it was saved."""

import gzip
import json
from pathlib import Path

import pytest
import requests

from benchmarks.formats import read_sets
from benchmarks.gold import GoldSet
from benchmarks.nightly import settings
from benchmarks.sites import FEED, by_site, served
from pipeline import config
from pipeline.extract.discovery.entries import Document
from pipeline.extract.discovery.feeds import parse_feed

ROWS = [
    {"id": "one", "url": "https://ledger.example/2026/ferry?id=1", "kind": "article"},
    {"id": "two", "url": "https://ledger.example/2026/ferry?id=2", "kind": "article"},
    {"id": "three", "url": "https://gazette.example/shop", "kind": "product"},
]


@pytest.fixture
def gold(tmp_path: Path) -> GoldSet:
    (tmp_path / "pages").mkdir()
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    for row in ROWS:
        (tmp_path / "pages" / f"{row['id']}.html.gz").write_bytes(gzip.compress(f"<p>{row['id']}</p>".encode()))
    return read_sets(tmp_path)[0]


def test_pages_are_grouped_by_site_and_kind(gold: GoldSet) -> None:
    assert {host: len(pages) for host, pages in by_site(gold.of_kind("article")).items()} == {"ledger.example": 2}
    assert {host: len(pages) for host, pages in by_site(gold.of_kind("all")).items()} == {
        "ledger.example": 2,
        "gazette.example": 1,
    }


def test_every_page_is_served_at_an_address_of_its_own(gold: GoldSet) -> None:
    with served(by_site(gold.of_kind("article"))) as addresses:
        feed = requests.get(addresses["ledger.example"] + FEED, timeout=5)
        document = parse_feed(feed.content, feed.url)
        assert isinstance(document, Document)
        pages = [requests.get(entry.url, timeout=5).text for entry in document.entries]
        missing = requests.get(addresses["ledger.example"] + "/nowhere", timeout=5)
    assert pages == ["<p>one</p>", "<p>two</p>"]
    assert missing.status_code == 404


def test_the_settings_read_the_served_sites(tmp_path: Path) -> None:
    file = tmp_path / "copydesk.toml"
    file.write_text(settings({"ledger.example": "http://127.0.0.1:1", "gazette.example": "http://127.0.0.1:2"}))
    sources = config.load(file, {}).sources
    assert [(source.id, source.feeds) for source in sources] == [
        ("s000-gazette-example", ("http://127.0.0.1:2/feed.xml",)),
        ("s001-ledger-example", ("http://127.0.0.1:1/feed.xml",)),
    ]
