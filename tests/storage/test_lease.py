"""A lease on a bucket: renewed while it is held, given back at the end, and nothing is written without it."""

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.errors import RunInProgress, StoreError
from pipeline.storage import Store, Stored
from pipeline.storage.lease import Lease, Terms, leased, live_and_dead
from pipeline.storage.store import UNTOLD
from tests.storage.bad_servers import refusing


def terms(renew: float, give_up: float, dead: float) -> Terms:
    """Terms in seconds."""
    return Terms(
        renew_after=timedelta(seconds=renew),
        give_up_after=timedelta(seconds=give_up),
        dead_after=timedelta(seconds=dead),
    )


NEVER_RENEWED = terms(renew=600, give_up=0.5, dead=1)


@pytest.fixture
def bucket(bucket: Store) -> Store:
    bucket.work.mkdir()
    return bucket


def leases(store: Store) -> list[str]:
    return [file.name for file in store.files(".lock")]


def elsewhere(store: Store, folder: Path) -> Store:
    """The same store as another machine has it."""
    folder.mkdir()
    return replace(store, work=folder)


def test_a_lease_says_who_holds_the_store_and_is_given_back(bucket: Store) -> None:
    with leased(bucket):
        (name,) = leases(bucket)
        assert name == f".lock/{(bucket.work / 'owner').read_text()}"
        assert sorted(json.loads(bucket.read(name))) == ["machine", "pid", "since"]
    assert leases(bucket) == []


def test_a_lease_is_given_back_when_the_run_fails(bucket: Store) -> None:
    with pytest.raises(ZeroDivisionError), leased(bucket):
        raise ZeroDivisionError
    assert leases(bucket) == []


def test_what_is_written_and_deleted_under_a_lease_is(bucket: Store, tmp_path: Path) -> None:
    (tmp_path / "local").write_bytes(b"two")
    with leased(bucket) as held:
        held.write("a/1", b"one")
        held.upload(tmp_path / "local", "a/2")
        held.write("a/3", b"three")
        held.delete("a/3")
    assert [bucket.read(name) for name in ("a/1", "a/2")] == [b"one", b"two"]
    assert not bucket.exists("a/3")


def test_the_owner_of_a_work_folder_stays_the_same(bucket: Store) -> None:
    names = []
    for _ in range(2):
        with leased(bucket):
            names += leases(bucket)
    assert names[0] == names[1]


def test_a_renewed_lease_outlives_its_time(bucket: Store, tmp_path: Path) -> None:
    short, other = terms(renew=0.2, give_up=2, dead=3), elsewhere(bucket, tmp_path / "other")
    with leased(bucket, short) as held:
        time.sleep(4)
        with pytest.raises(RunInProgress), leased(other, short):
            pass
        held.write("a/b", b"one")


def test_a_lease_that_nobody_renews_is_another_s_after_its_time(
    bucket: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other = elsewhere(bucket, tmp_path / "other")
    with leased(bucket, NEVER_RENEWED) as held:
        with pytest.raises(RunInProgress), leased(other, NEVER_RENEWED):
            pass
        with _once_it_is_dead(other) as others:
            others.write("a/b", b"the other's")
            with pytest.raises(
                StoreError, match=r"lost hold of s3://.*; nothing more is written, start again when that"
            ):
                held.write("a/b", b"ours")
        assert bucket.read("a/b") == b"the other's"
    assert "was killed: its hold has ended" in caplog.text
    assert leases(bucket) == []


@contextmanager
def _once_it_is_dead(store: Store) -> Iterator[Store]:
    """The store, taken when the other's lease has ended: the server tells times in whole seconds, or not yet."""
    deadline = time.monotonic() + 30
    with ExitStack() as held:
        while True:
            time.sleep(0.5)
            try:
                taken = held.enter_context(leased(store, NEVER_RENEWED))
                break
            except RunInProgress:
                assert time.monotonic() < deadline
        yield taken


@pytest.mark.parametrize("change", ["write", "upload", "delete"])
def test_without_a_lease_nothing_changes(bucket: Store, tmp_path: Path, change: str) -> None:
    (tmp_path / "local").write_bytes(b"two")
    bucket.write("a/b", b"one")
    changes = {
        "write": lambda store: store.write("a/b", b"two"),
        "upload": lambda store: store.upload(tmp_path / "local", "a/b"),
        "delete": lambda store: store.delete("a/b"),
    }
    with leased(bucket, NEVER_RENEWED) as held:
        time.sleep(0.6)
        with pytest.raises(StoreError, match="lost hold of"):
            changes[change](held)
        assert held.read("a/b") == b"one"


def test_a_lease_that_was_taken_away_is_not_renewed(bucket: Store) -> None:
    bucket.write(".lock/me", b"{}")
    lease = Lease(bucket, ".lock/me", Terms())
    lease.renew(b"{}")
    lease.check()
    bucket.delete(".lock/me")
    lease.renew(b"{}")
    with pytest.raises(StoreError, match="lost hold of"):
        lease.check()
    assert leases(bucket) == []


def test_a_renewal_that_fails_now_and_then_loses_nothing(
    s3_port: int, address: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    down = False
    with refusing(s3_port, lambda *_: down) as port:
        store = Store.at(address.replace(f":{s3_port}", f":{port}"), tmp_path)
        with leased(store, terms(renew=0.2, give_up=30, dead=60)) as held:
            down = True
            while "lock: not renewed" not in caplog.text:
                time.sleep(0.05)
            down = False
            held.write("a/b", b"one")
        assert store.read("a/b") == b"one"
        assert leases(store) == []


def test_a_bucket_that_is_down_at_the_end_hides_no_error(
    s3_port: int, address: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    down = False
    with refusing(s3_port, lambda *_: down) as port:
        store = Store.at(address.replace(f":{s3_port}", f":{port}"), tmp_path)
        with pytest.raises(ZeroDivisionError), leased(store):
            down = True
            raise ZeroDivisionError
    assert "lock: not given back: cannot delete s3://news/" in caplog.text


def test_a_lease_of_one_s_own_that_was_left_by_a_kill_is_taken_up_at_once(bucket: Store) -> None:
    with leased(bucket):
        left = bucket.read(leases(bucket)[0])
    bucket.write(f".lock/{(bucket.work / 'owner').read_text()}", left)
    with leased(bucket):
        assert len(leases(bucket)) == 1


def test_ages_are_told_by_the_time_of_one_s_own_lease() -> None:
    noon = datetime(2026, 11, 2, 12, tzinfo=UTC)
    own, young, old, untold = (
        Stored(name=f".lock/{name}", size=1, modified=modified)
        for name, modified in [
            ("own", noon),
            ("young", noon - timedelta(seconds=299)),
            ("old", noon - timedelta(seconds=300)),
            ("untold", UNTOLD),
        ]
    )
    assert live_and_dead([old, own, untold, young], own, timedelta(minutes=5)) == ([untold, young], [old])


def test_a_lease_that_says_nothing_legible_holds_all_the_same(bucket: Store) -> None:
    bucket.write(".lock/somebody", b"half a {")
    with pytest.raises(RunInProgress, match=r"the one of \.lock/somebody"), leased(bucket):
        pass
    assert leases(bucket) == [".lock/somebody"]
