"""A front page, or a section's: what it declares about its site."""

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from pipeline.extract.discovery.listings import parse_listing
from pipeline.extract.discovery.markup import advertised_feeds
from pipeline.extract.urls import absolute

_WORDPRESS_API = "https://api.w.org/"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """url: the page's own. name, language: of the site, as stated. feeds: addresses that it declares, in order.

    wordpress_api: root of the REST API that it declares. links: number of pages of the site that it links to.
    """

    url: str
    name: str
    language: str | None
    feeds: tuple[str, ...]
    wordpress_api: str | None
    links: int


def read_front_page(body: bytes, url: str, charset: str | None = None) -> FrontPage:
    """What the page at `url` declares. charset: from the Content-Type header."""
    soup = BeautifulSoup(body, "lxml", from_encoding=charset)
    links = [link for link in soup.find_all("link", href=True) if isinstance(link, Tag)]
    feeds = [absolute(feed, url) for feed in advertised_feeds(body, url)]
    apis = [_address(link, url) for link in links if _WORDPRESS_API in _words(link, "rel")]
    return FrontPage(
        url=url,
        name=_name(soup),
        language=_language(soup),
        feeds=tuple(dict.fromkeys(feed for feed in feeds if feed)),
        wordpress_api=next((api for api in apis if api), None),
        links=len(parse_listing(body, url, charset).entries),
    )


def _words(tag: Tag, attribute: str) -> list[str]:
    value = tag.get(attribute) or []
    return value.lower().split() if isinstance(value, str) else [word.lower() for word in value]


def _address(link: Tag, base: str) -> str | None:
    return absolute(str(link["href"]), base)


def _name(soup: BeautifulSoup) -> str:
    """What the site calls itself to those who share it, else the page's title."""
    stated = soup.find("meta", attrs={"property": "og:site_name"})
    text = str(stated.get("content") or "") if isinstance(stated, Tag) else ""
    if not text.strip() and soup.title is not None:
        text = soup.title.get_text()
    return " ".join(_CONTROL.sub(" ", text).split())[:100]


def _language(soup: BeautifulSoup) -> str | None:
    html = soup.find("html")
    found = _LANGUAGE.match(str(html.get("lang") or "").strip().lower()) if isinstance(html, Tag) else None
    return found[0] if found else None
