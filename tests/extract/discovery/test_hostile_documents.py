"""Documents made to hurt: each is read or refused within seconds, in memory that is in proportion to its size."""

import gzip
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.extract.discovery.entries import Document, Unreadable
from pipeline.extract.discovery.feeds import parse_feed
from pipeline.extract.discovery.listings import parse_listing
from pipeline.extract.discovery.sitemaps import parse_sitemap
from pipeline.extract.discovery.unpacking import unpacked
from pipeline.extract.discovery.wordpress import parse_posts
from pipeline.models import Entry

BASE = "https://example.org/feed"
MB = 1_000_000

LEVELS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
DTDS = {
    "billion laughs": f'<!DOCTYPE r [<!ENTITY l0 "lol">{LEVELS}]>',
    "quadratic blowup": f'<!DOCTYPE r [<!ENTITY l9 "{"x" * 200_000}">]>',
    "a file": '<!DOCTYPE r [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>',
    "a local server": '<!DOCTYPE r [<!ENTITY l9 SYSTEM "http://127.0.0.1:1/">]>',
    "a parameter entity": '<!DOCTYPE r [<!ENTITY % x SYSTEM "file:///etc/hostname"> %x; <!ENTITY l9 "%x;">]>',
    "a DTD elsewhere": '<!DOCTYPE r SYSTEM "http://127.0.0.1:1/r.dtd">',
}


