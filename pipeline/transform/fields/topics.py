"""What an article is about: the section it stands in and its keywords."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from pipeline.models import Stated
from pipeline.transform.fields.jsonld import resolved, text_of, types
from pipeline.transform.fields.source import Source
from pipeline.transform.page.normalise import fold, normalise

_SECTION = re.compile(r"[a-z][a-z-]{2,24}")
_NO_SECTION = frozenset(("article", "articles", "artikel", "news", "story", "stories", "blog", "posts", "post", "amp"))
_HOME = frozenset(("home", "homepage", "startseite", "start", "inicio", "accueil", "início", "forside", "etusivu"))
_COMMAS = re.compile(r"[,;，、]")
_KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-|\d+$|_")  # of a machine, for a machine
_LONGEST_TAG, _MOST_TAGS = 80, 50
_LONGEST_LIST = 10_000  # characters of keywords in one text


def section(source: Source) -> Stated | None:
    """As stated, else the first step of the breadcrumb, else the first part of the address."""
    for method, raw in (
        ("json_ld", text_of(source.said.node.get("articleSection"))),
        ("meta:article:section", source.said.head.first("article:section", "parsely-section", "section")),
        ("json_ld:breadcrumb", _first_crumb(source)),
        ("url", _first_part(source.said.url)),
    ):
        if raw and normalise(raw):
            return Stated(value=normalise(raw), method=method, raw=raw)
    return None


def _first_crumb(source: Source) -> str | None:
    """The name of the first step after the home page, if more than the article itself comes after that."""
    said = source.said
    trail = next((node for node in said.nodes if "breadcrumblist" in types(node)), {})
    steps = [step for step in resolved(trail.get("itemListElement") or [], said.nodes) if isinstance(step, Mapping)]
    names = [text_of(step.get("name")) or _name_of(step.get("item")) for step in steps]
    site = said.head.first("og:site_name")
    below = [name for name in names if name and fold(name) not in _HOME and name != site]
    return below[0] if len(below) > 1 else None


def _name_of(item: object) -> str | None:
    return text_of(item.get("name")) if isinstance(item, Mapping) else None


def _first_part(url: str) -> str | None:
    """`politics` of `/politics/bridge-vote`: a word of letters before the last part."""
    try:
        parts = urlsplit(url).path.strip("/").split("/")
    except ValueError:
        return None
    return parts[0] if len(parts) > 1 and _SECTION.fullmatch(parts[0]) and parts[0] not in _NO_SECTION else None


def tags(source: Source) -> tuple[str, ...]:
    """Keywords of the article: JSON-LD, then `article:tag`, then keywords of the head, then the visible tag links."""
    stated = source.said.node.get("keywords")
    listed = stated if isinstance(stated, list) else [stated]
    ways = (
        [text_of(item) or "" for item in listed],
        source.said.head.metas.get("article:tag", ()),
        source.said.head.metas.get("news_keywords", ()),
        source.said.head.metas.get("keywords", ()),
        [e.text for e in source.elements if "tag" in (e.attributes.get("rel") or "").split()],
    )
    for way in ways:
        several = [part for text in way for part in (_COMMAS.split(text[:_LONGEST_LIST]) if len(way) == 1 else (text,))]
        clean = (normalise(tag) for tag in several)
        found = tuple(dict.fromkeys(tag for tag in clean if tag and len(tag) <= _LONGEST_TAG and not _KEY.match(tag)))
        if found:
            return found[:_MOST_TAGS]
    return ()
