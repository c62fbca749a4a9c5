"""A fast web server for made-up pages, in a process of its own: many hosts on loopback, answers ready in memory.

    python -m benchmarks.page_server PAGES HOSTS [--plain] [--bytes N]

Prints the pages' addresses as one JSON list when it is ready, and serves until it is ended. Each host is an address of
its own, 127.0.0.2 and on, and names its pages in a sitemap, `sitemap_of`. Bodies are gzipped at level 6, as web servers
send them, unless --plain.
"""

import argparse
import asyncio
import gzip
import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

from benchmarks.made_pages import MEAN_BYTES, maker

_ROBOTS = b"User-agent: *\nDisallow: /search\n"
_MOST_HOSTS = 250


def answers(pages: int, *, plain: bool, mean_bytes: int) -> dict[str, bytes]:
    """Path to what is sent for it, headers and body, robots.txt among them."""
    made = maker(mean_bytes=mean_bytes)
    with ThreadPoolExecutor() as pool:  # gzip works outside the interpreter's lock
        ready = pool.map(lambda number: _html(made.page(number), plain=plain), range(pages))
        by_path = {_path(number): answer for number, answer in enumerate(ready)}
    return {**by_path, "/robots.txt": _answer("200 OK", "text/plain", _ROBOTS)}


def sitemap_of(urls: Sequence[str], host: int) -> str:
    """The address of a host's sitemap, by its number. urls: the pages' addresses."""
    return urls[host].removesuffix(_path(host)) + _sitemap_path(host)


def _sitemap_path(host: int) -> str:
    return f"/sitemap-{host}.xml"


def _sitemap(urls: Sequence[str]) -> bytes:
    places = "".join(f"<url><loc>{url}</loc></url>\n" for url in urls)
    xml = f'<?xml version="1.0"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'
    return _answer("200 OK", "application/xml", xml.encode())


def _path(number: int) -> str:
    return f"/2026/10/article-{number:05d}.html"


def _html(body: bytes, *, plain: bool) -> bytes:
    if plain:
        return _answer("200 OK", "text/html; charset=utf-8", body)
    return _answer("200 OK", "text/html; charset=utf-8", gzip.compress(body, 6), "Content-Encoding: gzip\r\n")


def _answer(status: str, kind: str, body: bytes, extra: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{extra}Server: made-up\r\n\r\n"
    return head.encode() + body


class _Connection(asyncio.Protocol):
    """One request after the other, as they come on a connection that stays open."""

    def __init__(self, by_path: Mapping[str, bytes]) -> None:
        self._answers = by_path
        self._asked = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  that is what a server makes
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._asked += data
        while b"\r\n\r\n" in self._asked:
            head, _, self._asked = self._asked.partition(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode()
            self._transport.write(self._answers.get(path) or _answer("404 Not Found", "text/plain", b"not here\n"))


async def _serve(hosts: int, pages: int, by_path: dict[str, bytes]) -> None:
    """Page n is on host n mod `hosts`."""
    first, *others = [socket.socket() for _ in range(hosts)]
    first.bind(("127.0.0.2", 0))
    port = first.getsockname()[1]
    for number, other in enumerate(others):
        other.bind((f"127.0.0.{number + 3}", port))
    urls = [f"http://127.0.0.{number % hosts + 2}:{port}{_path(number)}" for number in range(pages)]
    by_path.update({_sitemap_path(host): _sitemap(urls[host::hosts]) for host in range(hosts)})
    loop = asyncio.get_running_loop()
    for each in (first, *others):
        await loop.create_server(partial(_Connection, by_path), sock=each, backlog=256)
    print(json.dumps(urls), flush=True)
    await asyncio.Event().wait()


@contextmanager
def serving(pages: int, hosts: int, *, plain: bool = False, mean_bytes: int = MEAN_BYTES) -> Iterator[list[str]]:
    """The addresses of the pages, served by another process until the block ends."""
    options = ["--bytes", str(mean_bytes), *(["--plain"] if plain else [])]
    command = [sys.executable, "-m", "benchmarks.page_server", str(pages), str(hosts), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        try:
            assert server.stdout is not None  # noqa: S101  it is piped
            yield json.loads(server.stdout.readline())
        finally:
            server.terminate()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=int)
    parser.add_argument("hosts", type=int, choices=range(1, _MOST_HOSTS + 1), metavar=f"1-{_MOST_HOSTS}")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--bytes", type=int, default=MEAN_BYTES, help="of a page on average, once decoded")
    args = parser.parse_args()
    by_path = answers(args.pages, plain=args.plain, mean_bytes=args.bytes)
    asyncio.run(_serve(args.hosts, args.pages, by_path))


if __name__ == "__main__":
    main()
