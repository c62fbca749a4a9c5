"""What a page says of its article beside its authors, each value with the way it came.

Order of trust: JSON-LD of the article's own node, metas, microdata and visible lines outside comments, related boxes
and widgets, the address.
"""

from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from pipeline.models import Stated
from pipeline.transform.dom import Head
from pipeline.transform.jsonld import Node, is_article, resolved, text_of
from pipeline.transform.normalise import normalise
from pipeline.transform.source import Source


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


def section(source: Source) -> Stated | None:
    for method, raw in (
        ("json_ld", text_of(source.node.get("articleSection"))),
        ("meta:article:section", source.head.first("article:section", "parsely-section")),
    ):
        if raw and normalise(raw):
            return Stated(value=normalise(raw), method=method, raw=raw)
    return None


def tags(source: Source) -> tuple[str, ...]:
    """Keywords of the article: JSON-LD, then `article:tag`, then the visible tag links."""
    stated = source.node.get("keywords")
    listed = stated if isinstance(stated, list) else str(stated).split(",") if isinstance(stated, str) else []
    found = [text_of(item) or "" for item in listed] or list(source.head.metas.get("article:tag", ()))
    if not found:
        found = [e.text for e in source.elements if "tag" in (e.attributes.get("rel") or "").split()]
    clean = (normalise(tag) for tag in found)
    return tuple(dict.fromkeys(tag for tag in clean if tag and len(tag) <= 80))[:50]


def image(source: Source) -> Stated | None:
    for method, raw in (
        ("meta:og:image", source.head.first("og:image", "og:image:url", "twitter:image")),
        ("json_ld", _image_of(source)),
    ):
        if raw:
            return Stated(value=_joined(source.url, raw) or raw, method=method, raw=raw)
    return None


def _image_of(source: Source) -> str | None:
    first = next(iter(resolved(source.node.get("image"), source.nodes)), None)
    return first if isinstance(first, str) or first is None else text_of(first.get("url") or first.get("contentUrl"))


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
