"""What a page shows of its kind, whatever its words mean: the facts that `kinds` weighs.

Two sorts of facts. Marks are words in families, such as the class names of a page or the words of its address; a model
asks whether one is there. Numbers are counts and shares of blocks, such as how many of them are links.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from urllib.parse import SplitResult, parse_qsl, urlsplit

from pipeline.models import BlockKind, Stated
from pipeline.transform.fields.jsonld import types
from pipeline.transform.fields.source import Said
from pipeline.transform.page.tree import Block, Tree

_SHORT = 30  # characters of a block that may be a button, a menu's entry or a label
_LONG = 200  # characters of a paragraph that somebody wrote to be read
_LINKED = 0.8  # share of a block's text inside links that makes it a link
_TRACKING = ("utm_", "srsltid", "gclid", "fbclid")
_WORD = re.compile(r"[^\W\d_]+")
_DATE = re.compile(r"/(?:19|20)\d\d[-/]?\d{1,2}\b")
_SUFFIX = re.compile(r"\.([a-z]{2,5})$")
_SPLIT = re.compile(r"[-_.+,~]+")


@dataclass(frozen=True, slots=True)
class Facts:
    """marks: by family, lower case. numbers: by name; shares are 0 to 1, lengths are characters."""

    marks: Mapping[str, frozenset[str]]
    numbers: Mapping[str, float]

    @property
    def said(self) -> int:
        """How much the page says of itself beside its text; next to nothing is nothing to judge it by."""
        return sum(len(self.marks[family]) for family in ("class", "meta", "json_ld"))


def facts_of(said: Said, tree: Tree, content: Sequence[Block], published: Stated | None) -> Facts:
    """content: the blocks labelled so."""
    head = said.head
    places = tree.places
    return Facts(
        marks={
            "address": frozenset(_address(said.url)),
            "json_ld": frozenset().union(*map(types, said.nodes)) if said.nodes else frozenset(("none",)),
            "meta": frozenset(head.metas),
            "og_type": frozenset(((head.first("og:type") or "none").lower(),)),
            "date": frozenset((published.method if published else "none",)),
            "tag": frozenset(places.tags),
            "class": places.terms_of_text(),
            "says": frozenset([block.text.lower() for block in tree.blocks if len(block.text) < _SHORT]),
        },
        numbers={**_numbers_of_page(tree, len(content)), **_numbers_of_content(content)},
    )


def _address(url: str) -> Iterator[str]:
    """What an address tells by its words and its shape: `depth 2`, `in category`, `slug 7 words`, `query page`."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    if not parts.netloc:
        return
    yield from (f"host {label}" for label in parts.netloc.lower().split(".")[:-2])
    steps = [step for step in parts.path.lower().split("/") if step]
    yield f"depth {min(len(steps), 6)}"
    for step in steps[:-1]:
        yield from (f"in {word}" for word in _WORD.findall(step))
    if steps:
        yield from _slug(steps[-1])
    yield from _extras(parts)


def _slug(step: str) -> Iterator[str]:
    suffix = _SUFFIX.search(step)
    if suffix:
        yield f"suffix {suffix[1]}"
        step = step[: suffix.start()]
    words = [word for word in _SPLIT.split(step) if word]
    yield f"slug {min(len(words), 8)} words"
    yield f"slug {min(len(step) // 10, 6)}0 characters"
    yield from (f"slug {word}" for word in words if not word.isdigit())
    if len(words) == 1:
        yield f"ends in {words[0]}"
    if any(letter.isdigit() for letter in step):
        yield "slug has digits"
    if step.isdigit():
        yield "slug is a number"


def _extras(parts: SplitResult) -> Iterator[str]:
    if parts.path.endswith("/"):
        yield "ends in /"
    if _DATE.search(parts.path):
        yield "has a date"
    if parts.query:
        yield from (f"query {key}" for key, _ in parse_qsl(parts.query)[:8] if not key.startswith(_TRACKING))


def _numbers_of_page(tree: Tree, content: int) -> dict[str, float]:
    blocks = tree.blocks
    many = len(blocks) or 1
    links = len([1 for block in blocks if block.link_density > _LINKED])
    articles = {context for context, tag in enumerate(tree.places.tags) if tag == "article"}
    return {
        "links": links,
        "share of links": links / many,
        "share of text": content / many,
        "alike blocks": max(Counter([block.context for block in blocks]).values(), default=0),
        "linked headings": len([1 for block in blocks if block.level and block.link_density > 0.5]),
        "article elements": len([1 for context in tree.contexts if context in articles]) if articles else 0,
        "times": len([1 for mark in tree.marks if mark.tag == "time"]),
    }


def _numbers_of_content(content: Sequence[Block]) -> dict[str, float]:
    characters = sum([len(block.text) for block in content])
    lengths = [len(block.text) for block in content if block.kind is BlockKind.PARAGRAPH]
    linked = sum([len(block.text) * block.link_density for block in content if block.link_density])
    return {
        "characters of text": characters,
        "characters a paragraph": median(lengths) if lengths else 0,
        "long paragraphs": len([1 for length in lengths if length >= _LONG]),
        "linked text": linked / (characters or 1),
        "headings": len([1 for block in content if block.level]),
    }
