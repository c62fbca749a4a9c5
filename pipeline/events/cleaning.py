"""What strangers wrote, made fit for a line: no secret, no second line, nothing that a terminal obeys."""

import re
from typing import TypeVar

from pipeline.events.masking import masked

T = TypeVar("T")

LONGEST = 1_000
"""Characters of a value; systemd's journal breaks lines of 48 kB, and a line has a few values."""

# control characters, marks that turn the direction of writing, line and paragraph separators, half characters
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(value: T) -> T | str:
    """A value as a line may have it; what is no text stays as it is."""
    if isinstance(value, float):
        return round(value, 3)  # type: ignore[return-value]
    return one_line(_shortened(masked(value))) if isinstance(value, str) else value


def one_line(text: str) -> str:
    """A text with what is unfit written as `\\n`, `\\x1b`, `\\u202e`."""
    return _UNFIT.sub(lambda found: repr(found[0])[1:-1], text)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}... ({len(text)} characters)"
