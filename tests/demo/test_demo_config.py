"""The configuration that reads the newsroom."""

import tomllib
from pathlib import Path

from pipeline.demo.config import demo_toml
from pipeline.demo.newsroom import Newsroom


def test_settings_are_those_of_a_trial_on_one_machine(folder: Path) -> None:
    config = tomllib.loads(demo_toml(Newsroom.load(folder), root="trial"))
    assert config["storage"] == {"root": "trial"}
    assert config["ledger"] == {"url": "sqlite:///trial/ledger.sqlite"}
    assert config["fetch"] == {
        "user_agent": "copydesk-demo/0.1 (+mailto:desk@example.org)",
        "delay_seconds": 0.05,
        "timeout_seconds": 20,
        "max_bytes": 10_000_000,
        "concurrency": 16,
        "allow_private_addresses": True,
    }


def test_a_source_has_the_sites_addresses_in_full(folder: Path, site_folder: Path) -> None:
    file = site_folder / "site.toml"
    file.write_text(file.read_text().replace('feeds = ["/feed/"]', "feeds = ['/feed/']\ninclude = ['/\\d{4}/']"))
    config = tomllib.loads(demo_toml(Newsroom.load(folder, base_port=9000)))
    assert config["source"] == [
        {
            "id": "small-town-post",
            "name": "Small Town Post",
            "homepage": "http://127.0.0.1:9000/",
            "country": "US",
            "language": "en-US",
            "feeds": ["http://127.0.0.1:9000/feed/"],
            "sitemaps": [],
            "listings": [],
            "wordpress": False,
            "include": ["/\\d{4}/"],
            "exclude": [],
        }
    ]


def test_a_windows_path_and_a_quoted_name_survive(folder: Path, site_folder: Path) -> None:
    file = site_folder / "site.toml"
    file.write_text(file.read_text().replace('name = "Small Town Post"', "name = 'The \"Post\"'"))
    config = tomllib.loads(demo_toml(Newsroom.load(folder), root="C:\\trial"))
    assert config["storage"]["root"] == "C:\\trial"
    assert config["source"][0]["name"] == 'The "Post"'


def test_all_sites_of_the_project_are_in_it() -> None:
    newsroom = Newsroom.load()
    config = tomllib.loads(demo_toml(newsroom))
    assert [source["id"] for source in config["source"]] == [site.id for site in newsroom.sites]
    assert "liberty-dispatch" in [source["id"] for source in config["source"]]
