"""The dates that a page shows, around its title and below its text, and what their lines say that happened then."""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from pipeline.models import Label
from pipeline.transform.fields import dates
from pipeline.transform.fields.source import Line, Marked, Source, labelled, lines
from pipeline.transform.labelling.phrases import PUBLISHED_WORDS, UPDATED_WORDS

_MONTH_FIRST_COUNTRIES = ("en", "en-us", "en-ph")
_OF_PICTURES = (Label.CAPTION, Label.PLAYER)
_AFTER = 12  # blocks below the text
_LABEL = 30  # characters of a block that may be the label of the next
# characters beside the date: a longer line tells of something
_BESIDE, _MOST_BESIDE = 40, 120
_OF_DATES = (Label.DATE, Label.BYLINE)


class Says(Enum):
    """What a line says that happened on its date."""

    PUBLISHED = auto()
    UPDATED = auto()
    NOTHING = auto()


class Shown(NamedTuple):
    """A date in a visible line, and where the line stands."""

    value: str
    raw: str
    method: str
    says: Says
    position: int


def dates_near(source: Source) -> Iterator[Shown]:
    """Dates in lines and `<time>` from the title to the text."""
    start, end = source.zone.opening()
    yield from _in_lines(_no_pictures(lines(source, max(source.zone.title, start), end)), is_month_first(source))
    yield from _in_times(source.elements, start, end)


def dates_around(source: Source) -> Iterator[Shown]:
    """Dates in lines above the title, and wherever a line says that something was published then."""
    month_first = is_month_first(source)
    start, end = source.zone.opening()
    above = lines(source, start, max(start, min(source.zone.title, end)))
    yield from _in_lines(_no_pictures(above), month_first)
    told = _in_lines(labelled(source, *_OF_DATES), month_first)
    yield from (shown for shown in told if shown.says is Says.PUBLISHED)


def dates_far(source: Source) -> Iterator[Shown]:
    """Dates below the text, and in lines of dates anywhere."""
    below, month_first = source.zone.last + 1, is_month_first(source)
    yield from _in_lines(lines(source, below, below + _AFTER), month_first)
    yield from _in_times(source.elements, below, below + _AFTER)
    yield from _in_lines(labelled(source, *_OF_DATES), month_first)


def _no_pictures(found: Iterable[Line]) -> Iterator[Line]:
    return (line for line in found if line.label not in _OF_PICTURES)


def _in_lines(found: Iterable[Line], month_first: bool) -> Iterator[Shown]:
    for line in found:
        if not dates.may_date(line.text):
            continue
        dated = sorted(dates.dates_in(line.text, month_first=month_first))
        if not dated:
            continue
        beside = len(line.text) - sum(one.end - one.start for one in dated)
        told = line.label in _OF_DATES or PUBLISHED_WORDS.search(line.text.casefold())
        if beside > (_MOST_BESIDE if told else _BESIDE) or "http" in line.text:
            continue
        at = 0
        for one in dated:
            before = line.text[at : one.start] or (line.before if len(line.before) < _LABEL else "")
            yield Shown(one.iso, line.text, "date_line", _says(before), line.position)
            at = one.end


def _in_times(elements: Iterable[Marked], start: int, end: int) -> Iterator[Shown]:
    for element in elements:
        raw = element.attributes.get("datetime")
        if element.tag == "time" and raw and start <= element.position < end and (value := dates.to_iso(raw)):
            names = (element.attributes.get(name) or "" for name in ("itemprop", "class"))
            yield Shown(value, raw, "time", _says(" ".join((element.text, *names))), element.position)


def _says(before: str) -> Says:
    text = before.casefold()
    if PUBLISHED_WORDS.search(text):
        return Says.PUBLISHED
    return Says.UPDATED if UPDATED_WORDS.search(text) or "datemodified" in text else Says.NOTHING


def is_month_first(source: Source) -> bool:
    """Whether 2/11/2026 is in February: in American English, in English that names no country, in no named language."""
    return source.said.language is None or source.said.language.value in _MONTH_FIRST_COUNTRIES
