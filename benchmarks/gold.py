"""A gold folder's pages served on this machine as news sites with feeds.

A gold folder has `gold.jsonl`, a page a line with at least `id` and `url`, and `pages/<id>.html.gz` in UTF-8.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from threading import Event, Thread
from typing import Any
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

FEED = "/feed.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """A page. path: of the saved file. where: its path and query on the site."""

    id: str
    path: Path
    where: str


def read_sites(folder: Path, kind: str | None = "article") -> dict[str, list[GoldPage]]:
    """Host name to its pages; kind None takes pages of every kind."""
    sites: dict[str, list[GoldPage]] = defaultdict(list)
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if kind is None or row.get("kind", kind) == kind:
                host = urlsplit(row["url"]).netloc or "unknown"
                # a path of its own for each page, whatever two gold rows' addresses share
                where = f"/{quote(row['id'])}{quote(urlsplit(row['url']).path, safe='/%')}"
                sites[host].append(GoldPage(id=row["id"], path=folder / "pages" / f"{row['id']}.html.gz", where=where))
    return dict(sites)


@contextmanager
def served(sites: Mapping[str, list[GoldPage]]) -> Iterator[dict[str, str]]:
    """Serve each site on a port of its own until the block ends; host name to address."""
    ended = Event()
    with ExitStack() as stack, DefaultSelector() as selector:
        servers = {host: stack.enter_context(_site(pages)) for host, pages in sites.items()}
        for server in servers.values():
            selector.register(server, EVENT_READ)
        thread = Thread(target=_accept, args=(selector, ended), daemon=True)
        thread.start()
        try:
            yield {host: server.base for host, server in servers.items()}
        finally:
            ended.set()
            thread.join()


def _site(pages: list[GoldPage]) -> "_Site":
    server = _Site(("127.0.0.1", 0), _Handler)
    server.timeout = 0
    server.base = f"http://127.0.0.1:{server.server_port}"
    server.pages = {page.where: page.path for page in pages}
    return server


def _accept(selector: DefaultSelector, ended: Event) -> None:
    """Accept for all sites in one thread: a thread a site, each looking now and then, takes all of a processor."""
    while not ended.is_set():
        for key, _ in selector.select(timeout=0.1):
            server = key.fileobj
            assert isinstance(server, _Site)  # noqa: S101  nothing else is registered
            server.handle_request()


class _Site(ThreadingHTTPServer):
    daemon_threads = True
    base: str
    pages: dict[str, Path]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Site

    def do_GET(self) -> None:
        if self.path == FEED:
            self._send(200, "application/rss+xml", _feed(self.server))
        elif self.path in self.server.pages:
            self._send(200, "text/html; charset=utf-8", gzip.decompress(self.server.pages[self.path].read_bytes()))
        else:
            self._send(404, "text/plain", b"not here\n")

    def log_message(self, *_: Any) -> None:
        """Quiet: the requests are counted by the run."""

    def _send(self, status: int, content_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _feed(site: _Site) -> bytes:
    items = "".join(f"<item><link>{escape(site.base + where)}</link></item>" for where in site.pages)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>gold</title>{items}</channel></rss>'.encode()
