"""How requests gets its connections: to judged addresses only, each under the deadline of the request it serves.

The deadline is that of the `Guard` in `deadlines.CURRENT`. Proxies are never used: through a proxy it would be the
proxy, not this process, that looks the address up.
"""

import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from pipeline.extract.fetching.deadlines import CURRENT

_HOSTS = 256  # hosts whose connections are kept open


class _Plain(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _connect(self)

    def putrequest(self, *args: Any, **kwargs: Any) -> None:
        _watch(self)
        super().putrequest(*args, **kwargs)


class _Secure(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _connect(self)

    def putrequest(self, *args: Any, **kwargs: Any) -> None:
        _watch(self)
        super().putrequest(*args, **kwargs)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class GuardedAdapter(HTTPAdapter):
    """Safe to share between threads, so that a host's connection is reused by whichever asks it next. connections: how
    many to keep open to one host."""

    def __init__(self, connections: int) -> None:
        super().__init__(pool_connections=_HOSTS, pool_maxsize=connections)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **options)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}


def _watch(connection: HTTPConnection) -> None:
    """Put a connection that is already open under the deadline of the request that reuses it."""
    if connection.sock is not None:
        CURRENT.get().watch(connection.sock)


def _connect(connection: HTTPConnection) -> socket.socket:
    """A socket to the first of the host's permitted addresses that answers."""
    guard, host = CURRENT.get(), connection.host.strip("[]")
    port = connection.port or connection.default_port
    try:
        addresses = guard.resolver.addresses(host, port, guard.remaining())
    except socket.gaierror as error:
        raise NameResolutionError(host, connection, error) from error
    failure: OSError | None = None
    for family, kind, protocol, _, address in addresses:
        sock = socket.socket(family, kind, protocol)
        try:
            for option in connection.socket_options or ():
                sock.setsockopt(*option)
            sock.settimeout(guard.remaining())
            guard.watch(sock)
            sock.connect(address)
        except OSError as error:
            sock.close()
            failure = error
        else:
            return sock
    guard.resolver.forget(host, port)
    if isinstance(failure, TimeoutError):
        raise ConnectTimeoutError(connection, f"connecting to {host} timed out") from failure
    raise NewConnectionError(connection, f"connecting to {host} failed: {failure}") from failure
