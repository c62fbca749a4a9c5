"""Whether a store is held is a question that nobody is disturbed by."""

import threading
import time
from pathlib import Path
from uuid import uuid4

from pipeline.storage import Store, is_held, locked
from tests import s3


def test_a_store_is_held_for_as_long_as_somebody_has_it(tmp_path: Path) -> None:
    store = Store.at(tmp_path / "store")
    assert not is_held(store)
    assert list(tmp_path.iterdir()) == []
    with locked(store):
        assert is_held(store)
    assert not is_held(store)


def test_who_wants_the_store_waits_for_who_only_asks(tmp_path: Path) -> None:
    store = Store.at(tmp_path)
    with locked(store):
        pass
    ended = threading.Event()

    def ask() -> None:
        while not ended.is_set():
            is_held(store)
            time.sleep(0.001)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for _ in range(20):
            with locked(store):
                pass
    finally:
        ended.set()
        asking.join()


def test_a_lock_that_cannot_be_asked_counts_as_held(tmp_path: Path) -> None:
    (tmp_path / ".lock").mkdir()
    assert is_held(Store.at(tmp_path))


def test_a_bucket_is_held_by_whoever_has_a_lease(s3_port: int, tmp_path: Path) -> None:
    address = s3.address(s3_port, uuid4().hex)
    mine, other = Store.at(address, tmp_path / "mine"), Store.at(address, tmp_path / "other")
    assert not is_held(mine)
    with locked(other):
        assert is_held(other)
        assert is_held(mine)
    assert not is_held(mine)
