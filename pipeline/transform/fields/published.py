"""When an article was published and last changed, from what the page states and what it shows.

What is stated comes first: JSON-LD, metas, marked elements. What is shown near the title corrects it where it is
earlier: an article cannot have been published later than its page says.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from pipeline.models import Stated
from pipeline.transform.fields import dates
from pipeline.transform.fields.datelines import Says, Shown, dates_around, dates_far, dates_near, is_month_first
from pipeline.transform.fields.jsonld import text_of, types
from pipeline.transform.fields.source import Marked, Source, Zone

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

_BELOW = 3  # blocks below the text's first

Found = Iterable[tuple[str, str]]  # method, raw


class Times(NamedTuple):
    published: Stated | None
    modified: Stated | None


def times_of(source: Source) -> Times:
    """Publication and last change, each None if the page tells it nowhere."""
    stated = _first(source, _stated(source))
    changed = _first(source, _changed(source))
    shown = list(dates_near(source))
    if stated is None:
        shown.extend(dates_around(source))
        shown = shown or list(dates_far(source))
    visible = _visible(shown)
    updated = next((s for s in shown if s.says is Says.UPDATED), None)
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
    value = dates.from_url(source.said.url)
    return Stated(value=value, method="url", raw=source.said.url) if value else None


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
        value = dates.to_iso(raw, month_first=is_month_first(source))
        if value:
            return Stated(value=value, method=method, raw=raw)
    return None


def _json_ld(source: Source, *keys: str) -> Found:
    return (("json_ld", raw) for key in keys if (raw := text_of(source.said.node.get(key))))


def _of_page(source: Source, key: str) -> Found:
    """Of the node of the page, where the article has none of its own or says nothing."""
    return (("json_ld:page", raw) for n in source.said.nodes if (raw := text_of(n.get(key))) and types(n) & _PAGE_TYPES)


def _metas(source: Source, *keys: str) -> Found:
    return ((f"meta:{key}", raw) for key in keys for raw in source.said.head.metas.get(key, ()))


def _other_metas(source: Source) -> Found:
    """Metas of a site's own naming, such as `w-published-date`."""
    own = (key for key in source.said.head.metas if "publish" in key and key.endswith(("date", "published", "time")))
    return _metas(source, *own)


def _itemprops(elements: Iterable[Marked], itemprop: str) -> Found:
    for element in elements:
        if (element.attributes.get("itemprop") or "").lower() == itemprop:
            raw = element.attributes.get("content") or element.attributes.get("datetime") or element.text
            if raw:
                yield "microdata", raw
