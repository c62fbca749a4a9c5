"""Mutations of pages, each a function of a source of random numbers: the same seed gives the same pages."""

from collections.abc import Callable, Sequence
from random import Random

from pipeline.demo.newsroom import Newsroom
from pipeline.transform.page.markup import BLOCK_TAGS, BOLD_TAGS, CELL_TAGS, SILENT_TAGS
from pipeline.transform.page.tables import words
from tests.golden import FOLDER, cases
from tests.transform.pages import html, story

Mutation = Callable[[Random, bytes, Sequence[bytes]], bytes]

LONGEST = 2_400  # bytes of a page: small ones are many, and a fault needs no large one

OTHER_TAGS = words("a br em head html i plaintext span time title x-y")
TAGS = sorted(BLOCK_TAGS | CELL_TAGS | BOLD_TAGS | SILENT_TAGS | OTHER_TAGS)
ATTRIBUTES = (
    "class=sr-only", "class='author-box'", "class=related-posts", "class='entry-content'", "class=comments",
    "id=content", "itemprop=author", "itemprop=articleBody", "itemprop=datePublished", "rel=author", "rel=tag",
    "role=heading1", "role=heading aria-level=2", "role=headingx", "role=navigation", "data-nosnippet", "hidden",
    "href='#x'", "href=//[", "datetime=2026-11-02T07:15", "datetime=99", "lang=fr", "content='Ann Lee'",
    "style='display:none'", "class='", 'id="',
)  # fmt: skip
MARKUP = (
    b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml version='1.0'?>", b"<?x", b"<!doctype html>", b"</", b"<", b">",
    b"<br><br>", b"<meta charset=utf-16>", b"<meta charset=idna>", b"<meta charset=koi8-r>", b"<base href='//['>",
    b"<link rel=canonical href='//['>", b"<meta property=og:title content='Board votes'>",
    b"<meta name=date content='2026-13-45'>", b"<meta name=author content='Ann Lee, Bo Ek'>",
    b'<script>f({"body": "' + b"\\u003cp>Text of a page that shows none. " * 12 + b'"})</script>',
)  # fmt: skip
JSON_LD = tuple(
    f'<script type="application/ld+json">{data}</script>'.encode()
    for data in (
        '{"@type":"NewsArticle","headline":1e999,"wordCount":NaN}',
        '{"@type":["NewsArticle",null],"author":[[],{"@id":[]},"\\ud800"],"isAccessibleForFree":false,'
        '"wordCount":1e999,"keywords":[{},"\\udfff",3],"image":"\\ud800"}',
        '{"@graph":[{"@type":"Person","@id":"#a","name":{"@value":"Ann Lee"}},{"@type":"NewsArticle",'
        '"author":{"@id":"#a"},"articleSection":[""],"publisher":"x","liveBlogUpdate":{}}]}',
        '{"@type":"NewsArticle","headline":"Board votes","articleBody":"The board met on Monday. '
        + "It voted. " * 20
        + '"}',
    )
)
TEXT = (
    b"&", b"&amp;", b"&#xD800;", b"&#0;", b"&#x110000;", b"&nbsp;", b"&shy;", b"&zwj;", b"\0", b"\xff", b"\xc3",
    b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r\n\r\n", b"\x0c", b"\x1b", b" | ", b"Advertisement", b"About the Author",
    b"3 comments", b"Read more:", b"By Ann Lee", b"2 November 2026", b"Average rating 4.5 / 5. Vote count: 12",
    b"Share", b"Tags: a, b", "\u200b\u200f\u2028\u2029\u202e".encode(), "e\u0301\u0323".encode(), "Ã¼ â€™".encode(),
    "²٣".encode(),
)  # fmt: skip
PIECES = (*MARKUP, *JSON_LD, *TEXT)


