"""The demo sites as nothing that copydesk knows: many articles each, with templates whose names and words say nothing.

Each site renders its own templates. The articles' own texts are made of words that no template has (`OWN`), so that it
is known of every block what it is. Then every other word becomes a nonsense word, the same on every page of the site,
as does every class and id; tags that tell become `div`, `p` or `span`, and all other attributes but `href` go.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import blake2b
from itertools import product
from typing import Any

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

from pipeline.demo.folder import Story
from pipeline.demo.newsroom import DemoSite, Newsroom
from pipeline.demo.rendering import story_path
from pipeline.models import Page

ARTICLES = 30

_SYLLABLES = ["".join(pair) for pair in product("bdfklmn", "aeou")]
OWN = frozenset(a + b + c for a, b, c in product(_SYLLABLES[::3], _SYLLABLES, ["", "ni", "lem"]))
_OWN = sorted(OWN)
_NONSENSE = ["".join(pair) for pair in product("prstvwz", "iy")]
_WORD = re.compile(r"[^\W\d_]+")

_TO_DIV = {"nav", "footer", "aside", "form", "header", "section", "main", "article", "figure", "dialog", "fieldset",
           "address", "ul", "ol"}  # fmt: skip
_TO_P = {"li", "figcaption", "button", "legend"}
_TO_SPAN = {"label", "time", "small"}
_UNSEEN = ["script", "style", "noscript", "template", "audio", "svg", "input", "textarea", "select", "ins"]
_FIRST_DAY = datetime(2026, 10, 1, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class StrangePage:
    """A page, the texts that are its article (own), and other texts that are of this article only (asides)."""

    page: Page
    own: tuple[str, ...]
    asides: frozenset[str]


@cache
def strange_pages(site_id: str) -> Sequence[StrangePage]:
    """`ARTICLES` pages of a demo site; the same ones every time."""
    newsroom = Newsroom.load(day=2)
    site = newsroom.site(site_id)
    written = [_written(site, number) for number in range(ARTICLES)]
    stories = tuple(one.story for one in written)
    pages = {story_path(site.folder, story): story for story in stories}
    whole = replace(site, folder=replace(site.folder, stories=stories, faults=()), pages=pages)
    newsroom = replace(newsroom, sites=(whole,))
    return [
        StrangePage(
            page=Page(url=site.base + path, body=_scrambled(newsroom.respond(site_id, path).body, site_id)),
            own=one.own,
            asides=one.asides,
        )
        for path, one in zip(pages, written, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Written:
    story: Story
    own: tuple[str, ...]
    asides: frozenset[str]


def _written(site: DemoSite, number: int) -> _Written:
    """An article as one of the site's, in all but its words: each author in turn, each set of extras in turn."""
    chance = random.Random(f"{site.id} {number}")
    plain = [story for story in site.folder.stories if story.template is None and story.path is None]
    model = plain[number % len(plain)]
    people = sorted(site.folder.authors)
    body = list(_body(chance))
    asides: list[str] = []
    extra = _reworded({key: value for key, value in model.extra.items() if key != "comments"}, chance, asides)
    title, excerpt = _words(chance, 6), _sentence(chance)
    story = replace(
        model,
        slug=f"story-{number}",
        title=title,
        excerpt=excerpt,
        published=_FIRST_DAY + timedelta(hours=7 * number),
        modified=None,
        authors=(people[number % len(people)],),
        encoding="utf-8",
        charset_header=True,
        in_feeds=True,
        extra=extra,
        body="\n".join(f"<{kind} data-own>{inner}</{kind}>" for kind, inner in body),
    )
    texts = tuple(text for _, inner in body for text in _texts(inner))
    return _Written(story, texts, frozenset([title, excerpt, *asides]))


