"""Names of authors out of bylines and author fields."""

import re

from pipeline.transform.normalise import fold, normalise
from pipeline.transform.phrases import ROLES

_LEAD_IN = re.compile(
    r"^(?:(?:written|reported|posted|text|story|article|published|verfasst|(?:ein |eine )?(?:kommentar|analyse"
    r"|bericht|interview|reportage))?\s*(?:by|von|par|por|di|da|door|av|af|przez|autor(?:in)?|author)\b\s*:?\s+|by:|"
    r"—\s*|✍\s*)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,|;|&|\||·|\band\b|\bund\b|\bet\b|\by\b|\bund\b|\boch\b|\bog\b)\s*", re.IGNORECASE)
_TAIL = re.compile(r"\s*(?:\(.*|\bfor\b .*|\bin\b .*|\|.*|[-–—] .*|@.*|\d.*)$")
_ADDRESS = re.compile(r"https?:|www\.|@\w|/|\.(com|org|net|de)\b")
_SITE = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$")  # as some accounts are called: «example.org»
_NO_PERSON = frozenset(
    ("admin", "administrator", "editor", "staff", "redaktion", "redaktionen", "none", "null", "unknown", "anonymous")
)


def names_in(text: str) -> list[str]:
    """The names in a byline, in order and without repetition.

    >>> names_in("By Ann Lee and Bo Ek, Political Editor")
    ['Ann Lee', 'Bo Ek']
    """
    text = _LEAD_IN.sub("", normalise(text))
    found: list[str] = []
    for part in _BETWEEN.split(text):
        whole = _LEAD_IN.sub("", part)
        name = _TAIL.sub("", whole).strip(" .,:;*-–—")
        if is_name(name) and not _SITE.match(whole) and name not in found:
            found.append(name)
    return found


def is_name(text: str) -> bool:
    """Whether this can be a person's or an agency's name: short, no address, no bare role."""
    words = text.split()
    if not words or len(words) > 6 or not 2 < len(text) <= 60 or _ADDRESS.search(text):
        return False
    folded = fold(text)
    if folded.isdigit() or folded in _NO_PERSON or (ROLES & set(folded.split()) and len(words) > 1):
        return False
    return words[0][0].isupper() or not words[0][0].islower() or len(words) == 1


def whole_name(text: str) -> str | None:
    """A field that holds one name as it is, if it can be one."""
    name = re.sub(r" \([^)]*\)$", "", _LEAD_IN.sub("", normalise(text)).strip(" ,;"))
    if name.isdigit() or not 1 < len(name) <= 80 or fold(name) in _NO_PERSON:
        return None
    return None if _ADDRESS.search(name) or _SITE.match(name) else name
