"""The REST API that WordPress sites have beside their feeds: developer.wordpress.org/rest-api/reference/posts."""

from urllib.parse import urljoin

from pipeline.extract.discovery import json_items
from pipeline.extract.discovery.dates import iso_or_none
from pipeline.extract.discovery.entries import Document, Unreadable
from pipeline.models import Entry
from pipeline.reasons import Reason

_POSTS = "wp-json/wp/v2/posts?per_page=100&_fields=link,date_gmt,modified_gmt"  # 100 is the most that it gives

MENDS = {
    Reason.HTTP_403: "its REST API is closed to visitors; set wordpress = false and use its feeds",
    Reason.HTTP_404: "no REST API there: another system than WordPress, or switched off; set wordpress = false",
    Reason.HTTP_4XX: "its REST API refuses to list 100 posts; set wordpress = false and use its feeds",
}
"""What an operator does about an answer that is none."""


def posts_url(homepage: str) -> str:
    """Where the site whose front page is `homepage` lists its newest posts."""
    return urljoin(homepage if homepage.endswith("/") else f"{homepage}/", _POSTS)


def parse_posts(body: bytes, _base: str = "", _charset: str | None = None) -> Document | Unreadable:
    """The newest posts. `date_gmt` and `modified_gmt` come without an offset; they are in UTC. Links are absolute."""
    posts = json_items.objects(body, None, "list of posts from WordPress")
    if isinstance(posts, Unreadable):
        return posts
    entries = [
        Entry(url=link, published=_utc(post.get("date_gmt")), modified=_utc(post.get("modified_gmt")))
        for post in posts
        if isinstance(link := post.get("link"), str) and link
    ]
    return Document(entries=tuple(entries), window=True)


def _utc(date: object) -> str | None:
    return iso_or_none(f"{date}+00:00") if isinstance(date, str) and date else None
