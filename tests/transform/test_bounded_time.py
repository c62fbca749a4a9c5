"""Time is bounded: by two seconds for 10 MB, and by no more than the size of a page of any shape.

Measured as processor time. Bounds are twice what an idle core needs at most, since a busy one is slower too.
"""

import json
import time
from collections.abc import Callable

import pytest

from pipeline.models import Page
from pipeline.transform import extract
from tests.transform.pages import FIRST, SECOND, THIRD, story

TEN_MB = 10_000_000
SECONDS = 4.0
NOISE = 0.05  # seconds that any measurement may be wrong by

NEWS = {"@type": "NewsArticle", "headline": "Board votes for bridge"}

Shape = Callable[[int], str]


def seconds(page: str) -> float:
    body = page.encode()
    began = time.process_time()
    extract(Page(url="https://x.org/a", body=body))
    return time.process_time() - began


def grows_evenly(shape: Shape, size: int) -> bool:
    """Whether twice the size takes about twice the time. Measured up to five times, and the least of each counts: what
    else the machine does only ever adds."""
    once = twice = float("inf")
    for _ in range(5):
        once, twice = min(once, seconds(shape(size))), min(twice, seconds(shape(2 * size)))
        if twice < 3.5 * once + NOISE:
            return True
    return False


def times(text: str) -> Shape:
    """`text` as often as goes into a size."""
    return lambda size: text * (size // len(text))


def numbered(text: str) -> Shape:
    """`text` with a number for its `{}`, as often as goes into a size."""
    return lambda size: "".join(map(text.format, range(size // (len(text) + 4))))


def in_story(shape: Shape) -> Shape:
    return lambda size: story(after=shape(size))


def in_json_ld(value: Callable[[int], object]) -> Shape:
    return lambda size: story(head=f'<script type="application/ld+json">{json.dumps(value(size))}</script>')


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param(times("word "), id="one line"),
        pytest.param(lambda size: "x" * size, id="one word"),
        pytest.param(lambda size: "<p>" + "word " * (size // 5), id="one paragraph"),
        pytest.param(lambda size: "<h1>" + FIRST * (size // len(FIRST)), id="one heading"),
        pytest.param(lambda size: "<title>" + "a | " * (size // 4), id="one title"),
        pytest.param(lambda size: "<p>" + "schÃ¶ne GrÃ¼ÃŸe\n" * (size // 20), id="encoded twice"),
        pytest.param(lambda size: "<p>a" + "\u0323\u0301" * (size // 4), id="one letter"),
        pytest.param(lambda size: "<p>" + "&#xD800;&amp;" * (size // 13), id="entities"),
        pytest.param(times("<"), id="brackets"),
        pytest.param(times(f"<p>{FIRST}</p>"), id="paragraphs"),
        pytest.param(times("<p>text.</p>"), id="short paragraphs"),
        pytest.param(lambda size: "<!-- " + "a" * size, id="a comment"),
        pytest.param(lambda size: f"<p class='{'abc ' * (size // 4)}'>{FIRST}", id="a class"),
        pytest.param(lambda size: f"<p {' '.join(f'a{i}' for i in range(size // 8))}>{FIRST}", id="attributes"),
        pytest.param(lambda size: "<pre>" + "x\n\n" * (size // 3), id="preformatted"),
        pytest.param(in_json_ld(lambda size: NEWS | {"articleBody": FIRST * (size // 110)}), id="JSON-LD"),
        pytest.param(lambda size: "<script>x='" + r"\"" * (size // 2) + "</script><p>x", id="quotes in a script"),
        pytest.param(lambda size: '<script>"' + r"\u003cp>\u003cdiv>" * (size // 19) + '"</script><p>x', id="carried"),
        pytest.param(in_json_ld(lambda size: [[[1] * 9]] * (size // 40)), id="lists in JSON-LD"),
        pytest.param(
            in_json_ld(lambda size: NEWS | {"author": [{"@id": f"#{i}"} for i in range(size // 18)]}),
            id="authors in JSON-LD",
        ),
    ],
)  # fmt: skip
def test_ten_megabytes(shape: Shape) -> None:
    assert seconds(shape(TEN_MB)) < SECONDS


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param(in_story(times("<h2>Head</h2>")), id="headings"),
        pytest.param(in_story(times("<h2>Head</h2><p>Share</p>")), id="headings of removed boxes"),
        pytest.param(in_story(times("<h2><a href=/x>Head</a></h2>")), id="headings that are links"),
        pytest.param(in_story(numbered("<blockquote><p>{} " + SECOND + "</blockquote>")), id="quotes"),
        pytest.param(in_story(numbered("<li><a href=/{}>Link</a>")), id="links"),
        pytest.param(in_story(times("x<span class=sr-only>y</span>")), id="hidden labels"),
        pytest.param(in_story(times("<div class=author-box><span class=name>Ann</span></div>")), id="author boxes"),
        pytest.param(in_story(numbered("<article id=a{:x}><p>x</article>")), id="articles of their own kind"),
        pytest.param(times(f"<article><h1>Tit for tat</h1><p>{THIRD}</p></article>"), id="articles"),
        pytest.param(numbered("<body a{}=b>"), id="bodies"),
        pytest.param(lambda size: "<div class=a>" * 90 + numbered("<p id=a{:x}>x")(size), id="places at depth"),
        pytest.param(times("About the author\nAnn Lee\n"), id="lines"),
    ],
)  # fmt: skip
def test_twice_the_page_takes_no_more_than_twice_the_time(shape: Shape) -> None:
    size = 75_000
    assert grows_evenly(shape, size)


@pytest.mark.parametrize(
    "tags", ["<div>", "<x-y>", "<b><p>", "<header><p>", "<table><tr><td>", "<ul><li>", "<span itemprop=author>"]
)
def test_twice_the_depth_takes_no_more_than_twice_the_time(tags: str) -> None:
    size = 27_000  # few enough tags for them to be parsed as they nest
    shape = in_story(times(f"{tags}x"))
    assert grows_evenly(shape, size)
