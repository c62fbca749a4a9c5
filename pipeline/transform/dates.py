"""Dates as pages write them, to ISO 8601 with exactly the precision and offset that was given."""

import re
from datetime import date, time
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT"
    r"|[+-]\d{2}:?\d{2})?)?(?!\d)",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z|[+-]\d{2}:?\d{2})?$")
_RFC822 = re.compile(r"^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}")
_CLOCK = r"(?:\D{1,12}?(\d{1,2})[:.](\d{2})(?::\d{2})?\s*([ap]\.?m\.?)?)?"
_NUMERIC = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})" + _CLOCK, re.IGNORECASE)
_YEAR_FIRST = re.compile(r"\b(\d{4})[/.年]\s?(\d{1,2})[/.月]\s?(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+|of\s+)?([^\W\d]{3,10})\.?,?\s+(?:de\s+|del\s+)?(\d{4})" + _CLOCK,
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(r"\b([^\W\d]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _CLOCK, re.IGNORECASE)
_IN_URL = re.compile(r"/(20\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")

_MONTHS = {
    prefix: number
    for number, prefixes in enumerate(
        (
            "jan ene gen янв",
            "feb fév fev feb фев",
            "mar mär mrz maa mars",
            "apr avr abr апр",
            "may mai mei mag maj",
            "jun juin giu июн",
            "jul juil lug июл",
            "aug août aou ago авг",
            "sep set сен",
            "oct okt out ott окт",
            "nov ноя",
            "dec dez déc dic des дек",
        ),
        start=1,
    )
    for prefix in prefixes.split()
}


def to_iso(raw: str) -> str | None:
    """ISO 8601 of the first date in `raw`, or None.

    >>> to_iso("2026-11-02T07:15:00Z"), to_iso("2. November 2026, 07:15 Uhr"), to_iso("Nov. 2, 2026")
    ('2026-11-02T07:15:00+00:00', '2026-11-02T07:15', '2026-11-02')
    """
    text = raw.strip()[:200]
    return next((found for way in (_machine, _rfc822, _numeric, _spoken) if (found := way(text))), None)


def from_url(url: str) -> str | None:
    """The day that an address names, as in `/2026/11/02/slug`."""
    found = _IN_URL.search(url)
    return _day(found[1], found[2], found[3]) if found else None


def _machine(text: str) -> str | None:
    found = _ISO.search(text) or _COMPACT.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second, offset = found.groups()
    return _timed(_day(year, month, day), (hour, minute, second), offset)


def _rfc822(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat() if _RFC822.match(text) else None
    except (ValueError, TypeError):
        return None


def _numeric(text: str) -> str | None:
    if found := _NUMERIC.search(text):
        return _timed(_day(found[3], found[2], found[1]), _clock(found[4], found[5], found[6]))
    found = _YEAR_FIRST.search(text)
    return _day(found[1], found[2], found[3]) if found else None


def _spoken(text: str) -> str | None:
    """A date with its month in words, the day before or after it."""
    for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        for found in pattern.finditer(text):
            number = _MONTHS.get(found[month].lower()[:4]) or _MONTHS.get(found[month].lower()[:3])
            if number:
                return _timed(_day(found[3], str(number), found[day]), _clock(found[4], found[5], found[6]))
    return None


Clock = tuple[str | None, str | None, str | None]  # hour, minute, second as written


def _clock(hour: str | None, minute: str | None, half: str | None) -> Clock:
    """On 24 hours. half: am or pm in any spelling."""
    if hour and half:
        hour = str(int(hour) % 12 + (12 if half.lower().startswith("p") else 0))
    return hour, minute, None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


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
