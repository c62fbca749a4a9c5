"""Dates as pages write them, to ISO 8601 with exactly the precision and offset that was given."""

import re
from collections.abc import Callable, Iterator
from datetime import date, time
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from pipeline.transform.fields.months import month_of

FIRST_YEAR, LAST_YEAR = 1990, 2100  # older than the web, or a number that is no year

_ISO = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT"
    r"|[+-]\d{2}:?\d{2})?)?(?!\d)",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?$")
_RFC822 = re.compile(r"^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}")
_CLOCK = r"(?:\D{1,12}?(\d{1,2})[:.](\d{2})(?::\d{2})?\s*([ap]\.?m\b\.?)?)?"
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?!\d)" + _CLOCK, re.IGNORECASE)
# The year in two digits, as countries that write dates with points shorten it.
_SHORT = re.compile(r"(?<![\d.])(\d{2})\.(\d{2})\.(\d{2})(?![\d.])" + _CLOCK, re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[/.年년]\s?(\d{1,2})\s?[/.月월]\s?(\d{1,2})(?!\d)" + _CLOCK, re.IGNORECASE)
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º)?\.?[\s-]+(?:de\s+|of\s+)?([^\W\d_]{3,12})\.?,?[\s-]+(?:de\s+|del\s+)?(\d{4})"
    + _CLOCK,
    re.IGNORECASE,
)
# A month in words, also glued to the word before it: «By Ann LeeMar 5, 2026».
_UPPER, _LOWER = r"[^\W\d_a-zß-ÿ]", r"[^\W\d_A-ZÀ-Þ]"
_MONTH = rf"(?-i:(?:(?<![^\W\d_])|(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ]))({_UPPER}?{_LOWER}{{2,11}}|{_UPPER}{{3,12}}))"
_MONTH_FIRST = re.compile(
    _MONTH + r"\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _CLOCK,
    re.IGNORECASE,
)
_IN_URL = re.compile(r"/(20\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|\d\d\.\d\d\.\d\d")


class Dated(NamedTuple):
    """iso: the date. start, end: where it stands in the text."""

    start: int
    end: int
    iso: str


def to_iso(raw: str, *, month_first: bool = False) -> str | None:
    """ISO 8601 of the first date in `raw`, or None. month_first: how to read 2/11/2026 and the like.

    >>> to_iso("2026-11-02T07:15:00Z"), to_iso("2. November 2026, 07:15 Uhr"), to_iso("Nov. 2, 2026")
    ('2026-11-02T07:15:00+00:00', '2026-11-02T07:15', '2026-11-02')
    """
    text = raw.strip()[:200]
    if found := _COMPACT.match(text):
        year, month, day, hour, minute, second, offset = found.groups()
        return _timed(_day(year, month, day), (hour, minute, second), offset)
    if _RFC822.match(text) and (whole := _rfc822(text)):
        return whole
    first = min(dates_in(text, month_first=month_first), default=None)
    return first.iso if first else None


def may_date(text: str) -> bool:
    """Whether a line has a year in it: a cheap question before `dates_in`."""
    return _HAS_YEAR.search(text) is not None


def dates_in(text: str, *, month_first: bool = False) -> Iterator[Dated]:
    """Every date in a line, by its form: the machine's, in numbers, with the month in words."""
    if not may_date(text):
        return
    for pattern, read in _FORMS:
        for found in pattern.finditer(text):
            iso = read(found, month_first)
            if iso:
                yield Dated(found.start(), found.end(), iso)


def from_url(url: str) -> str | None:
    """The day that an address names, as in `/2026/11/02/slug`."""
    found = _IN_URL.search(url)
    return _day(found[1], found[2], found[3]) if found else None


Clock = tuple[str | None, str | None, str | None]  # hour, minute, second as written
Found = re.Match[str]


def _iso(found: Found, _: bool) -> str | None:
    year, month, day, hour, minute, second, offset = found.groups()
    return _timed(_day(year, month, day), (hour, minute, second), offset)


def _rfc822(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError):
        return None


def _numeric(found: Found, month_first: bool) -> str | None:
    """Points are written day first everywhere; else as the page's country does, unless only one order can be."""
    one, mark, other, year = found[1], found[2], found[3], found[4]
    swapped = mark != "." and (month_first or int(other) > 12)
    day = _day(year, one, other) if swapped else _day(year, other, one)
    if day is None and mark != ".":
        day = _day(year, other, one)
    return _timed(day, _clock(found[5], found[6], found[7]))


def _short(found: Found, _: bool) -> str | None:
    return _timed(_day(f"20{found[3]}", found[2], found[1]), _clock(found[4], found[5], found[6]))


def _year_first(found: Found, _: bool) -> str | None:
    return _timed(_day(found[1], found[2], found[3]), _clock(found[4], found[5], found[6]))


def _day_first(found: Found, _: bool) -> str | None:
    month = month_of(found[2])
    return _timed(_day(found[3], str(month), found[1]), _clock(found[4], found[5], found[6])) if month else None


def _month_first(found: Found, _: bool) -> str | None:
    month = month_of(found[1])
    return _timed(_day(found[3], str(month), found[2]), _clock(found[4], found[5], found[6])) if month else None


_FORMS: tuple[tuple[re.Pattern[str], Callable[[Found, bool], str | None]], ...] = (
    (_ISO, _iso),
    (_NUMERIC, _numeric),
    (_SHORT, _short),
    (_YEAR_FIRST, _year_first),
    (_DAY_FIRST, _day_first),
    (_MONTH_FIRST, _month_first),
)


def _clock(hour: str | None, minute: str | None, half: str | None) -> Clock:
    """On 24 hours. half: am or pm in any spelling."""
    if hour and half:
        hour = str(int(hour) % 12 + (12 if half.lower().startswith("p") else 0))
    return hour, minute, None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _timed(day: str | None, clock: Clock, offset: str | None = None) -> str | None:
    """`day` with its time; the day alone if the time is none."""
    hour, minute, second = clock
    if day is None or hour is None or minute is None:
        return day
    try:
        written = time(int(hour), int(minute), int(second or 0)).isoformat("seconds" if second else "minutes")
    except ValueError:
        return day
    return f"{day}T{written}{_offset(offset)}"


def _offset(raw: str | None) -> str:
    """`+01:00`, or nothing.

    >>> _offset("Z"), _offset("+0100"), _offset(None)
    ('+00:00', '+01:00', '')
    """
    if not raw:
        return ""
    if raw[0] not in "+-":
        return "+00:00"
    return raw if ":" in raw else f"{raw[:3]}:{raw[3:]}"
