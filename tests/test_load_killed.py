"""A load that is killed two hundred times, and readers who see none of it."""

import multiprocessing
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.storage import Store
from tests.load.load_samples import TOGETHER, content
from tests.loading import READERS, Seen, load_night, look_on

KILLS = 200
DATASETS = (*TOGETHER, "quarantine")
LONGEST_LIFE = 0.35  # seconds; a night takes about as long, so that most are killed several times
CONTEXT = multiprocessing.get_context("forkserver")


def killed(folder: Path, night: int, seconds: float | None) -> bool:
    """Start to load a night and kill it so many seconds after it began; False when it had ended before."""
    begun = CONTEXT.Event()
    process = CONTEXT.Process(target=load_night, args=(str(folder), night, begun))
    process.start()
    while not begun.wait(0.01) and process.is_alive():
        pass
    process.join(seconds)
    cut = process.is_alive()
    process.kill()
    process.join()
    assert cut or process.exitcode == 0
    return cut


@contextmanager
def readers(folder: Path, seen: dict[str, Seen]) -> Iterator[None]:
    """All readers read the store in a loop, each in a process of its own; what they saw is known at the end."""
    stop, answer = CONTEXT.Event(), CONTEXT.SimpleQueue()
    processes = [CONTEXT.Process(target=look_on, args=(name, str(folder), stop, answer)) for name in READERS]
    for process in processes:
        process.start()
    try:
        yield
    finally:
        stop.set()
        seen.update(answer.get() for _ in processes)
        for process in processes:
            process.join()


def test_two_hundred_kills_change_nothing_and_no_reader_sees_them(tmp_path: Path) -> None:
    CONTEXT.set_forkserver_preload(["tests.loading"])  # starting anew would take longer than a life
    chance = random.Random(20261201)
    disturbed, undisturbed = tmp_path / "disturbed", tmp_path / "undisturbed"
    seen: dict[str, Seen] = {}
    load_night(str(disturbed), 0)
    load_night(str(undisturbed), 0)

    kills = night = 0
    with readers(disturbed, seen):
        while kills < KILLS:
            night += 1
            while killed(disturbed, night, chance.uniform(0, LONGEST_LIFE) if kills < KILLS else None):
                kills += 1
            load_night(str(undisturbed), night)
            assert content(Store.at(disturbed), *DATASETS) == content(Store.at(undisturbed), *DATASETS)
            assert not list((disturbed / ".merging").iterdir())

    assert {name: one.wrong for name, one in seen.items()} == {name: [] for name in READERS}
    assert min(one.looks for one in seen.values()) > KILLS
