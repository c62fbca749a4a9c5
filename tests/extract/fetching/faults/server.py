"""A server over real sockets that does what its scripts say, down to the byte: for what no honest server does.

    with FaultServer() as server:
        server["/page"] = [say(b"garbage"), page(b"<p>well again</p>")]   # in turn, the last one for ever

A script is given the connection when a request has been read. It says whether the connection goes on.
"""

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Self

Script = Callable[[socket.socket], bool]
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Request:
    """path, headers (names in lower case), and when it had arrived, on time.monotonic."""

    path: str
    headers: dict[str, str]
    at: float


class FaultServer:
    """tls: wraps connections. greet: what is done with a connection as soon as it is there, in place of all else."""

    def __init__(
        self,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        tls: ssl.SSLContext | None = None,
        greet: Script | None = None,
    ) -> None:
        self.requests: list[Request] = []
        self.connections = 0
        self._scripts: dict[str, list[Script]] = {"/robots.txt": [page(b"", 404)]}
        self._tls, self._greet = tls, greet
        self._lock = threading.Lock()
        self._socket = socket.create_server((host, port), backlog=64)
        self.host, self.port = self._socket.getsockname()[:2]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
        self._thread.join()
        self._socket.close()

    def __setitem__(self, path: str, script: Script | Iterable[Script]) -> None:
        self._scripts[path] = [script] if callable(script) else list(script)

    def url(self, path: str = "/page", host: str | None = None) -> str:
        return f"{'https' if self._tls else 'http'}://{host or self.host}:{self.port}{path}"

    def count(self, path: str = "/page") -> int:
        """How many requests for a path have arrived."""
        return sum(request.path == path for request in self.requests)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:  # the client may leave at any moment
            if self._greet is not None:
                self._greet(connection)
                return
            if self._tls is None:
                self._converse(connection)
                return
            with self._tls.wrap_socket(connection, server_side=True) as secure:
                self._converse(secure)

    def _converse(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as lines:
            while (script := self._read(lines)) is not None and script(connection):
                pass

    def _read(self, lines: BinaryIO) -> Script | None:
        """The script for the next request; None when the client has left."""
        first, *fields = _lines(lines) or [""]
        if not first:
            return None
        path = first.split()[1]
        headers = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}
        with self._lock:
            self.requests.append(Request(path, headers, time.monotonic()))
            scripts = self._scripts.get(path, [page(b"", 404)])
            return scripts.pop(0) if len(scripts) > 1 else scripts[0]


def _lines(stream: BinaryIO) -> list[str]:
    """The lines of a request's head."""
    lines = []
    while (line := stream.readline().decode("latin-1").strip()) != "":
        lines.append(line)
    return lines


# --- scripts ----------------------------------------------------------------------------------------------------------


def page(body: bytes = b"<p>hello</p>", status: int = 200, headers: dict[str, str] = HTML) -> Script:
    """An honest answer."""
    fields = {"Content-Length": str(len(body)), **headers}
    return say(head(status, fields) + body, goes_on=True)


def head(status: int = 200, headers: dict[str, str] = HTML) -> bytes:
    """Status line and headers."""
    lines = [f"HTTP/1.1 {status} Something", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1")


def say(data: bytes, *, goes_on: bool = False) -> Script:
    """Just these bytes."""

    def script(connection: socket.socket) -> bool:
        connection.sendall(data)
        return goes_on

    return script


def drip(first: bytes, each: bytes) -> Script:
    """A little now and then, for longer than anybody should wait."""

    def script(connection: socket.socket) -> bool:
        connection.sendall(first)
        for _ in range(200):
            connection.sendall(each)
            time.sleep(0.05)
        return False

    return script


def pour(first: bytes, each: bytes) -> Script:
    """As much as the client takes."""

    def script(connection: socket.socket) -> bool:
        connection.sendall(first)
        while True:
            connection.sendall(each)

    return script


def reset(first: bytes = b"") -> Script:
    """Some bytes, and the connection is torn down."""

    def script(connection: socket.socket) -> bool:
        connection.sendall(first)
        time.sleep(0.02)  # or what was sent would be lost with the connection
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False

    return script


def silence(connection: socket.socket) -> bool:
    """Nothing, until the client leaves."""
    while connection.recv(4096):
        pass
    return False
