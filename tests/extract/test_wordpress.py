import json

import pytest

from pipeline.extract.entries import Unreadable
from pipeline.extract.wordpress import parse_posts, posts_url
from pipeline.models import Entry


@pytest.mark.parametrize("homepage", ["https://example.org/blog", "https://example.org/blog/"])
def test_where_the_posts_are(homepage: str) -> None:
    expected = "https://example.org/blog/wp-json/wp/v2/posts?per_page=100&_fields=link,modified_gmt"
    assert posts_url(homepage) == expected


def test_posts_with_their_change_in_utc() -> None:
    body = json.dumps(
        [
            {"link": "https://example.org/a/", "modified_gmt": "2026-11-02T10:00:00"},
            {"link": "https://example.org/b/"},
            {"modified_gmt": "2026-11-02T10:00:00"},
        ]
    ).encode()
    assert parse_posts(body) == [
        Entry(url="https://example.org/a/", modified="2026-11-02T10:00:00+00:00"),
        Entry(url="https://example.org/b/"),
    ]


def test_no_posts_yet() -> None:
    assert parse_posts(b"[]") == []


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"code": "rest_no_route"}'])
def test_what_is_no_answer_of_the_api(body: bytes) -> None:
    assert isinstance(parse_posts(body), Unreadable)
