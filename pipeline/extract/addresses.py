"""Which network addresses a request may go to: only such as are public.

A name is resolved once, and the very addresses that were judged are connected to, so that a name whose answer
changes between the look and the connection (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
from collections.abc import Sequence
from typing import Any

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address

AddressInfo = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]
"""As socket.getaddrinfo gives it; the last is what to connect to."""


class PrivateAddress(Exception):
    """Every address of a host is private. No OSError, so that urllib3 and requests let it pass as it is."""

    def __init__(self, host: str, addresses: list[str]) -> None:
        super().__init__(f"{host} is at {', '.join(addresses)}")


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
