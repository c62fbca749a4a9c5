"""A fetch that is killed a hundred times ends with every page in the archive once, none of them asked for again."""

import multiprocessing
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import config, nightly
from pipeline.ledger import Ledger
from tests.paper_site import PaperSite, serving
from tests.stores import captured, in_archive, responses_in

KILLS = 100
HOSTS, PAGES_PER_HOST = 20, 100
LONGEST_LIFE = 0.6  # seconds; a whole fetch takes several, so that a store is killed many times


@pytest.fixture(scope="module")
def site() -> Iterator[PaperSite]:
    with serving(HOSTS, PAGES_PER_HOST) as site:
        yield site


def fetch(config_file: str, begun: "multiprocessing.synchronize.Event") -> None:
    with nightly.opened(config.load(Path(config_file), {})) as night:
        begun.set()
        nightly.discover(night)
        nightly.fetch(night)


def killed(config_file: Path, seconds: float | None) -> bool:
    """Start a fetch and kill it so many seconds after it began to work; False when it had ended before."""
    # forked from a process that has imported everything: starting anew takes longer than a life
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.test_fetch_killed"])
    begun = context.Event()
    process = context.Process(target=fetch, args=(str(config_file), begun))
    process.start()
    while not begun.wait(0.01) and process.is_alive():
        pass
    process.join(seconds)
    cut = process.is_alive()
    process.kill()
    process.join()
    assert cut or process.exitcode == 0
    return cut


def test_a_page_that_was_archived_and_not_noted_is_not_asked_for_again(
    tmp_path: Path, site: PaperSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = site.settings_file(tmp_path / "store")
    settings = config.load(file, {})
    noted = 0

    def killed_before_noting(ledger: Ledger, *arguments: Any, **named: Any) -> None:
        nonlocal noted
        noted += 1
        if noted == 50:
            raise KeyboardInterrupt
        record_capture(ledger, *arguments, **named)

    record_capture = Ledger.record_capture
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "record_capture", killed_before_noting)
        with pytest.raises(KeyboardInterrupt), nightly.opened(settings) as night:
            nightly.discover(night)
            nightly.fetch(night)
    (file_left,) = (settings.work / "archive").glob("*.open")
    left = set(responses_in(file_left))
    assert len(left) == 50
    assert len(left - set(in_archive(settings.work / "ledger.sqlite"))) == 1

    site.requests.clear()
    with nightly.opened(settings) as night:
        nightly.discover(night)
        nightly.fetch(night)
    assert left.isdisjoint(site.requests)
    assert captured(settings.work / "archive") == sorted(site.pages)


def test_a_hundred_kills_lose_nothing_and_fetch_nothing_twice(tmp_path: Path, site: PaperSite) -> None:
    chance = random.Random(20261127)
    kills = store = 0
    while kills < KILLS:
        store += 1
        file = site.settings_file(tmp_path / f"store{store}")
        data = file.parent / "data"
        going_on, known = True, set[str]()
        while going_on:
            site.requests.clear()
            going_on = killed(file, chance.uniform(0, LONGEST_LIFE) if kills < KILLS else None)
            kills += going_on
            assert known.isdisjoint(site.requests)
            known = set(in_archive(data / "ledger.sqlite"))
        assert captured(data / "archive") == sorted(site.pages)
        assert sorted(in_archive(data / "ledger.sqlite")) == sorted(site.pages)
        assert not list((data / "archive").glob("*.open"))
