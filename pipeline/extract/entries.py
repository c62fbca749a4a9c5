"""That a document of links cannot be read, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A document that is not of the kind it should be. detail: one line for an operator."""

    detail: str
