"""Who wrote the article: persons first, an organisation only where the page names none.

Persons are named by the article's JSON-LD and by lines around the title. Where the two name different sets of the
same people, the larger is right: many sites state only the first author. Where they contradict each other, a line
that says «By» is what the reader sees; any other loses to JSON-LD.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.models import AuthorBox, Label, Stated
from pipeline.transform.fields import people
from pipeline.transform.fields.bylines import OTHER_HAND
from pipeline.transform.fields.dates import dates_in
from pipeline.transform.fields.jsonld import Node, resolved, text_of, types
from pipeline.transform.fields.source import Line, Source, lines
from pipeline.transform.page.normalise import fold

_METAS = (
    "author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "cxenseparse:author",
    "article:byline", "articleauthor", "article_author", "citation_author",
)  # fmt: skip
_LONGEST = 160  # characters of a byline
_LONGEST_IN_TEXT = 60
_LEAD = 20
_BEFORE_END, _AFTER = 8, 12  # blocks below the text
_LABELS = (Label.BYLINE, Label.AUTHOR_BOX)
_NO_BYLINE = (Label.CAPTION, Label.PLAYER, Label.TITLE, Label.LEGAL)


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
    opening = list(_bylines(source, *source.zone.opening()))
    found = _together(stated, _shown(source, opening, houses)) or own or _near_date(source, opening)
    found = found or _below(source) or list(_boxes(boxes)) or _account(opening) or organisations or metas
    return tuple(_distinct(found))


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
    for author in resolved(source.said.node.get("author") or source.said.node.get("creator") or [], source.said.nodes):
        raw = text_of(author if isinstance(author, str) else author.get("name")) or ""
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
    publishers = [
        node for node in resolved(source.said.node.get("publisher"), source.said.nodes) if not isinstance(node, str)
    ]
    names = [text_of(node.get("name")) for node in publishers]
    return frozenset(fold(name) for name in (*names, source.said.head.first("og:site_name")) if name)


def _stated(names: Iterable[str], method: str, raw: str) -> list[Stated]:
    return [Stated(value=name, method=method, raw=raw) for name in names]


# --- the page


class _Byline(NamedTuple):
    """A line that may be a byline. said: that names of authors follow. led: «By» stands in the block before."""

    line: Line
    said: bool
    led: bool

    def names(self) -> list[Stated]:
        return _stated(people.names_in(self.line.text, led=self.led), "byline", self.line.text)


def _bylines(source: Source, start: int, end: int) -> Iterator[_Byline]:
    for line in lines(source, start, end):
        longest = _LONGEST_IN_TEXT if line.label is Label.CONTENT else _LONGEST
        if line.label in _NO_BYLINE or line.rule == "sign_off" or len(line.text) > longest:
            continue
        short = 1 < len(line.before) < _LONGEST_IN_TEXT
        if not (short and OTHER_HAND.match(line.before)):
            led = short and len(line.before) < _LEAD and people.only_says_by(line.before)
            yield _Byline(line, led or people.says_by(line.text), led)


def _shown(source: Source, opening: Sequence[_Byline], houses: frozenset[str]) -> _Shown:
    """From lines around the title: those that say «By», else marked elements, else lines labelled as bylines."""
    said = _run([byline for byline in opening if byline.said])
    if said:
        return _Shown(said, said=True)
    marked = [one for one in _marked(source, *source.zone.opening()) if fold(one.value) not in houses]
    if marked:
        return _Shown(marked, marked=True)
    return _Shown(_run([byline for byline in opening if byline.line.label in _LABELS]))


def _run(found: Iterable[_Byline]) -> list[Stated]:
    """The names of the first line that has any, and of the lines that follow it at once."""
    names: list[Stated] = []
    last = -1
    for byline in found:
        if names and byline.line.position > last + 1:
            break
        if own := byline.names():
            names.extend(own)
            last = byline.line.position
    return names


def _marked(source: Source, start: int, end: int) -> Iterator[Stated]:
    for element in source.elements:
        said = ((element.attributes.get(name) or "").lower().split() for name in ("itemprop", "rel"))
        author = any("author" in words for words in said)
        if author and start <= element.position < end:
            method = "rel_author" if element.tag == "a" else "microdata"
            yield from _stated(people.names_in(element.text, led=True), method, element.text)


def _near_date(source: Source, opening: Sequence[_Byline]) -> list[Stated]:
    """A name alone in a line with a date, or in the one before or after it, between title and text."""
    zone = source.zone
    inner = [byline for byline in opening if zone.title < byline.line.position <= zone.first]
    dated = [any(dates_in(byline.line.text)) for byline in inner]
    for at, byline in enumerate(inner):
        beside = any(dated[max(at - 1, 0) : at + 2]) and len(byline.line.text) <= _LONGEST_IN_TEXT
        if beside and (names := byline.names()):
            return names
    return []


def _below(source: Source) -> list[Stated]:
    """A line at the end of the text or below it that says «By», or a marked name there."""
    start = max(source.zone.last - _BEFORE_END, source.zone.first + 1)
    end = source.zone.last + _AFTER
    return _run(byline for byline in _bylines(source, start, end) if byline.said) or list(_marked(source, start, end))


def _account(opening: Sequence[_Byline]) -> list[Stated]:
    """Whoever the article is by, if no person: an account, a desk."""
    said = (byline.line.text for byline in opening if byline.said)
    return next(
        ([Stated(value=name, method="byline", raw=text)] for text in said if (name := people.account_in(text))), []
    )


def _metas(source: Source) -> Iterator[Stated]:
    for key in _METAS:
        for raw in source.said.head.metas.get(key, ()):
            yield from _stated(people.field_names(raw), f"meta:{key}", raw)


def _boxes(boxes: Sequence[AuthorBox]) -> Iterator[Stated]:
    for box in boxes:
        if box.name and people.is_person(box.name):
            yield Stated(value=box.name, method="author_box", raw=box.name)
