"""The REST API that WordPress sites have beside their feeds: developer.wordpress.org/rest-api/reference/posts."""

import json
from urllib.parse import urljoin

from pipeline.extract.dates import iso_or_none
from pipeline.extract.entries import Unreadable
from pipeline.models import Entry

_POSTS = "wp-json/wp/v2/posts?per_page=100&_fields=link,modified_gmt"  # 100 is the most that it gives


def posts_url(homepage: str) -> str:
    """Where the site whose front page is `homepage` lists its newest posts."""
    return urljoin(homepage if homepage.endswith("/") else f"{homepage}/", _POSTS)


def parse_posts(body: bytes) -> list[Entry] | Unreadable:
    """The posts of an answer. `modified_gmt` comes without an offset; it is in UTC."""
    try:
        posts = json.loads(body)
    except (ValueError, RecursionError) as error:
        return Unreadable(detail=f"not an answer of the REST API: {error}"[:200])
    if not isinstance(posts, list):
        return Unreadable(detail="not an answer of the REST API: no list of posts")
    return [
        Entry(url=post["link"], modified=_utc(post.get("modified_gmt")))
        for post in posts
        if isinstance(post, dict) and isinstance(post.get("link"), str)
    ]


def _utc(modified: object) -> str | None:
    return iso_or_none(f"{modified}+00:00") if isinstance(modified, str) and modified else None
