"""A page's language, lead image, canonical address and kind, each value with the way it came."""

from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from pipeline.models import Stated
from pipeline.transform.fields.jsonld import Node, is_article, resolved, text_of
from pipeline.transform.fields.source import Source
from pipeline.transform.page.dom import Head


def language(head: Head, node: Node) -> Stated | None:
    """BCP 47 in lower case; an Open Graph locale's underscore becomes a hyphen."""
    ways = (
        ("html_lang", head.language),
        ("meta:content-language", head.first("content-language", "language")),
        ("meta:og:locale", head.first("og:locale")),
        ("json_ld", text_of(node.get("inLanguage"))),
    )
    for method, raw in ways:
        value = (raw or "").strip().lower().replace("_", "-")
        if 2 <= len(value.split("-")[0]) <= 3 and value.replace("-", "").isalnum() and value.isascii():
            return Stated(value=value, method=method, raw=raw or "")
    return None


def image(source: Source) -> Stated | None:
    for method, raw in (
        ("meta:og:image", source.said.head.first("og:image", "og:image:url", "twitter:image")),
        ("json_ld", _image_of(source)),
    ):
        if raw:
            return Stated(value=_joined(source.said.url, raw) or raw, method=method, raw=raw)
    return None


def _image_of(source: Source) -> str | None:
    first = next(iter(resolved(source.said.node.get("image"), source.said.nodes)), None)
    return text_of(first if isinstance(first, str) or first is None else first.get("url") or first.get("contentUrl"))


def canonical_url(url: str, head: Head) -> str:
    """The page's own canonical link if it is on the same site and no bare home page, else its address."""
    for raw in (head.canonical, head.first("og:url")):
        target = _joined(url, raw.strip()) if raw else None
        if (
            target
            and _same_site(url, target)
            and (urlsplit(target).path.strip("/") or not urlsplit(url).path.strip("/"))
        ):
            return target
    return url


def _joined(base: str, raw: str) -> str | None:
    try:
        return urljoin(base, raw)
    except ValueError:
        return None


def _same_site(url: str, other: str) -> bool:
    try:
        mine, theirs = urlsplit(url).netloc.lower(), urlsplit(other).netloc.lower()
    except ValueError:
        return False
    mine, theirs = (host.removeprefix("www.").removeprefix("amp.").removeprefix("m.") for host in (mine, theirs))
    return bool(theirs) and (mine == theirs or mine.endswith("." + theirs) or theirs.endswith("." + mine))


def is_video_page(head: Head, nodes: Sequence[Node]) -> bool:
    """A page about a video: says so, and describes no article."""
    described = any(is_article(node) for node in nodes)
    return (head.first("og:type") or "").lower().startswith("video") and not described
