"""Dates that feeds and sitemaps state about their items."""

from datetime import UTC, datetime

from dateutil.parser import isoparse


def instant(text: str) -> datetime | None:
    """An ISO 8601 date of any precision as an aware datetime (UTC where it gives no offset); None for other text."""
    try:
        parsed = isoparse(text)
    except ValueError:
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def iso_or_none(text: str | None) -> str | None:
    """The text itself, trimmed, when it is an ISO 8601 date."""
    text = (text or "").strip()
    return text if text and instant(text) else None


def later(one: str | None, other: str | None) -> str | None:
    """The later of two ISO 8601 dates; the first when they are equal, and the one there is when the other is None."""
    if one is None or other is None:
        return one or other
    first, second = instant(one), instant(other)
    return other if first is None or (second is not None and second > first) else one
