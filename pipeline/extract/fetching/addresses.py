"""Which network addresses a request may go to: only such as are public.

The very addresses that were judged are connected to, so that a name whose answer changes between the look and the
connection (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import Any

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address
_KEPT_SECONDS = 60.0

AddressInfo = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]
"""As socket.getaddrinfo gives it; the last is what to connect to."""


class PrivateAddress(Exception):
    """Every address of a host is private. No OSError, so that urllib3 and requests let it pass as it is."""

    def __init__(self, host: str, addresses: list[str]) -> None:
        super().__init__(f"{host} is at {', '.join(addresses)}")


class Resolver:
    """Looks up where hosts are, and remembers what it judged for a minute. Safe to share between threads."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._known: dict[tuple[str, int], tuple[float, list[AddressInfo]]] = {}

    def addresses(self, host: str, port: int, seconds: float) -> list[AddressInfo]:
        """What `resolve` gives; raises TimeoutError when the resolver takes longer than so many seconds."""
        until, known = self._known.get((host, port), (0.0, []))
        if until > time.monotonic():
            return known
        found = _bounded(partial(resolve, host, port, allow_private=self._allow_private), seconds)
        self._known[host, port] = (time.monotonic() + _KEPT_SECONDS, found)
        return found

    def forget(self, host: str, port: int) -> None:
        """Look the host up anew when it is asked for next: nothing answers where it was."""
        self._known.pop((host, port), None)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public Internet: not private, loopback, link-local (where clouds serve their
    metadata), carrier-grade NAT, multicast or reserved, nor an IPv6 address that wraps such an IPv4 one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = _wrapped(ip)
        if wrapped is not None:
            return is_public(str(wrapped))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def resolve(host: str, port: int, *, allow_private: bool) -> list[AddressInfo]:
    """The addresses of a host that may be connected to, in the resolver's order.

    Raises PrivateAddress when it has none but private ones, socket.gaierror when it has none at all.
    """
    try:
        found: Sequence[AddressInfo] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label that is empty or longer than 63 characters
        raise socket.gaierror(socket.EAI_NONAME, str(error)) from error
    allowed = [info for info in found if allow_private or is_public(str(info[4][0]))]
    if not allowed:
        raise PrivateAddress(host, sorted({str(info[4][0]) for info in found}))
    return allowed


def _wrapped(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.teredo:
        return ip.teredo[1]
    return ip.ipv4_mapped or ip.sixtofour


def _bounded(look_up: Callable[[], list[AddressInfo]], seconds: float) -> list[AddressInfo]:
    """What the look-up gives, or TimeoutError after so many seconds.

    It cannot be interrupted, so it is left behind in a thread of its own.
    """
    result: Future[list[AddressInfo]] = Future()

    def run() -> None:
        try:
            result.set_result(look_up())
        except BaseException as error:
            result.set_exception(error)

    threading.Thread(target=run, name="look-up", daemon=True).start()
    return result.result(seconds)