def repeated(piece: bytes, size: int = 2 * MB) -> bytes:
    return piece * (size // len(piece))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("dtd", DTDS.values(), ids=DTDS)
def test_entities_are_neither_expanded_nor_loaded(dtd: str, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>{dtd}'
    title = "<title>" + "&l9;" * 1_000 + "</title>"
    feed = f"{head}<rss><item>{title}<link>https://example.org/?l9=&l9;</link></item></rss>"
    sitemap = f"{head}<urlset><url>{title}<loc>https://example.org/?l9=&l9;</loc></url></urlset>"
    entry = Entry(url="https://example.org/?l9=&l9;")
    begin = time.process_time()
    assert parse_feed(feed.encode(encoding), BASE) == Document(entries=(entry,), window=True)
    assert parse_sitemap(sitemap.encode(encoding), BASE) == Document(entries=(entry,))
    assert time.process_time() - begin < 2.0


A = b"<rss><item><link>https://example.org/a</link></item>"
DEEP = {
    "open elements": (parse_feed, A + repeated(b"<x>")),
    "closed elements": (parse_feed, A + b"<x>" * 300_000 + b"</x>" * 300_000),
    "closing tags": (parse_feed, A + repeated(b"</x>")),
    "open items": (parse_feed, A + repeated(b"<item>")),
    "open tags": (parse_feed, A + repeated(b"<x ")),
    "comments": (parse_feed, A + repeated(b"<!--")),
    "sections": (parse_feed, A + repeated(b"<![CDATA[")),
    "brackets": (parse_feed, A + repeated(b"<")),
    "ampersands": (parse_feed, A + repeated(b"&")),
    "bases": (parse_feed, A + repeated(b"<x xml:base='aaaaaaaa/'>")),
    "declarations": (parse_feed, A + repeated(b"<!DOCTYPE x [")),
    "fields": (parse_feed, A + repeated(b"<link>/b</link>")),
    "JSON lists": (parse_feed, b'{"items": [{"url": "/a"}, ' + repeated(b"[")),
    "JSON objects": (parse_feed, b'{"items": [{"url": "/a"}, ' + repeated(b'{"a":')),
    "posts": (parse_posts, b'[{"link": "https://example.org/a"}, ' + repeated(b'[{"a":')),
}


@pytest.mark.parametrize(("parse", "body"), DEEP.values(), ids=DEEP)
def test_what_comes_before_the_abyss_counts(parse: Callable[[bytes, str], Document | Unreadable], body: bytes) -> None:
    begin = time.process_time()
    document = parse(body, BASE)
    assert time.process_time() - begin < 10.0
    assert isinstance(document, Document)
    assert document.entries[0] == Entry(url="https://example.org/a")


@pytest.mark.parametrize("piece", [b"<div>", b"<a href='/a'>", b"<a href=", b"<!--", b"<", b"&", b"\x00", b"<base>"])
def test_a_listing_of_nothing_but(piece: bytes) -> None:
    begin = time.process_time()
    found = parse_listing(repeated(piece, 1 * MB), BASE)
    assert {entry.url for entry in found.entries} <= {"https://example.org/a"}
    assert time.process_time() - begin < 15.0


def test_of_an_endless_listing_the_beginning_counts() -> None:
    found = parse_listing(b"<a href='/a'>A</a>" + b" " * 4 * MB + b"<a href='/b'>B</a>", BASE)
    assert [entry.url for entry in found.entries] == ["https://example.org/a"]
    assert found.shortfall == "more than 3000000 bytes, the rest not read"


def test_of_too_many_entries_the_newest_are_kept_in_their_order() -> None:
    days = [f"20{n % 100:02}-01-01" for n in range(120_000)]
    pages = "".join(f"<url><loc>/{n}</loc><lastmod>{day}</lastmod></url>" for n, day in enumerate(days))
    found = parse_sitemap(f"<urlset>{pages}</urlset>".encode(), BASE)
    assert isinstance(found, Document)
    assert found.shortfall == "more than 50000 entries, the 70000 oldest left out"
    assert len(found.entries) == 50_000
    assert {(entry.modified or "") >= "2058" for entry in found.entries} == {True}
    assert [int(entry.url[1:]) for entry in found.entries] == sorted(int(entry.url[1:]) for entry in found.entries)


# The peak of the process itself: what getrusage says begins with that of the process it was forked from.
MEASURED = """
import pathlib, re, sys, time
from tests.extract.discovery.test_hostile_documents import HUGE
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", pathlib.Path("/proc/self/status").read_text())[1]) * 1024
body = pathlib.Path(sys.argv[2]).read_bytes()
before, begin = peak(), time.process_time()
HUGE[sys.argv[1]][0](body, "https://example.org/feed")
print(time.process_time() - begin, peak() - before)
"""


def big_feed() -> bytes:
    text = "<![CDATA[" + "<p>Lorem ipsum “dolor” sit amet & more 😀</p> " * 60 + "]]>"
    item = f"<item><link>https://example.org/%d?a=1&amp;b=2</link><title>A & B</title><summary>{text}</summary></item>"
    return b"<rss>" + b"".join((item % n).encode() for n in range(15_500)) + b"</rss>"


def million_pages() -> bytes:
    pages = b"<url><loc>https://example.org/%d</loc></url>"
    return b"<urlset>" + b"".join(pages % n for n in range(1_000_000)) + b"</urlset>"


def bomb() -> bytes:
    """A member of 50 MB, a thousand times: 50 GB."""
    return gzip.compress(b" " * 50 * MB) * 1_000


HUGE: dict[str, tuple[Callable[[bytes, str], object], Callable[[], bytes]]] = {
    "a feed of 50 MB": (parse_feed, big_feed),
    "a million pages": (parse_sitemap, million_pages),
    "a gzip bomb": (lambda body, _: unpacked(body), bomb),
}


@pytest.mark.parametrize("name", HUGE)
def test_time_and_memory_are_bounded(name: str, tmp_path: Path) -> None:
    file = tmp_path / "document"
    file.write_bytes(HUGE[name][1]())
    command = [sys.executable, "-c", MEASURED, name, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, growth = map(float, done.stdout.split())
    assert seconds < 60.0
    assert growth < 120 * MB


def test_a_feed_of_50_mb_has_all_its_items() -> None:
    body = big_feed()
    assert len(body) > 50 * MB
    found = parse_feed(body, BASE)
    assert isinstance(found, Document)
    assert len(found.entries) == 15_500
    assert found.entries[-1] == Entry(url="https://example.org/15499?a=1&b=2")