def seeds() -> list[bytes]:
    """The golden pages and those of the demo newsroom, whole: what mutations start from and splice together."""
    sites = Newsroom.load(day=2).sites
    demo = [page for site in sites for page in _bodies(site.id)[:6]]
    golden = [(FOLDER / name / "page.html").read_bytes() for name in cases()]
    return [*golden, *demo, story().encode(), html("<p>Short.").encode()]


def _bodies(site: str) -> list[bytes]:
    newsroom = Newsroom.load(day=2)
    return [newsroom.respond(site, path, {}, seen=99).body for path in newsroom.site(site).pages]


def mutated(random: Random, pool: Sequence[bytes]) -> bytes:
    """A page of `pool` after one to six mutations, cut to `LONGEST`."""
    page = _window(random, random.choice(pool))
    for _ in range(random.randint(1, 6)):
        page = random.choice(MUTATIONS)(random, page, pool)
    return page[:LONGEST]


def _window(random: Random, page: bytes) -> bytes:
    """A stretch of a page, mostly its beginning and something of its middle, so that a head and text are in it."""
    if len(page) <= LONGEST // 2:
        return page
    at = random.randrange(len(page) - LONGEST // 4)
    return page[: LONGEST // 4] + page[at : at + LONGEST // 2]


def _span(random: Random, page: bytes, longest: int = 600) -> tuple[int, int]:
    start = random.randrange(len(page) + 1)
    return start, min(len(page), start + random.randrange(1, longest))


def insert_piece(random: Random, page: bytes, pool: Sequence[bytes]) -> bytes:
    at = random.randrange(len(page) + 1)
    return page[:at] + random.choice(PIECES) + page[at:]


def insert_bytes(random: Random, page: bytes, pool: Sequence[bytes]) -> bytes:
    at = random.randrange(len(page) + 1)
    return page[:at] + random.randbytes(random.randint(1, 4)) + page[at:]


def insert_tag(random: Random, page: bytes, pool: Sequence[bytes]) -> bytes:
    at = _before_tag(random, page)
    attribute = random.choice(ATTRIBUTES) if random.random() < 0.6 else ""
    tag = random.choice(("<{} {}>", "<{} {}>", "</{}>", "<{} {}/>", "<{} {}")).format(random.choice(TAGS), attribute)
    return page[:at] + tag.encode() + page[at:]


def nest(random: Random, page: bytes, pool: Sequence[bytes]) -> bytes:
    at, times = _before_tag(random, page), random.choice((3, 20, 200))
    return page[:at] + f"<{random.choice(TAGS)} {random.choice(ATTRIBUTES)}>".encode() * times + page[at:]


def swap_tag(random: Random, page: bytes, pool: Sequence[bytes]) -> bytes:
    old, new = (random.choice(TAGS).encode() for _ in range(2))
    return page.replace(b"<" + old, b"<" + new, random.choice((1, -1)))


def delete(random: Random, page: bytes, pool: Sequence[bytes]) -> bytes:
    start, end = _span(random, page)
    return page[:start] + page[end:]


def duplicate(random: Random, page: bytes, pool: Sequence[bytes]) -> bytes:
    start, end = _span(random, page)
    return page[:end] + page[start:end] * random.choice((1, 1, 5)) + page[end:]


def splice(random: Random, page: bytes, pool: Sequence[bytes]) -> bytes:
    other = random.choice(pool)
    start, end = _span(random, other)
    at = random.randrange(len(page) + 1)
    return page[:at] + other[start:end] + page[at:]


def truncate(random: Random, page: bytes, pool: Sequence[bytes]) -> bytes:
    return page[: random.randrange(len(page) + 1)]


def _before_tag(random: Random, page: bytes) -> int:
    """A place before a tag, so that markup is read as such and not inside an attribute."""
    return max(0, page.find(b"<", random.randrange(len(page) + 1)))


MUTATIONS: Sequence[Mutation] = (
    insert_piece, insert_piece, insert_bytes, insert_tag, insert_tag, insert_tag, nest, swap_tag, delete, duplicate,
    splice, truncate,
)  # fmt: skip
