"""When a bucket cannot be used, one line says which file, why and what to do, and no secret."""

import logging
import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from pyarrow import fs

from pipeline.errors import ConfigError, StoreError
from pipeline.storage import Store, clients
from tests import s3
from tests.storage.bad_servers import answering, silent

DENIED = "access is denied; check the key, its secret and its rights"
NO_BUCKET = "the bucket does not exist; create it, or correct storage.root"
NO_ANSWER = "the server does not answer; check its address and the network, then start again"

USES: list[tuple[str, Callable[[Store], object]]] = [
    ("cannot write", lambda store: store.write("a/b", b"x")),
    ("cannot write", lambda store: store.upload(Path(__file__), "a/b")),
    ("cannot read", lambda store: store.read("a/b")),
    ("cannot look for", lambda store: store.stat("a/b")),
    ("cannot delete", lambda store: store.delete("a/b")),
]


def what_is_said(store: Store, use: Callable[[Store], object]) -> str:
    with pytest.raises(StoreError) as caught:
        use(store)
    return str(caught.value)


@pytest.mark.parametrize("given", [s3.KEY, s3.SECRET])
def test_a_wrong_key_and_a_wrong_secret(
    address: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, given: str
) -> None:
    caplog.set_level(logging.DEBUG)
    store = Store.at(address.replace(given, "another-word", 1), tmp_path)
    for what, use in USES:
        said = what_is_said(store, use)
        assert said == f"{what} {store.shown}/a/b: {DENIED}"
        assert not any(secret in said + caplog.text for secret in (s3.KEY, s3.SECRET, "another-word"))


def test_a_bucket_that_does_not_exist(address: str, tmp_path: Path) -> None:
    store = Store.at(address.replace("@news/", "@olds/"), tmp_path)
    for _, use in USES[:2]:
        assert what_is_said(store, use) == f"cannot write {store.shown}/a/b: {NO_BUCKET}"
    assert what_is_said(store, USES[2][1]) == f"{store.shown}/a/b does not exist"


@pytest.mark.parametrize(("what", "use"), USES)
def test_a_server_that_is_gone_is_given_up_within_seconds(
    tmp_path: Path, what: str, use: Callable[[Store], object]
) -> None:
    with silent() as port:
        pass  # from now on nobody listens there
    store, began = Store.at(s3.address(port, "desk"), tmp_path), time.monotonic()
    assert what_is_said(store, use) == f"{what} s3://news/desk/a/b: {NO_ANSWER}"
    assert time.monotonic() - began < 20  # seconds; one or two on a quiet machine


def test_a_server_that_never_answers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "_REQUEST", timedelta(seconds=1))
    with silent() as port:
        store = Store.at(s3.address(port, "desk"), tmp_path)
        assert what_is_said(store, USES[0][1]) == f"cannot write s3://news/desk/a/b: {NO_ANSWER}"


def test_a_server_that_fails_is_quoted_on_one_line(tmp_path: Path) -> None:
    with answering(lambda *_: 501) as port:
        said = what_is_said(Store.at(s3.address(port, "desk"), tmp_path), USES[0][1])
    assert said.startswith("cannot write s3://news/desk/a/b: ")
    assert "501 Not Implemented" in said
    assert "\n" not in said
    assert s3.SECRET not in said


def test_without_a_key_anywhere(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*os.environ]:
        if name.startswith("AWS_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setattr(clients, "_REQUEST", timedelta(seconds=2))
    store = Store.at(address.replace(f"{s3.KEY}:{s3.SECRET}@", ""), tmp_path)
    assert what_is_said(store, USES[0][1]) == (
        f"cannot write {store.shown}/a/b: no key was found; "
        "give one in the environment (see «In a bucket» in the README)"
    )


def test_keys_endpoint_and_region_may_stand_in_the_environment(
    s3_port: int, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", s3.KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", s3.SECRET)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{s3_port}")
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    place = address.partition("?")[0].rpartition("@")[2]
    Store.at(f"s3://{place}", tmp_path).write("a/b", b"one")
    assert Store.at(address, tmp_path).read("a/b") == b"one"


def test_a_region_that_amazon_does_not_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"):
        monkeypatch.delenv(name, raising=False)

    def offline(_: str) -> str:
        raise OSError("AWS Error NETWORK_CONNECTION during HeadBucket operation: curlCode: 6")

    monkeypatch.setattr(fs, "resolve_s3_region", offline)
    with pytest.raises(ConfigError) as caught:
        Store.at("s3://key:hidden@news/desk", tmp_path)
    assert str(caught.value) == (
        f"storage root s3://news: Amazon does not tell its region: {NO_ANSWER}; "
        "give ?region=... in the address, and ?endpoint_override=... for a server that is not Amazon's"
    )