def _body(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Elements of an article with what recurs in articles of a site by right: headings, a table's rows, background."""
    yield from (("p", _paragraph(chance)) for _ in range(chance.randint(1, 4)))
    yield "h2", KEY_POINTS
    yield "ul", "".join(f"<li>{_words(chance, 5)} {chance.randint(2, 900)}</li>" for _ in range(3))
    yield "p", _paragraph(chance)
    if chance.random() < 0.5:
        rows = "".join(f"<tr><td>{party}</td><td>{chance.randint(10, 60)}</td></tr>" for party in PARTIES)
        yield "table", f"<tr><th>{TABLE_HEAD}</th><th>{TABLE_HEAD}</th></tr>{rows}"
        yield "p", _paragraph(chance)
    if chance.random() < 0.3:
        yield "p", BACKGROUND
        yield "p", _paragraph(chance)
    yield "h2", CONCLUSION
    yield "p", _paragraph(chance)


def _texts(inner: str) -> list[str]:
    soup = BeautifulSoup(inner, "lxml")
    blocks = soup.find_all(["li", "tr"])
    return [" | ".join(block.stripped_strings) for block in blocks] or [soup.get_text()]


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_OWN, k=count)).capitalize()


def _sentence(chance: random.Random) -> str:
    return f"{_words(chance, chance.randint(7, 18))}."


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(1, 4)))


_FIXED = random.Random("in every article")
KEY_POINTS, CONCLUSION, TABLE_HEAD = _words(_FIXED, 2), _words(_FIXED, 1), _words(_FIXED, 1)
PARTIES = [_words(_FIXED, 1) for _ in range(4)]
BACKGROUND = _paragraph(_FIXED)


def _reworded(value: Any, chance: random.Random, asides: list[str]) -> Any:
    """Captions, standfirsts and the like in own words; file names, numbers and other short values stay."""
    if isinstance(value, Mapping):
        return {key: _reworded(part, chance, asides) for key, part in value.items()}
    if isinstance(value, list):
        return [_reworded(part, chance, asides) for part in value]
    if isinstance(value, str) and value.count(" ") >= 1:
        asides.append(_sentence(chance))
        return asides[-1]
    return value


def _scrambled(body: bytes, site: str) -> bytes:
    soup = BeautifulSoup(body, "lxml", from_encoding="utf-8")
    for unseen in soup(_UNSEEN):
        unseen.decompose()
    for meta in soup("meta"):
        meta.decompose()
    for text in soup.find_all(string=True):
        if isinstance(text, Comment):
            text.extract()
        elif type(text) is NavigableString:
            text.replace_with(_WORD.sub(lambda word: _nonsense(word[0], site), text))
    for tag in soup.find_all(True):
        if not tag.find_parent(attrs={"data-own": True}):
            _anonymise(tag, site)
    for tag in soup.find_all(attrs={"data-own": True}):
        del tag["data-own"]
    return soup.encode("utf-8", formatter="minimal")


def _anonymise(tag: Tag, site: str) -> None:
    own = "data-own" in tag.attrs
    kept = {name: value for name, value in tag.attrs.items() if name in ("href", "data-own")}
    if tag.name == "link" and tag.attrs.get("rel") == ["canonical"]:
        kept["rel"] = "canonical"
    names = [*tag.get_attribute_list("class"), *tag.get_attribute_list("id")]
    if any(names):
        kept["class"] = " ".join(_nonsense(name, site) for name in names if name)
    tag.attrs = kept
    if not own:
        tag.name = (
            "div" if tag.name in _TO_DIV else "p" if tag.name in _TO_P else "span" if tag.name in _TO_SPAN else tag.name
        )


def _nonsense(word: str, site: str) -> str:
    """A word that means nothing, always the same for a word of a site; own words stay."""
    if word.lower() in OWN:
        return word
    digest = blake2b(f"{site} {word.lower()}".encode(), digest_size=4).digest()
    made = "".join(_NONSENSE[byte % len(_NONSENSE)] for byte in digest)
    return made.capitalize() if word[0].isupper() else made
