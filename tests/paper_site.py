"""A site of many small pages over several hosts (ports) of this machine, that notes what it was asked for."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSite:
    """hosts: their addresses, `http://127.0.0.1:port`. requests: the addresses asked for, in order."""

    hosts: tuple[str, ...]
    pages_per_host: int
    requests: list[str]

    @property
    def pages(self) -> list[str]:
        """The addresses of all pages."""
        return [f"{host}/story-{number}" for host in self.hosts for number in range(self.pages_per_host)]

    def settings_file(self, folder: Path) -> Path:
        """A configuration, in a new folder, that reads all hosts: each a source, found by its sitemap."""
        folder.mkdir()
        file = folder / "copydesk.toml"
        tables = (
            f'[[source]]\nid = "paper-{number}"\nhomepage = "{host}"\nsitemaps = ["{host}/sitemap.xml"]\n'
            for number, host in enumerate(self.hosts)
        )
        fetch = "[fetch]\ndelay_seconds = 0.0\nallow_private_addresses = true\n"
        file.write_text("\n".join([fetch, *tables]), encoding="utf-8")
        return file


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    pages: int
    requests: list[str]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        base = f"http://127.0.0.1:{self.server.server_port}"
        self.server.requests.append(f"{base}{self.path}")
        status, kind, body = 200, "text/html; charset=utf-8", _page(base, self.path)
        if self.path == "/robots.txt":
            status, kind, body = 404, "text/plain", "none"
        elif self.path == "/sitemap.xml":
            kind, body = "application/xml", _sitemap(base, self.server.pages)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is http.server's
        pass


def _page(base: str, path: str) -> str:
    return f"<!doctype html><title>Story</title><article><h1>Story</h1><p>Of {base}{path} only.</p></article>"


def _sitemap(base: str, pages: int) -> str:
    urls = "".join(f"<url><loc>{base}/story-{number}</loc></url>" for number in range(pages))
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


@contextmanager
def serving(hosts: int, pages_per_host: int) -> Iterator[PaperSite]:
    """Answers on free ports until the block ends."""
    requests: list[str] = []
    with ExitStack() as stack:
        servers = [stack.enter_context(_Server(("127.0.0.1", 0), _Handler)) for _ in range(hosts)]
        for server in servers:
            server.pages, server.requests = pages_per_host, requests
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
            stack.callback(server.shutdown)
        addresses = tuple(f"http://127.0.0.1:{server.server_port}" for server in servers)
        yield PaperSite(hosts=addresses, pages_per_host=pages_per_host, requests=requests)
