"""When an article was published and last changed, from what the page states and what it shows.

What is stated comes first: JSON-LD, metas, marked elements. What is shown near the title corrects it where it is
earlier: an article cannot have been published later than its page says.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum, auto
from itertools import chain
from typing import NamedTuple

from pipeline.models import Label, Stated
from pipeline.transform import dates
from pipeline.transform.jsonld import text_of, types
from pipeline.transform.phrases import PUBLISHED_WORDS, UPDATED_WORDS
from pipeline.transform.source import Line, Marked, Source, Zone, labelled, lines

_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
)  # fmt: skip
_DATE_METAS = (
    "date", "dc.date.issued", "dc.date", "dcterms.date", "sailthru.date", "publish-date", "pubdate", "publishdate",
    "publish_date", "publication_date", "citation_publication_date", "cxenseparse:recs:publishtime", "dcterms.created",
)  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "og:modified_time", "last-modified",
)  # fmt: skip
_PAGE_TYPES = frozenset(("webpage", "itempage", "collectionpage", "liveblogposting"))
_MONTH_FIRST_COUNTRIES = ("en", "en-us", "en-ph")

_OF_PICTURES = (Label.CAPTION, Label.PLAYER)
_AFTER = 12  # blocks below the text
_BELOW = 3  # blocks below the text's first
_LABEL = 30  # characters of a block that may be the label of the next
# characters beside the date: a longer line tells of something
_BESIDE, _MOST_BESIDE = 40, 120
_OF_DATES = (Label.DATE, Label.BYLINE)

Found = Iterable[tuple[str, str]]  # method, raw


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


class Times(NamedTuple):
    published: Stated | None
    modified: Stated | None


def times_of(source: Source) -> Times:
    """Publication and last change, each None if the page tells it nowhere."""
    near = list(_near(source))
    stated = _first(source, _stated(source))
    changed = _first(source, _changed(source))
    visible = _visible(near)
    updated = next((s for s in near if s.says is Says.UPDATED), None)
    if stated is None and visible is None and updated is None:
        far = list(_far(source))
        visible, updated = _visible(far), next((s for s in far if s.says is Says.UPDATED), None)
    return Times(
        published=_reconciled(stated, visible, source.zone) or _as_stated(updated) or _dated_url(source),
        modified=changed or _as_stated(updated),
    )


def _reconciled(stated: Stated | None, visible: Shown | None, zone: Zone) -> Stated | None:
    """The stated date, unless a line between title and text shows an earlier one: sites that are built anew restamp
    their pages. A day less may be the same moment in another time zone."""
    if stated is None:
        return _as_stated(visible)
    if visible is None or _days(visible.value, stated.value) <= 1:
        return stated
    trusted = visible.says is Says.PUBLISHED or zone.title <= visible.position <= zone.first + _BELOW
    return (_as_stated(visible) if trusted else None) or stated


def _days(early: str, late: str) -> int:
    return (date.fromisoformat(late[:10]) - date.fromisoformat(early[:10])).days


def _visible(shown: Sequence[Shown]) -> Shown | None:
    """The first date that is said to be of publication, else the first of nothing in particular."""
    plain = [s for s in shown if s.says is not Says.UPDATED]
    return next((s for s in plain if s.says is Says.PUBLISHED), next(iter(plain), None))


def _as_stated(shown: Shown | None) -> Stated | None:
    return Stated(value=shown.value, method=shown.method, raw=shown.raw) if shown else None


def _dated_url(source: Source) -> Stated | None:
    value = dates.from_url(source.url)
    return Stated(value=value, method="url", raw=source.url) if value else None


# --- stated


def _stated(source: Source) -> Found:
    return chain(
        _json_ld(source, "datePublished"),
        _metas(source, *_PUBLISHED_METAS),
        _itemprops(source.elements, "datepublished"),
        _metas(source, *_DATE_METAS),
        _other_metas(source),
        _json_ld(source, "dateCreated", "uploadDate"),
        _of_page(source, "datePublished"),
    )


def _changed(source: Source) -> Found:
    return chain(
        _json_ld(source, "dateModified"),
        _metas(source, *_MODIFIED_METAS),
        _itemprops(source.elements, "datemodified"),
        _of_page(source, "dateModified"),
    )


def _first(source: Source, found: Found) -> Stated | None:
    for method, raw in found:
        value = dates.to_iso(raw, month_first=_month_first(source))
        if value:
            return Stated(value=value, method=method, raw=raw)
    return None


def _json_ld(source: Source, *keys: str) -> Found:
    return (("json_ld", raw) for key in keys if (raw := text_of(source.node.get(key))))


def _of_page(source: Source, key: str) -> Found:
    """Of the node of the page, where the article has none of its own or says nothing."""
    return (("json_ld:page", raw) for n in source.nodes if (raw := text_of(n.get(key))) and types(n) & _PAGE_TYPES)


def _metas(source: Source, *keys: str) -> Found:
    return ((f"meta:{key}", raw) for key in keys for raw in source.head.metas.get(key, ()))


def _other_metas(source: Source) -> Found:
    """Metas of a site's own naming, such as `w-published-date`."""
    own = (key for key in source.head.metas if "publish" in key and key.endswith(("date", "published", "time")))
    return _metas(source, *own)


def _itemprops(elements: Iterable[Marked], itemprop: str) -> Found:
    for element in elements:
        if (element.attributes.get("itemprop") or "").lower() == itemprop:
            raw = element.attributes.get("content") or element.attributes.get("datetime") or element.text
            if raw:
                yield "microdata", raw


# --- shown


def _near(source: Source) -> Iterator[Shown]:
    """Dates in lines and `<time>` from the title to the text, then above the title, then where it is said which."""
    zone, month_first = source.zone, _month_first(source)
    start, end = zone.opening()
    opening = [line for line in lines(source, start, end) if line.label not in _OF_PICTURES]
    yield from _in_lines((line for line in opening if line.position >= zone.title), month_first)
    yield from _in_times(source.elements, start, end)
    yield from _in_lines((line for line in opening if line.position < zone.title), month_first)
    told = _in_lines(labelled(source, *_OF_DATES), month_first)
    yield from (shown for shown in told if shown.says is Says.PUBLISHED)


def _far(source: Source) -> Iterator[Shown]:
    """Dates below the text, and in lines of dates anywhere."""
    below, month_first = source.zone.last + 1, _month_first(source)
    yield from _in_lines(lines(source, below, below + _AFTER), month_first)
    yield from _in_times(source.elements, below, below + _AFTER)
    yield from _in_lines(labelled(source, *_OF_DATES), month_first)


def _in_lines(found: Iterable[Line], month_first: bool) -> Iterator[Shown]:
    for line in found:
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


def _month_first(source: Source) -> bool:
    """Whether 2/11/2026 is in February: in American English, and in English that names no country."""
    return (source.language or "en").lower() in _MONTH_FIRST_COUNTRIES
