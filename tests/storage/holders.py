"""Processes that want a store at the same moment, or hold it until they are killed.

python -m tests.storage.holders ROOT WORK DEAD_AFTER     holds the store; prints «held», or why not
"""

import sys
import time
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path

from pipeline.errors import RunInProgress
from pipeline.storage import Store, locked
from pipeline.storage.lease import Terms

IN = "in"


def at_once(stores: list[tuple[str, Path]], rounds: int) -> list[list[str]]:
    """What became of each of the processes, one for each root and work folder, in every round: `IN`, or an error."""
    context = get_context("spawn")
    barrier, said = context.Barrier(len(stores)), context.Queue()
    processes = [context.Process(target=_contend, args=(*store, rounds, barrier, said)) for store in stores]
    for process in processes:
        process.start()
    outcomes: list[list[str]] = [[] for _ in range(rounds)]
    for _ in range(rounds * len(stores)):
        number, outcome = said.get(timeout=120)
        outcomes[number].append(outcome)
    for process in processes:
        process.join()
    return outcomes


def _contend(root: str, work: Path, rounds: int, barrier: Barrier, said: "Queue[tuple[int, str]]") -> None:
    store = Store.at(root, work)
    for number in range(rounds):
        barrier.wait()
        try:
            with locked(store):
                said.put((number, IN))
                barrier.wait()
        except RunInProgress as error:
            said.put((number, str(error)))
            barrier.wait()


def main() -> None:
    root, work, dead_after = sys.argv[1:]
    terms = Terms(
        renew_after=timedelta(seconds=0.2),
        give_up_after=timedelta(seconds=float(dead_after) / 2),
        dead_after=timedelta(seconds=float(dead_after)),
    )
    try:
        with locked(Store.at(root, Path(work)), terms):
            print("held", flush=True)
            time.sleep(600)
    except RunInProgress as error:
        print(error, flush=True)


if __name__ == "__main__":
    main()
