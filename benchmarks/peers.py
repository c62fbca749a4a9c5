"""Other extractors, called as their documentation says to, and their answers in this benchmark's terms.

Each is imported when it is asked for, so that copydesk is measured without any of them.
"""

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Any

from benchmarks.markup import sections_of, text_of, tree
from benchmarks.predictions import Prediction
from benchmarks.systems import Sample, System


class NoPeer(Exception):
    """A peer that there is not, or that is not installed; the message names the mend."""


def load(names: Sequence[str]) -> list[System]:
    """The peers by name, ready to be called. Raises NoPeer."""
    return [_load(name) for name in names]


def _load(name: str) -> System:
    if name not in PEERS:
        raise NoPeer(f"{name}: no such peer; there are {', '.join(PEERS)}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # newspaper4k's about optional parts that extraction does not use
            return PEERS[name]()
    except ImportError as error:
        raise NoPeer(f"{name} is not installed ({error}): pip install -e .[bench], or make bench") from error


def _trafilatura() -> System:
    bare_extraction = import_module("trafilatura").bare_extraction

    def read(page: str, answer: Any) -> Prediction:
        if answer is None:
            return Prediction(id=page)
        return Prediction(
            id=page,
            text=answer.text or "",
            title=answer.title,
            authors=tuple((answer.author or "").split("; ")) if answer.author else (),
            published=answer.date,
            sections=sections_of(answer.body, answer.title, {"head"}, {"p", "item", "quote", "code", "cell"}),
        )

    return System(
        name="trafilatura",
        version=version("trafilatura"),
        gives=frozenset({"title", "authors", "published", "sections"}),
        call=lambda sample: bare_extraction(sample.html, url=sample.url, with_metadata=True),
        read=read,
    )


def _newspaper4k() -> System:
    newspaper = import_module("newspaper")
    config = newspaper.Config()
    config.fetch_images = False  # no request is to be made

    def call(sample: Sample) -> Any:
        article = newspaper.Article(sample.url, config=config)
        article.download(input_html=sample.html)
        article.parse()
        return article

    def read(page: str, answer: Any) -> Prediction:
        published = answer.publish_date.isoformat() if hasattr(answer.publish_date, "isoformat") else None
        title, authors = answer.title or None, tuple(answer.authors)
        return Prediction(id=page, text=answer.text, title=title, authors=authors, published=published)

    gives = frozenset({"title", "authors", "published"})
    return System(name="newspaper4k", version=version("newspaper4k"), gives=gives, call=call, read=read)


def _readability() -> System:
    document = import_module("readability").Document

    def call(sample: Sample) -> tuple[str, str]:
        page = document(sample.html, url=sample.url)
        return page.short_title(), page.summary(html_partial=True)

    def read(page: str, answer: tuple[str, str]) -> Prediction:
        title, root = answer[0], tree(answer[1])
        return Prediction(id=page, text=text_of(root), title=title, sections=sections_of(root, title))

    gives = frozenset({"title", "sections"})
    return System(name="readability-lxml", version=version("readability-lxml"), gives=gives, call=call, read=read)


def _goose3() -> System:
    goose = import_module("goose3").Goose({"enable_image_fetching": False})

    def read(page: str, answer: Any) -> Prediction:
        return Prediction(
            id=page,
            text=answer.cleaned_text or "",
            title=answer.title,
            authors=tuple(_flat(answer.authors)),
            published=answer.publish_date,
        )

    return System(
        name="goose3",
        version=version("goose3"),
        gives=frozenset({"title", "authors", "published"}),
        call=lambda sample: goose.extract(raw_html=sample.html),
        read=read,
    )


def _flat(names: Iterable[Any]) -> Iterator[str]:
    """goose3 has lists of names among the names, where a page's JSON-LD has."""
    for name in names:
        if isinstance(name, list):
            yield from _flat(name)
        elif isinstance(name, str):
            yield name


def _resiliparse() -> System:
    html_tree = import_module("resiliparse.parse.html").HTMLTree
    plain_text = import_module("resiliparse.extract.html2text").extract_plain_text

    def call(sample: Sample) -> tuple[str, str]:
        page = html_tree.parse(sample.html)
        return page.title, plain_text(page, main_content=True, alt_texts=False, comments=False)

    return System(
        name="resiliparse",
        version=version("resiliparse"),
        gives=frozenset({"title"}),
        call=call,
        read=lambda page, answer: Prediction(id=page, text=answer[1], title=answer[0]),
    )


def _turbohtml() -> System:
    parse = import_module("turbohtml").parse

    def read(page: str, answer: Any) -> Prediction:
        root = tree(answer.element.serialize() if answer.element else "")
        return Prediction(
            id=page,
            text=answer.text or "",
            title=answer.title,
            authors=(answer.byline,) if answer.byline else (),
            published=answer.date,
            sections=sections_of(root, answer.title),
        )

    return System(
        name="turbohtml",
        version=version("turbohtml"),
        gives=frozenset({"title", "authors", "published", "sections"}),
        call=lambda sample: parse(sample.html).article(),
        read=read,
    )


PEERS: Mapping[str, Callable[[], System]] = {
    "trafilatura": _trafilatura,
    "newspaper4k": _newspaper4k,
    "readability-lxml": _readability,
    "goose3": _goose3,
    "resiliparse": _resiliparse,
    "turbohtml": _turbohtml,
}
