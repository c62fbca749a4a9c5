"""Extractors as the benchmark calls them: copydesk here, its peers in `benchmarks.peers`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from benchmarks.gold import Passage
from benchmarks.predictions import Prediction
from pipeline.models import Article, Page, Rejection
from pipeline.transform import extract

PARSE = "parse"  # the name of the system that only parses


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page as extractors get it: its bytes, UTF-8, and the same decoded."""

    id: str
    url: str
    body: bytes
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """An extractor.

    call: the work, which is timed and may raise anything. read: page id and answer to a prediction, untimed.
    gives: which of `title`, `authors`, `published` and `sections` its answers have besides the text.
    """

    name: str
    version: str
    gives: frozenset[str]
    call: Callable[[Sample], Any]
    read: Callable[[str, Any], Prediction]


def copydesk() -> System:
    return System(
        name="copydesk",
        version=version("copydesk"),
        gives=frozenset({"title", "authors", "published", "sections"}),
        call=lambda sample: extract(Page(url=sample.url, body=sample.body)),
        read=_read,
    )


def parse_only() -> System:
    """The least that any extractor on copydesk's DOM takes: one parse of the decoded page."""
    return System(
        name=PARSE,
        version=version("selectolax"),
        gives=frozenset(),
        call=lambda sample: LexborHTMLParser(sample.html),
        read=lambda page, _: Prediction(id=page),
    )


def _read(page: str, answer: Article | Rejection) -> Prediction:
    if isinstance(answer, Rejection):
        return Prediction(id=page)
    return Prediction(
        id=page,
        text="\n\n".join([*_shown_standfirst(answer), answer.text]),
        title=answer.title.value,
        authors=tuple(author.value for author in answer.authors),
        published=answer.published.value if answer.published else None,
        sections=tuple(_passages(answer)),
    )


def _shown_standfirst(article: Article) -> list[str]:
    """Gold texts begin with the standfirst that the page shows; copydesk keeps it apart."""
    shown = article.standfirst is not None and not article.standfirst.method.startswith("meta:")
    return [article.standfirst.value] if article.standfirst and shown else []


def _passages(article: Article) -> Iterator[Passage]:
    """The sections, headings that stand directly above another one joined with it: gold sets have one a passage."""
    above: list[str] = []
    for section in article.sections:
        if section.heading and not section.paragraphs:
            above.append(section.heading)
            continue
        heading = " ".join([*above, section.heading or ""]).strip()
        above.clear()
        yield Passage(heading=heading or None, paragraphs=section.paragraphs)
    if above:
        yield Passage(heading=" ".join(above), paragraphs=())
