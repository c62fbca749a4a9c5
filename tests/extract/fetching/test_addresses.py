import socket

import pytest

from pipeline.extract.fetching.addresses import PrivateAddress, is_public, resolve


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104  # nothing is bound to it
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::a9fe:a9fe",  # 169.254.169.254 behind NAT64
        "2002:7f00:1::",  # 127.0.0.1 in 6to4
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


def test_loopback_resolves_to_nothing_that_may_be_connected_to() -> None:
    with pytest.raises(PrivateAddress, match=r"127\.0\.0\.1"):
        resolve("127.0.0.1", 80, allow_private=False)


def test_loopback_is_allowed_on_request() -> None:
    assert [info[4][0] for info in resolve("127.0.0.1", 80, allow_private=True)] == ["127.0.0.1"]


def test_an_impossible_name_does_not_resolve() -> None:
    with pytest.raises(socket.gaierror):
        resolve("a" * 64 + ".example", 80, allow_private=False)
