"""Whatever comes in, an Article or a Rejection comes out, in bounded time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.models import Article, Page, Rejection
from pipeline.transform import extract
from tests.transform.pages import story

TEN_MB = 10_000_000


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\0" * 1000, id="NUL"),
        pytest.param(bytes(range(256)) * 100, id="binary"),
        pytest.param(story().encode()[:420], id="cut off"),
        pytest.param(b"<html><script>" + b"x = '<p>text</p>';" * 100 + b"</script>", id="one script"),
        pytest.param(b"<frameset cols=50%><frame src=a><noframes><p>none</p></noframes></frameset>", id="frames"),
        pytest.param("Grüße, „Welt“. ".encode("cp1252") * 50, id="wrong charset"),
        pytest.param(b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>x", id="deep JSON"),
        pytest.param(
            b'<link rel=canonical href="http://[x"><meta property=og:url content="//["><p>x', id="bad addresses"
        ),
        pytest.param(b"<!-- " + b"a" * 10_000, id="an open comment"),
        pytest.param(b"<a " * 100_000, id="open tags"),
        pytest.param(b"<table>" + b"<tr><td>a<td>b" * 5_000, id="open cells"),
        pytest.param(b"<p>" + b"x<br>" * 20_000, id="breaks"),
        pytest.param(b"Items:\nshort\n" * 10_000, id="many lists"),
    ],
)
def test_odd_pages(body: bytes) -> None:
    assert isinstance(extract(Page(url="http://[bad", body=body, charset="utf-8")), Article | Rejection)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000, id="100,000 nested elements"),
        pytest.param(b"<span class=a1>" * 100_000 + b"deep", id="100,000 open spans"),
        pytest.param(b"word " * (TEN_MB // 5), id="one line of 10 MB"),
        pytest.param(b"<p>" + b"word " * (TEN_MB // 5), id="one paragraph of 10 MB"),
        pytest.param(b"<" * TEN_MB, id="10 MB of brackets"),
        pytest.param(b"<p>text.</p>" * (TEN_MB // 12), id="10 MB of paragraphs"),
    ],
)
def test_bounded_time(body: bytes) -> None:
    started = time.process_time()
    extract(Page(url="https://x.org/a", body=body))
    assert time.process_time() - started < 4  # seconds; half of it on a machine that does nothing else


def test_nested_elements_keep_their_text() -> None:
    result = extract(Page(url="https://x.org/a", body=b"<div>" * 100_000 + story().encode()))
    assert isinstance(result, Article)
    assert result.title.value == "Board votes for bridge"


pieces = st.sampled_from(
    ["<p>", "</p>", "<div class=author>", "</div>", "<b>", "</b>", "<br>", "<h2>", "</h2>", "<ul><li>", "</ul>",
     "<table><tr><td>", "<a href=#>", "</a>", "&amp;", "&#x0;", "<!--", "-->", "<script>", "</script>", "<blockquote>",
     "<h1>About the Author</h1>", "Advertisement", " : ", "The board met on Monday and voted for the bridge. ",
     "\u200b", "<svg><title>", "<select><option>", "<![CDATA[", "<pre>\n\n"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(pieces | st.text(max_size=8), max_size=60),
    st.sampled_from(["utf-8", "windows-1252", "utf-16", "koi8-r", None]),
)
def test_tag_soup(parts: list[str], charset: str | None) -> None:
    body = "".join(parts).encode("utf-8", "replace")
    assert isinstance(extract(Page(url="https://x.org/a", body=body, charset=charset)), Article | Rejection)
