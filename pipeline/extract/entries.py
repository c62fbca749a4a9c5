"""What a document of links says: the pages it names, or that it cannot be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page that a feed, sitemap or API answer names. url: absolute, else as given. modified: ISO 8601 or None."""

    url: str
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A document that is not of the kind it should be. detail: one line for an operator."""

    detail: str
