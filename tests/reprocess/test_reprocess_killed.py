"""A promotion that is killed: what is there is the former content, or becomes the new one with the next command."""

import multiprocessing
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline import keeping, reprocess
from pipeline.ledger import Ledger
from pipeline.reprocess import Rebuilt, Request
from pipeline.storage import Store
from tests.keeping.press import Killed, killed_at
from tests.loading import READERS
from tests.reprocess.newsdesk import NO_ARTICLE, Body, Desk, desk_at, sheet, story, use
from tests.reprocess.one_reprocess import look_on, run

COPY = "The harbour mistress of Port Ellery said on Monday that the night ferry stays all winter."
NIGHTS: list[dict[str, Body]] = [
    {
        "edited": sheet(story("Old."), story("New.")),
        "lost": sheet(story(COPY), NO_ARTICLE),
        "copy": sheet(story(COPY)),
        "emptied": sheet(story("Words.", title="Emptied"), story()),
    },
    {
        "edited": sheet(story("Old, edited."), story("New, edited.")),
        "gained": sheet(NO_ARTICLE, story("At last.", title="Gained")),
        "same": sheet(story("As it was.", title="Same")),
    },
]
KILLS = 8
LONGEST_LIFE = 0.25  # seconds; a promotion takes about as long
CONTEXT = multiprocessing.get_context("forkserver")


def two_nights(desk: Desk, patch: pytest.MonkeyPatch) -> None:
    use(patch, "old")
    for number, pages in enumerate(NIGHTS):
        desk.night(number, pages)
    use(patch, "new")


def state(desk: Desk) -> tuple[Any, Any]:
    return desk.rows(), desk.ledger()


def files(store: Store) -> dict[str, bytes]:
    return {file.name: store.read(file.name) for file in store.files("")}


def restore(store: Store, before: dict[str, bytes]) -> None:
    now = files(store)
    for name in now.keys() - before.keys():
        store.delete(name)
    for name, data in before.items():
        if now.get(name) != data:
            store.write(name, data)


def rebuilt_once(desk: Desk, folder: Path) -> Rebuilt:
    """What a dry run makes; its days stay in the folder."""
    with reprocess.opened(desk.settings, Request(dry_run=True)) as work:
        rebuilt = reprocess.rebuild(work)
        shutil.copytree(work.folder / "after", folder)
    return rebuilt


def promote(desk: Desk, rebuilt: Rebuilt, days: Path) -> None:
    """The last step alone."""
    with reprocess.opened(desk.settings, Request()) as work:
        shutil.copytree(days, work.folder / "after")
        work.store.writer.put(work.result("summary.json"), b"{}")
        reprocess.promote(work, rebuilt)


def test_killed_at_any_change_it_is_the_former_content_or_becomes_the_new(
    anywhere: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_nights(anywhere, monkeypatch)
    database = Path(anywhere.settings.ledger_url.removeprefix("sqlite:///"))
    stored, ledger, old = files(anywhere.store), database.read_bytes(), state(anywhere)
    rebuilt = rebuilt_once(anywhere, tmp_path / "days")
    promote(anywhere, rebuilt, tmp_path / "days")
    new = state(anywhere)
    assert old != new

    ends: list[str] = []
    step = 1 if anywhere.store.folder else 5  # a bucket takes its time
    for number in range(0, 200, step):
        restore(anywhere.store, stored)
        database.write_bytes(ledger)
        with monkeypatch.context() as patch:
            made = killed_at(patch, number)
            try:
                promote(anywhere, rebuilt, tmp_path / "days")
            except Killed:
                begun = any("promotion.json" in change for change in made)
            else:
                break
        with keeping.opened(anywhere.settings):
            pass
        assert state(anywhere) == (new if begun else old)
        assert not anywhere.store.files(".promotion")
        assert not anywhere.store.files(".merging")
        ends.append("new" if begun else "old")
    assert ends == sorted(ends, reverse=True)
    assert len(set(ends)) == 2


def test_a_ledger_that_was_not_told_is_told_by_the_next_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    two_nights(desk, monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "follow", lambda *_: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            desk.reprocess()
    states = {row["url"].rpartition("/")[2]: row["state"] for row in desk.ledger()["urls"]}
    assert (states["lost"], states["gained"]) == ("written", "rejected")
    desk.night(2, {})
    states = {row["url"].rpartition("/")[2]: row["state"] for row in desk.ledger()["urls"]}
    assert (states["lost"], states["gained"]) == ("rejected", "written")


def test_processes_that_are_killed_leave_one_of_the_two_and_readers_see_whole_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CONTEXT.set_forkserver_preload(["tests.reprocess.one_reprocess"])
    desk, chance = desk_at(tmp_path / "store", tmp_path), random.Random(20261207)
    two_nights(desk, monkeypatch)
    states = {"old": state(desk)}
    desk.reprocess()
    states["new"] = state(desk)
    stop, answer = CONTEXT.Event(), CONTEXT.SimpleQueue()
    readers = [CONTEXT.Process(target=look_on, args=(name, str(tmp_path), stop, answer)) for name in READERS]
    for reader in readers:
        reader.start()

    ends = []
    for number in range(KILLS):
        extractor = ("old", "new")[number % 2]
        before = next(name for name, one in states.items() if one == state(desk))
        begun = CONTEXT.Event()
        process = CONTEXT.Process(target=run, args=(str(tmp_path), extractor, begun))
        process.start()
        while not begun.wait(0.005) and process.is_alive():
            pass
        process.join(chance.uniform(0, LONGEST_LIFE))
        process.kill()
        process.join()
        with keeping.opened(desk.settings):
            pass
        assert state(desk) in (states[before], states[extractor])
        ends.append(before != extractor and state(desk) == states[extractor])

    stop.set()
    seen = [answer.get() for _ in readers]
    for reader in readers:
        reader.join()
    assert {True, False} <= set(ends)
    assert {reader: wrong for reader, _, wrong in seen} == {name: [] for name in READERS}
    assert min(looks for _, looks, _ in seen) > KILLS
