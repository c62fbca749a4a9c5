"""A fast web server for made-up pages, in a process of its own: many hosts on loopback, answers ready in memory.

    python -m benchmarks.page_server PAGES HOSTS [--plain]

Prints the pages' addresses as one JSON list when it is ready, and serves until it is ended. Each host is an address of
its own, 127.0.0.2 and on. Bodies are gzipped at level 6, as web servers send them, unless --plain.
"""

import argparse
import asyncio
import gzip
import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

from benchmarks.made_pages import maker

_ROBOTS = b"User-agent: *\nDisallow: /search\n"
_MOST_HOSTS = 250


def answers(pages: int, hosts: int, *, plain: bool) -> dict[str, bytes]:
    """Path to what is sent for it, headers and body. Page n is on host n mod `hosts`; each host has a robots.txt."""
    made = maker()
    with ThreadPoolExecutor() as pool:  # gzip works outside the interpreter's lock
        ready = pool.map(lambda number: _html(made.page(number), plain=plain), range(pages))
        by_path = {_path(number): answer for number, answer in enumerate(ready)}
    return {**by_path, "/robots.txt": _answer("200 OK", "text/plain", _ROBOTS)}


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


async def _serve(pages: int, hosts: int, *, plain: bool) -> None:
    by_path = answers(pages, hosts, plain=plain)
    first, *others = [socket.socket() for _ in range(hosts)]
    first.bind(("127.0.0.2", 0))
    port = first.getsockname()[1]
    for number, other in enumerate(others):
        other.bind((f"127.0.0.{number + 3}", port))
    loop = asyncio.get_running_loop()
    for each in (first, *others):
        await loop.create_server(partial(_Connection, by_path), sock=each, backlog=256)
    urls = [f"http://127.0.0.{number % hosts + 2}:{port}{_path(number)}" for number in range(pages)]
    print(json.dumps(urls), flush=True)
    await asyncio.Event().wait()


@contextmanager
def serving(pages: int, hosts: int, *, plain: bool = False) -> Iterator[list[str]]:
    """The addresses of the pages, served by another process until the block ends."""
    command = [sys.executable, "-m", "benchmarks.page_server", str(pages), str(hosts), *(["--plain"] if plain else [])]
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
    args = parser.parse_args()
    asyncio.run(_serve(args.pages, args.hosts, plain=args.plain))


if __name__ == "__main__":
    main()
