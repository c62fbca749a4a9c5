"""Settings with two sources, one of them a section of the other's site, and an empty store."""

from pathlib import Path

import pytest

from pipeline.config import Settings, Source


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    feeds = ("https://example.org/feed/",)
    section = Source(id="section", homepage="https://example.org/politics/", feeds=feeds, include=("/politics/",))
    whole = Source(id="whole", homepage="https://example.org/", feeds=feeds, exclude=("/tag/",))
    return Settings(sources=(section, whole), base=tmp_path)
