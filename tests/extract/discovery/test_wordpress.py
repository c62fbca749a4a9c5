import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.discovery.entries import Document, Unreadable
from pipeline.extract.discovery.wordpress import parse_posts, posts_url
from pipeline.models import Entry


@pytest.mark.parametrize("homepage", ["https://example.org/blog", "https://example.org/blog/"])
def test_where_the_posts_are(homepage: str) -> None:
    expected = "https://example.org/blog/wp-json/wp/v2/posts?per_page=100&_fields=link,date_gmt,modified_gmt"
    assert posts_url(homepage) == expected


def test_posts_with_their_change_in_utc() -> None:
    body = json.dumps(
        [
            {
                "link": "https://example.org/a/",
                "date_gmt": "2026-11-01T10:00:00",
                "modified_gmt": "2026-11-02T10:00:00",
            },
            {"link": "https://example.org/b/", "date_gmt": "0000-00-00T00:00:00", "modified_gmt": None},
            {"modified_gmt": "2026-11-02T10:00:00"},
        ]
    ).encode()
    a = Entry(url="https://example.org/a/", published="2026-11-01T10:00:00+00:00", modified="2026-11-02T10:00:00+00:00")
    b = Entry(url="https://example.org/b/")
    assert parse_posts(body) == Document(entries=(a, b), window=True)


def test_no_posts_yet() -> None:
    assert parse_posts(b"[]") == Document(window=True)


@pytest.mark.parametrize(
    "body",
    [
        b'[{"link": "https://example.org/a"}, {"link": "https://exam',
        b'<b>Warning</b>: [x] failed in /wp/x.php\n[{"link": "https://example.org/a"}]',
    ],
    ids=["cut off", "a warning before it"],
)
def test_of_a_malformed_answer_what_parses_counts(body: bytes) -> None:
    assert parse_posts(body) == Document(entries=(Entry(url="https://example.org/a"),), window=True)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "it is empty"),
        (b"<html>", "it is an HTML page"),
        (b'{"code": "rest_no_route", "message": "No route was found"}', "No route was found"),
    ],
)
def test_what_is_no_answer_of_the_api(body: bytes, said: str) -> None:
    assert parse_posts(body) == Unreadable(detail=f"not a list of posts from WordPress: {said}")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["link", "date_gmt", "x"]), inner),
)


@given(st.binary() | JSON.map(json.dumps).map(str.encode))
def test_any_bytes_are_an_answer_or_none(body: bytes) -> None:
    assert isinstance(parse_posts(body), Document | Unreadable)
