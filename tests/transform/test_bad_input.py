"""Whatever comes in, an Article or a Rejection comes out; text that a reader can see is kept."""

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.models import Article, Page, Rejection
from pipeline.reasons import Reason
from pipeline.transform import as_dict, extract
from tests.transform.pages import FIRST, SECOND, THIRD, URL, article, html, paragraphs, run, story

STORY = [FIRST, SECOND, THIRD]
UMLAUTS = "Die Brücke wird im März für zwei Sommer geschlossen, sagte Bürgermeister Jürgen Möller am Dienstag in Köln."
ATTRIBUTES = " ".join(f"a{i}" for i in range(100_000))
SURROGATES = '{"@type":"NewsArticle","image":"\\ud800","author":"\\udfff","keywords":["\\ud800"]}'
ODD_TYPES = '{"@type":["NewsArticle",null,{}],"author":[[],null,3,{"@id":[]}],"publisher":"x"}'
PROSE = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(b"", Reason.NO_TEXT, id="nothing"),
        pytest.param(b"\0" * 1000, Reason.CONTENT_TYPE, id="NUL bytes only"),
        pytest.param(bytes(range(256)) * 100, Reason.CONTENT_TYPE, id="binary"),
        pytest.param(b"%PDF-1.7\n1 0 obj << /Length 44 >>", Reason.CONTENT_TYPE, id="PDF"),
        pytest.param(gzip.compress(story().encode()), Reason.CONTENT_TYPE, id="gzip"),
        pytest.param(b"<!doctype html>", Reason.NO_TEXT, id="doctype only"),
        pytest.param(b"<!-- " + story().encode() + b" -->", Reason.NO_TEXT, id="comment only"),
        pytest.param(b"<!-- " + story().encode().replace(b"-", b""), Reason.NO_TEXT, id="a comment that never ends"),
        pytest.param(b"<?xml version='1.0'?>", Reason.NO_TEXT, id="processing instruction only"),
        pytest.param(b"<script>" + b"x = '<p>text</p>';" * 100 + b"</script>", Reason.NO_TEXT, id="one script"),
        pytest.param(b"<script>" + story().encode(), Reason.NO_TEXT, id="a script that never ends"),
        pytest.param(story().replace("</title>", "").encode(), Reason.NO_TEXT, id="a title that never ends"),
        pytest.param(b"<frameset cols=50%><frame src=a><frame src=b></frameset>", Reason.NO_TEXT, id="frames"),
        pytest.param(
            b"<a href='" + story().encode().replace(b"'", b""), Reason.NO_TEXT, id="an attribute that never ends"
        ),
        pytest.param(html(f"<template><article>{PROSE}</article></template>").encode(), Reason.NO_TEXT, id="template"),
        pytest.param(html(f"<svg><text>{FIRST}{SECOND}</text></svg>").encode(), Reason.NO_TEXT, id="svg"),
        pytest.param(b"<h1>Board votes for bridge</h1>", Reason.NO_TEXT, id="a heading only"),
        pytest.param("<p>\u200b<br>\u00ad<td> | </td>\u2060".encode(), Reason.NO_TEXT, id="marks that nobody sees"),
        pytest.param(b"<" * 10_000, Reason.NO_TEXT, id="brackets"),
        pytest.param(b"<a " * 200_000, Reason.TOO_LARGE, id="open tags"),
        pytest.param(b"<p>x" * 100_000, Reason.TOO_LARGE, id="100,000 siblings"),
        pytest.param(b"<pre>" + b"x\n\n" * 100_000, Reason.TOO_LARGE, id="100,000 paragraphs of preformatted text"),
        pytest.param(b"Items:\nshort\n" * 20_000, Reason.TOO_LARGE, id="40,000 lines"),
        pytest.param(b"Items:\rshort\r" * 20_000, Reason.TOO_LARGE, id="40,000 lines as of old"),
    ],
)
def test_no_article(body: bytes, reason: Reason) -> None:
    result = run(body)
    assert isinstance(result, Rejection)
    assert result.reason == reason, result.detail


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(story().replace(">", ">\0").encode(), id="NUL bytes between"),
        pytest.param(story().encode() + b"<div><p", id="cut off in a tag"),
        pytest.param(story().replace("</p>", "").encode(), id="paragraphs that never end"),
        pytest.param(story().replace("</main>", "<").encode(), id="a bracket for a tag"),
        pytest.param(
            b"<?xml version='1.0' encoding='utf-8'?>"
            b"<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd'>"
            + story(before="<br/><img src='a' alt=''/>").replace("<html", "<html xmlns='http://www.w3.org/1999/xhtml'").encode(),
            id="XHTML",
        ),
        pytest.param(
            story(head="<script async src='https://cdn.ampproject.org/v0.js'></script>", middle="<amp-ad></amp-ad>")
            .replace("<html", "<html amp")
            .encode(),
            id="AMP",
        ),
        pytest.param(story().replace("<body>", "").replace("</body>", "").encode(), id="no body"),
        pytest.param(story().replace("<body>", "<body><body class=a>").encode(), id="two bodies"),
        pytest.param(story(before="<![CDATA[").encode(), id="CDATA"),
        pytest.param(story(before="<?php echo 1 ?>").encode(), id="a processing instruction"),
        pytest.param(story(before="<table><tr><td>").encode(), id="tables that never end"),
        pytest.param(story(after="<textarea>").encode(), id="a text area that never ends"),
        pytest.param(story(after="<svg><title>Icon</title><text>Label</text></svg>").encode(), id="an svg with text"),
        pytest.param(story(after="<template><p>Not shown</p></template>").encode(), id="a template beside"),
        pytest.param(story().encode("utf-16"), id="UTF-16 with its mark"),
        pytest.param(story().encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param(story().encode("utf-16-be"), id="big-endian UTF-16 without a mark"),
        pytest.param(story(before="<div role=headingx>Bridges</div>").encode(), id="a role that is none"),
        pytest.param(story(before="<span class=sr-only>a</span>" * 3_000).encode(), id="thousands of hidden labels"),
        pytest.param(story(before=f"<p {ATTRIBUTES}></p>").encode(), id="100,000 attributes"),
        pytest.param(story(before="<div class='" + "card " * 1_000_000 + "'></div>").encode(), id="a class of 5 MB"),
        pytest.param(story(head="<meta name=a content=b>" * 30_000).encode(), id="30,000 metas"),
        pytest.param(story(before="<span itemprop=author rel=tag>" * 50_000).encode(), id="50,000 nested itemprops"),
        pytest.param(story(before="<b><i>" * 100_000).encode(), id="200,000 nested inline elements"),
        pytest.param(b"<div>" * 100_000 + story().encode(), id="100,000 nested elements"),
        pytest.param(story(before="\u202e\u200f<p>\u061c</p>").encode(), id="direction marks"),
    ],
)  # fmt: skip
def test_the_article_is_kept(page: bytes) -> None:
    result = article(page)
    assert result.title.value == "Board votes for bridge"
    assert [text for text in paragraphs(result) if text in STORY] == STORY


