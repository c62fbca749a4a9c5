"""Of processes that want one store, one has it, and the others are told who."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.errors import RunInProgress, StoreError
from pipeline.storage import Store, locked
from tests.storage.holders import IN, at_once

ROUNDS = 40
DEAD_AFTER = 4.0  # seconds


@contextmanager
def holder(root: str, work: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that wants the store, and what it said of it."""
    command = [sys.executable, "-m", "tests.storage.holders", root, str(work), str(DEAD_AFTER)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def killed_holder(root: str, work: Path) -> int:
    """Let a process hold the store and be killed; its id."""
    with holder(root, work) as (process, said):
        assert said == "held"
        return process.pid


def test_one_of_two_gets_into_a_folder(tmp_path: Path) -> None:
    outcomes = at_once([(str(tmp_path), tmp_path)] * 2, ROUNDS)
    refused = f"another run is using {tmp_path}; wait for its end, `copydesk status` shows it"
    assert [sorted(each) for each in outcomes] == [sorted([IN, refused])] * ROUNDS


def test_a_work_folder_of_one_s_own_opens_no_folder_that_is_held(tmp_path: Path) -> None:
    outcomes = at_once([(str(tmp_path / "data"), tmp_path / work) for work in ("one", "other")], 5)
    assert [each.count(IN) for each in outcomes] == [1] * 5


def test_at_most_one_of_two_gets_into_a_bucket(address: str, bucket: Store, tmp_path: Path) -> None:
    outcomes = at_once([(address, tmp_path / work) for work in ("one", "other")], ROUNDS)
    assert max(each.count(IN) for each in outcomes) == 1
    refused = [outcome for each in outcomes for outcome in each if outcome != IN]
    assert len(refused) >= ROUNDS
    assert all(said.startswith(f"another run is using {bucket.shown}: ") for said in refused)
    with locked(bucket):
        pass


def test_who_is_refused_is_told_who_holds_the_bucket_and_what_to_do(
    address: str, bucket: Store, tmp_path: Path
) -> None:
    with holder(address, tmp_path / "other") as (process, _):
        with pytest.raises(RunInProgress) as caught, locked(bucket):
            pass
        assert str(caught.value).startswith(
            f"another run is using {bucket.shown}: process {process.pid} on {socket.gethostname()}, since 20"
        )
        assert str(caught.value).endswith(
            "; wait for its end, or, if it was killed, 5 minutes from its last sign of life"
        )
    assert [file.name for file in bucket.files(".lock")] != []  # the other's; ours is taken back
    assert len(bucket.files(".lock")) == 1


@pytest.mark.parametrize("place", ["folder", "bucket"])
def test_after_a_kill_the_next_on_the_machine_gets_in_at_once(place: str, address: str, tmp_path: Path) -> None:
    root = str(tmp_path / "data") if place == "folder" else address
    killed_holder(root, tmp_path / "work")
    began = time.monotonic()
    with locked(Store.at(root, tmp_path / "work")):
        assert time.monotonic() - began < DEAD_AFTER / 2


def test_after_a_kill_another_machine_gets_in_when_the_lease_is_dead(address: str, tmp_path: Path) -> None:
    pid = killed_holder(address, tmp_path / "one")
    died = time.monotonic()
    with holder(address, tmp_path / "other") as (_, said):
        assert f"process {pid} on " in said
    while said != "held":
        with holder(address, tmp_path / "other") as (_, said):
            assert (
                time.monotonic() - died < DEAD_AFTER + 60
            )  # each try takes a second or more, and many where it is busy
    assert time.monotonic() - died > DEAD_AFTER - 1


def test_a_place_where_nothing_can_be_locked_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(StoreError, match=r"cannot lock .*/file/work: .*; give storage.work a folder on a disk of this"),
        locked(Store.at(tmp_path / "file" / "work")),
    ):
        pass


def test_a_folder_is_free_after_the_block_and_after_one_that_failed(tmp_path: Path) -> None:
    store = Store.at(tmp_path)
    with pytest.raises(ZeroDivisionError), locked(store):
        raise ZeroDivisionError
    with locked(store), pytest.raises(RunInProgress), locked(store):
        pass
    with FileLock(tmp_path / ".lock").acquire(timeout=0):
        pass
