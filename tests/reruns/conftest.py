"""An empty ledger, and settings with two sources."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.config import Settings, Source
from pipeline.ledger import Ledger


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    sources = tuple(
        Source(id=name, homepage=f"https://{name}.org/", feeds=(f"https://{name}.org/feed/",), exclude=("/tag/",))
        for name in ("example", "other")
    )
    return Settings(sources=sources, base=tmp_path)


@pytest.fixture
def ledger(settings: Settings) -> Iterator[Ledger]:
    with Ledger.open(settings.ledger_url) as opened:
        yield opened