def test_plaintext_shows_the_rest_of_the_page_as_it_is() -> None:
    result = article(story(after="<plaintext>and <b>this"))
    assert paragraphs(result)[:3] == STORY
    shown = [*paragraphs(result), *(block.text for block in result.removed)]
    assert any("and <b>this" in text for text in shown)


def test_the_note_for_browsers_without_frames_is_no_article() -> None:
    assert isinstance(run("<frameset><frame src=a><noframes><p>Your browser has no frames.</noframes>"), Rejection)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        pytest.param("utf-8", "cp1252", id="windows-1252 as UTF-8"),
        pytest.param("iso-8859-1", "utf-8", id="UTF-8 as latin-1"),
        pytest.param("koi8-r", "utf-8", id="UTF-8 as koi8-r"),
        pytest.param(None, "cp1252", id="windows-1252 undeclared"),
        pytest.param("utf-7", "utf-8", id="UTF-7, which browsers do not read"),
        pytest.param("idna", "utf-8", id="a codec of Python's that is none for pages"),
        pytest.param("unicode_escape", "utf-8", id="another"),
        pytest.param("cp037", "utf-8", id="EBCDIC"),
        pytest.param("\0", "utf-8", id="NUL for a charset"),
        pytest.param("x" * 100_000, "utf-8", id="a very long charset"),
    ],
)
def test_a_wrong_charset_leaves_the_text_readable(charset: str | None, encoding: str) -> None:
    page = Page(url=URL, body=story(before=f"<p>{UMLAUTS}</p>").encode(encoding), charset=charset)
    result = extract(page)
    assert isinstance(result, Article)
    assert paragraphs(result) == [UMLAUTS, *STORY]


