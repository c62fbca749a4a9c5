"""Dates that feeds and sitemaps state about their items."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from dateutil.parser import isoparse

_LONGEST = 64  # characters; more than any date has
_PERIODS = {4: timedelta(days=366), 7: timedelta(days=31), 8: timedelta(days=1), 10: timedelta(days=1)}


def instant(text: str) -> datetime | None:
    """An ISO 8601 date of any precision as an aware datetime (UTC where it gives no offset); None for other text."""
    if len(text) > _LONGEST:
        return None
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        try:
            parsed = isoparse(text)  # takes months, years and 24:00 too, in ten times the time
        except (ValueError, OverflowError):  # the end of the last day of the year 9999 overflows
            return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def iso_or_none(text: str | None) -> str | None:
    """The text itself, trimmed, when it is an ISO 8601 date."""
    text = (text or "").strip()
    return text if text and instant(text) else None


def stated(text: str | None) -> str | None:
    """A date as ISO 8601: as given when it is that; one of RFC 822, as RSS has them, in UTC; None for other text."""
    given = iso_or_none(text)
    if given or not text or len(text.strip()) > _LONGEST:
        return given
    try:
        parsed = parsedate_to_datetime(text.strip())
        aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):  # all that broken ones are known to raise
        return None


def later(one: str | None, other: str | None) -> str | None:
    """The later of two ISO 8601 dates; the first when they are equal, and the one there is when the other is None."""
    if one is None or other is None:
        return one or other
    first, second = instant(one), instant(other)
    return other if first is None or (second is not None and second > first) else one


def age_in_days(text: str, now: datetime) -> float | None:
    """How long ago an ISO 8601 date was, at the least: of a day, month or year its end. None for other text."""
    begin = instant(text)
    if begin is None:
        return None
    period = _PERIODS.get(len(text), timedelta())
    return (now - begin - period) / timedelta(days=1)
