"""Serves the demo newsroom over HTTP on this machine: one port for each site, in daemon threads."""

import errno
import socket
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

from pipeline.demo.newsroom import Newsroom
from pipeline.errors import ConfigError

Request = tuple[str, str, int]  # site id, path as asked for, status


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoServers:
    """The running newsroom. newsroom: with the addresses that really answer. requests: in order of their answers."""

    newsroom: Newsroom
    requests: list[Request]


@contextmanager
def serve(newsroom: Newsroom, host: str = "127.0.0.1", port: int | None = None) -> Iterator[DemoServers]:
    """Answers on `port` and the ones after it until the block ends; faults count from here.

    port: of the site with order 1, the others follow in their order; 0 takes any free ports; None is the newsroom's
    base_port. Raises `ConfigError` when a port is in use.
    """
    base_port = newsroom.base_port if port is None else port
    requests: list[Request] = []
    with ExitStack() as stack:
        servers = {}
        for site in newsroom.sites:
            site_port = base_port + site.folder.order - 1 if base_port else 0
            servers[site.id] = stack.enter_context(_bound(site.id, host, site_port, requests))
        placed = newsroom.at({name: f"http://{host}:{server.server_port}" for name, server in servers.items()})
        for server in servers.values():
            server.newsroom = placed
            stack.enter_context(_running(server))
        yield DemoServers(newsroom=placed, requests=requests)


class _SiteServer(ThreadingHTTPServer):
    """One site's server. It knows its open connections, so that none outlives it with yesterday's answers."""

    daemon_threads = True
    newsroom: Newsroom

    def __init__(self, site_id: str, address: tuple[str, int], requests: list[Request]) -> None:
        super().__init__(address, _Handler)
        self.site_id = site_id
        self._requests = requests
        self._seen: Counter[str] = Counter()
        self._open: set[socket.socket] = set()
        self._lock = Lock()

    def count(self, path: str) -> int:
        """How many requests for the path came before this one."""
        with self._lock:
            self._seen[path] += 1
            return self._seen[path] - 1

    def record(self, path: str, status: int) -> None:
        self._requests.append((self.site_id, path, status))

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a client that left is no news
            super().handle_error(request, client_address)

    def hang_up(self) -> None:
        """Ends every open connection; their threads then close them."""
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the other side was faster


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # headers and body are two writes: 40 ms apart on a kept connection otherwise
    server: _SiteServer

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def version_string(self) -> str:
        return "copydesk-demo"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - quiet; the name is http.server's
        pass

    def _answer(self, *, with_body: bool) -> None:
        seen = self.server.count(self.path.partition("?")[0])
        answer = self.server.newsroom.respond(self.server.site_id, self.path, dict(self.headers), seen)
        self.server.record(self.path, answer.status)
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if with_body:
            self.wfile.write(answer.body)


@contextmanager
def _bound(site_id: str, host: str, port: int, requests: list[Request]) -> Iterator[_SiteServer]:
    try:
        server = _SiteServer(site_id, (host, port), requests)
    except OverflowError:
        raise ConfigError(f"port {port} is none: choose a smaller one with --port") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ConfigError(f"port {port} is in use: choose another one with --port") from None
        raise ConfigError(f"cannot serve on {host}, port {port}: {error.strerror}: see --port") from None
    with server:
        yield server


@contextmanager
def _running(server: _SiteServer) -> Iterator[None]:
    # polled often, because every run of the tests waits for it
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.hang_up()
