"""What a document of links says, as a value; and that it cannot be read, as a value."""

import heapq
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

from pipeline.extract.discovery.dates import instant
from pipeline.models import Entry
from pipeline.reasons import Reason

MAX_ENTRIES = 50_000  # what the sitemap protocol allows a document, and more than any other kind has

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a feed, sitemap, listing or API answer says.

    entries: its pages, in its order. children: of a sitemap index, the sitemaps; `modified` as for pages. window:
    whether it has the newest pages only, so that those between two looks at it can be missed. shortfall: what of it
    was left out because it is too large, one line for an operator, empty when nothing was.
    """

    entries: tuple[Entry, ...] = ()
    children: tuple[Entry, ...] = ()
    window: bool = False
    shortfall: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A document that is not of the kind it should be. detail: one line for an operator."""

    detail: str
    reason: Reason = Reason.CONTENT_TYPE


class Newest:
    """Collects entries, and keeps of too many the newest by the dates that they state; those without one go first."""

    def __init__(self, limit: int = MAX_ENTRIES) -> None:
        self._left_out = 0
        self._limit = limit
        self._kept: list[Entry] = []

    def add(self, entry: Entry) -> None:
        self._kept.append(entry)
        if len(self._kept) >= 2 * self._limit:
            self._prune()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """In the order in which they came."""
        self._prune()
        return tuple(self._kept)

    @property
    def shortfall(self) -> str:
        """What to say of those that are not kept; empty when all are."""
        self._prune()
        return f"more than {self._limit} entries, the {self._left_out} oldest left out" if self._left_out else ""

    def _prune(self) -> None:
        excess = len(self._kept) - self._limit
        if excess > 0:
            dates = list(map(_date, self._kept))
            places = heapq.nlargest(self._limit, range(len(dates)), key=dates.__getitem__)
            self._kept = [self._kept[place] for place in sorted(places)]
            self._left_out += excess


def resolve(base: str, link: str) -> str:
    """A link as a document at `base` means it; as given when it cannot be joined, such as an unclosed bracket."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return link


def _date(entry: Entry) -> datetime:
    stated = entry.modified or entry.published
    return (instant(stated) if stated else None) or _LONG_AGO
