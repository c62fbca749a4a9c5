"""Who wrote the article: persons first, an organisation only where the page names none.

Persons are named by the article's JSON-LD and by lines around the title. Where the two name different sets of the
same people, the larger is right: many sites state only the first author. Where they contradict each other, a line
that says «By» is what the reader sees; any other loses to JSON-LD.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.models import AuthorBox, Label, Stated
from pipeline.transform import people
from pipeline.transform.bylines import OTHER_HAND
from pipeline.transform.dates import dates_in
from pipeline.transform.jsonld import Node, resolved, text_of, types
from pipeline.transform.normalise import fold
from pipeline.transform.source import Line, Source, lines

_METAS = (
    "author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "cxenseparse:author",
    "article:byline", "articleauthor", "article_author", "citation_author",
)  # fmt: skip
_LONGEST = 160  # characters of a byline
_LONGEST_IN_TEXT = 60
_LEAD = 20
_BEFORE_END, _AFTER = 8, 12  # blocks below the text
_LABELS = (Label.BYLINE, Label.AUTHOR_BOX)
_PICTURES = (Label.CAPTION, Label.PLAYER)
_NO_BYLINE = (*_PICTURES, Label.TITLE, Label.LEGAL, Label.TAGS)


class _Shown(NamedTuple):
    """Names that lines of the page show. said: a line says that they are authors. marked: its markup does."""

    names: list[Stated]
    said: bool = False
    marked: bool = False


def authors_of(source: Source, boxes: Sequence[AuthorBox]) -> tuple[Stated, ...]:
    """Names in the order given, each with the way it came."""
    houses = _houses(source)
    stated, organisations = _json_ld(source, houses)
    metas = list(_metas(source))
    own = [one for one in metas if fold(one.value) not in houses]
    ways: tuple[Iterable[Stated], ...] = (
        _together(stated, _shown(source, houses)),
        own,
        _near_date(source),
        _below(source),
        _boxes(boxes),
        _accounts(source),
        organisations,
        metas,
    )
    return next((tuple(found) for way in ways if (found := _distinct(way))), ())


def _distinct(names: Iterable[Stated]) -> list[Stated]:
    return list({fold(stated.value): stated for stated in reversed(list(names))}.values())[::-1]


def _together(stated: list[Stated], shown: _Shown) -> list[Stated]:
    """Both sets of names, unless they have nobody in common."""
    if not stated or not shown.names:
        return stated or shown.names
    ours, theirs = ({fold(one.value) for one in names} for names in (stated, shown.names))
    if ours & theirs and (shown.said or shown.marked):
        return stated + [one for one in shown.names if fold(one.value) not in ours]
    return shown.names if shown.said else stated


# --- JSON-LD


def _json_ld(source: Source, houses: frozenset[str]) -> tuple[list[Stated], list[Stated]]:
    """Persons, with the agencies named beside them, and organisations."""
    persons: list[Stated] = []
    organisations: list[Stated] = []
    for author in resolved(source.node.get("author") or source.node.get("creator") or [], source.nodes):
        raw = (author if isinstance(author, str) else text_of(author.get("name"))) or ""
        if _is_organisation(author) or fold(raw) in houses:
            organisations.extend(_stated([raw.strip()] if raw.strip() else [], "json_ld", raw))
        else:
            persons.extend(_stated(people.field_names(raw), "json_ld", raw))
    beside = [one for one in organisations if fold(one.value) not in houses]
    return (persons + beside if persons else [], organisations)


def _is_organisation(author: Node | str) -> bool:
    return not isinstance(author, str) and any("organization" in name for name in types(author))


def _houses(source: Source) -> frozenset[str]:
    """What the publisher and the site are called, folded."""
    publishers = [node for node in resolved(source.node.get("publisher"), source.nodes) if not isinstance(node, str)]
    names = [text_of(node.get("name")) for node in publishers]
    return frozenset(fold(name) for name in (*names, source.head.first("og:site_name")) if name)


def _stated(names: Iterable[str], method: str, raw: str) -> list[Stated]:
    return [Stated(value=name, method=method, raw=raw) for name in names]


# --- the page


def _shown(source: Source, houses: frozenset[str]) -> _Shown:
    """From lines around the title: those that say «By», else marked elements, else lines labelled as bylines."""
    opening = list(_bylines(source, *source.zone.opening()))
    said = _run([line for line in opening if people.says_by(line.text) or _is_led(line)])
    if said:
        return _Shown(said, said=True)
    marked = [one for one in _marked(source, *source.zone.opening()) if fold(one.value) not in houses]
    if marked:
        return _Shown(marked, marked=True)
    return _Shown(_run([line for line in opening if line.label in _LABELS]))


def _run(found: Sequence[Line]) -> list[Stated]:
    """The names of the first line that has any, and of the lines that follow it at once."""
    names: list[Stated] = []
    last = -1
    for line in found:
        if names and line.position > last + 1:
            break
        of_line = _of_line(line)
        if of_line:
            names.extend(of_line)
            last = line.position
    return names


def _bylines(source: Source, start: int, end: int) -> Iterator[Line]:
    for line in lines(source, start, end):
        longest = _LONGEST_IN_TEXT if line.label is Label.CONTENT else _LONGEST
        other = len(line.before) < _LONGEST_IN_TEXT and OTHER_HAND.match(line.before)
        if line.label not in _NO_BYLINE and line.rule != "sign_off" and len(line.text) <= longest and not other:
            yield line


def _of_line(line: Line) -> list[Stated]:
    return _stated(people.names_in(line.text, single=_is_led(line)), "byline", line.text)


def _is_led(line: Line) -> bool:
    """«By» stands in the block before."""
    return 1 < len(line.before) < _LEAD and people.only_says_by(line.before)


def _marked(source: Source, start: int, end: int) -> Iterator[Stated]:
    for element in source.elements:
        author = element.attributes.get("itemprop") == "author" or element.attributes.get("rel") == "author"
        if author and start <= element.position < end:
            method = "rel_author" if element.tag == "a" else "microdata"
            yield from _stated(people.names_in(element.text, single=True), method, element.text)


def _near_date(source: Source) -> list[Stated]:
    """A name alone in a line with a date, or in the one before or after it, between title and text."""
    zone = source.zone
    opening = list(lines(source, max(zone.title + 1, 0), zone.first + 1))
    dated = [any(dates_in(line.text)) for line in opening]
    for at, line in enumerate(opening):
        if any(dated[max(at - 1, 0) : at + 2]) and len(line.text) <= _LONGEST_IN_TEXT and line.label not in _PICTURES:
            found = _of_line(line)
            if found:
                return found
    return []


def _below(source: Source) -> list[Stated]:
    """A line at the end of the text or below it that says «By», or a marked name there."""
    start = max(source.zone.last - _BEFORE_END, source.zone.first + 1)
    end = source.zone.last + _AFTER
    said = _run([line for line in _bylines(source, start, end) if people.says_by(line.text) or _is_led(line)])
    return said or list(_marked(source, start, end))


def _accounts(source: Source) -> Iterator[Stated]:
    """Whoever the article is by, if no person: an account, a desk."""
    for line in _bylines(source, *source.zone.opening()):
        name = people.account_in(line.text)
        if name:
            yield Stated(value=name, method="byline", raw=line.text)
            return


def _metas(source: Source) -> Iterator[Stated]:
    for key in _METAS:
        for raw in source.head.metas.get(key, ()):
            yield from _stated(people.field_names(raw), f"meta:{key}", raw)


def _boxes(boxes: Sequence[AuthorBox]) -> Iterator[Stated]:
    for box in boxes:
        if box.name and people.is_person(box.name):
            yield Stated(value=box.name, method="author_box", raw=box.name)