def test_a_paragraph_in_another_encoding_than_the_page_spoils_only_itself() -> None:
    many = story(before=f"<p>{UMLAUTS}</p>", after=f"<p>Zum Schluss: {UMLAUTS}</p>").encode()
    mixed = many.replace(b"Zum Schluss: ", "Zürich: ".encode("cp1252"))
    assert paragraphs(article(mixed)) == [UMLAUTS, *STORY, f"Z\ufffdrich: {UMLAUTS}"]


def test_entities_that_name_no_character_become_the_replacement_character() -> None:
    result = article(story(before="<p>A&#xD800;B&#0;C&#x110000;D &euro;&notin;&nosuch; and so on, as they said.</p>"))
    assert paragraphs(result)[0] == "A\ufffdB\ufffdC\ufffdD €∉&nosuch; and so on, as they said."


def test_a_letter_with_a_million_marks_keeps_thirty() -> None:
    result = article(story(before="<p>" + "a" + "\u0323\u0301" * 500_000 + f" {SECOND} {FIRST}</p>"))
    first = next(text for text in paragraphs(result) if SECOND in text)
    assert len(first) <= len(SECOND) + len(FIRST) + 33


@pytest.mark.parametrize(
    "ld",
    [
        pytest.param("[" * 100_000, id="nested lists"),
        pytest.param("[" * 100_000 + "]" * 100_000, id="nested lists that end"),
        pytest.param('{"a":' * 100_000, id="nested objects"),
        pytest.param('{"@type":"NewsArticle","isAccessibleForFree":false,"wordCount":1e999}', id="an infinite count"),
        pytest.param('{"@type":"NewsArticle","isAccessibleForFree":false,"wordCount":NaN}', id="a count that is none"),
        pytest.param(
            f'{{"@type":"NewsArticle","isAccessibleForFree":false,"wordCount":"{"9" * 5000}"}}', id="an endless count"
        ),
        pytest.param(f'{{"@type":"NewsArticle","wordCount":{"9" * 5000}}}', id="a number that Python refuses"),
        pytest.param(SURROGATES, id="surrogates"),
        pytest.param(ODD_TYPES, id="odd types"),
        pytest.param('{"@type":"NewsArticle","datePublished":"²٣-11-02","dateModified":"9999-99-99"}', id="odd digits"),
    ],
)  # fmt: skip
def test_json_ld_never_costs_the_article(ld: str) -> None:
    result = article(story(head=f'<script type="application/ld+json">{ld}</script>'))
    assert paragraphs(result) == STORY
    assert json.dumps(as_dict(result), ensure_ascii=False).encode()  # lone surrogates cannot be written


def test_addresses_that_are_none() -> None:
    metas = '<meta property=og:url content="//["><meta property=og:image content="//[">'
    head = f'<link rel=canonical href="http://[x">{metas}'
    result = extract(Page(url="http://[bad", body=story(head=head).encode()))
    assert isinstance(result, Article)
    assert result.canonical_url == "http://[bad"


def test_a_header_in_a_heading_is_one_block_without_links_of_its_own() -> None:
    header = "<h3><header><a href=/a>Sign up here</a></header></h3>"
    result = article(html(f"<h1>Board votes for bridge</h1><p>{FIRST}</p>{header}<p>{SECOND}</p><p>{THIRD}</p>"))
    shown = [*(section.heading for section in result.sections), *(block.text for block in result.removed)]
    assert "Sign up here" in shown


pieces = st.sampled_from(
    ["<p>", "</p>", "<div class=author>", "</div>", "<b>", "</b>", "<br>", "<h2>", "</h2>", "<ul><li>", "</ul>",
     "<table><tr><td>", "<a href=#>", "</a>", "&amp;", "&#x0;", "<!--", "-->", "<script>", "</script>", "<blockquote>",
     "<h1>About the Author</h1>", "Advertisement", " : ", "The board met on Monday and voted for the bridge. ",
     "\u200b", "<svg><title>", "<select><option>", "<![CDATA[", "<pre>\n\n", "<?x", "<nav>", "<td>"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(pieces | st.text(max_size=8), max_size=60),
    st.sampled_from(["utf-8", "windows-1252", "utf-16", "koi8-r", None]),
)
def test_tag_soup(parts: list[str], charset: str | None) -> None:
    body = "".join(parts).encode("utf-8", "replace")
    assert isinstance(extract(Page(url="https://x.org/a", body=body, charset=charset)), Article | Rejection)
