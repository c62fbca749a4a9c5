"""Gold pages served on this machine as news sites with feeds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from selectors import EVENT_READ, DefaultSelector
from threading import Event, Thread
from typing import Any
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from benchmarks.gold import GoldPage

FEED = "/feed.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """A page. gold: what is served. where: its path on the site."""

    gold: GoldPage
    where: str


def by_site(pages: Iterable[GoldPage]) -> dict[str, list[SitePage]]:
    """Host name to its pages."""
    sites: dict[str, list[SitePage]] = defaultdict(list)
    for page in pages:
        parts = urlsplit(page.url)
        # a path of its own for each page, whatever two gold pages' addresses share
        where = f"/{quote(page.id)}{quote(parts.path, safe='/%')}"
        sites[parts.netloc or "unknown"].append(SitePage(gold=page, where=where))
    return dict(sites)


@contextmanager
def served(sites: Mapping[str, list[SitePage]]) -> Iterator[dict[str, str]]:
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


def _site(pages: list[SitePage]) -> "_Site":
    server = _Site(("127.0.0.1", 0), _Handler)
    server.timeout = 0
    server.base = f"http://127.0.0.1:{server.server_port}"
    server.pages = {page.where: page.gold for page in pages}
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
    pages: dict[str, GoldPage]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Site

    def do_GET(self) -> None:
        if self.path == FEED:
            self._send(200, "application/rss+xml", _feed(self.server))
        elif self.path in self.server.pages:
            self._send(200, "text/html; charset=utf-8", self.server.pages[self.path].body())
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
