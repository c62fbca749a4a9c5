"""Names of authors out of bylines and author fields: without lead-in, role, city, agency, date and account."""

import re

from pipeline.transform.fields.bylines import (
    AGENCIES,
    BETWEEN,
    BREAK,
    CREDENTIAL,
    LEAD_IN,
    NO_NAME,
    NOBODY,
    OTHER_HAND,
    PARTICLES,
    PLACES,
    TAIL,
    TITLES,
)
from pipeline.transform.fields.dates import dates_in, may_date
from pipeline.transform.fields.months import month_of
from pipeline.transform.page.normalise import fold, normalise

_ADDRESS = re.compile(r"https?:|www\.|@\w|\.(com|org|net|de)\b")
_SITE = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$")  # as some accounts are called: «example.org»
_SHORT_HAND = re.compile(r" ?[(/\[][a-zäöü]{2,5}(?:[/,-][a-zäöü]{2,5})*[)\]]?$")  # initials and agencies: «(al)»
_GLUED = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z][a-z])")  # two elements' texts in one word: «LeePublished»
_JOINED = re.compile(r"[,;|/&+@(]|\s[-–—]\s|\b(?:and|und|et|y|och|og|en|e|i|on|at|for)\b|\d")
_MAY_BREAK = re.compile(r"[|•·●∙⋅—–/»›-]")  # cheap to look for
_BESIDE_NAMES = NO_NAME | TITLES
_TRIM = " .,:;*-–—|•·\"'“”„"
_MOST_WORDS = 5
_LONGEST, _LONGEST_ACCOUNT, _LONGEST_FIELD = 60, 40, 1_000  # characters


def says_by(text: str) -> bool:
    """Whether a line of normal text itself says that names of authors follow: «By Ann Lee».

    >>> says_by("2 May 2026 | Von Ann Lee"), says_by("Ann Lee")
    (True, False)
    """
    if LEAD_IN.match(text):
        return True
    if _MAY_BREAK.search(text) and any(LEAD_IN.match(text[mark.end() :]) for mark in BREAK.finditer(text)):
        return True
    return may_date(text) and any(LEAD_IN.match(text[dated.end :]) for dated in dates_in(text))


def only_says_by(text: str) -> bool:
    """Whether a line is nothing but what stands before a name: «Written by»."""
    lead = LEAD_IN.match(f"{text} ")
    return lead is not None and lead.end() >= len(text)


def names_in(text: str, *, led: bool = False) -> list[str]:
    """The names in a byline, in order and without repetition. led: «By» stands before it: one word may be a name.

    >>> names_in("By Ann Lee and Bo Ek, Political Editor"), names_in("2 May | Ann Lee | 3 min read")
    (['Ann Lee', 'Bo Ek'], ['Ann Lee'])
    """
    pieces = [(LEAD_IN.match(piece), piece) for piece in _pieces(normalise(text))]
    for lead, piece in sorted(pieces, key=lambda found: not found[0]):
        if OTHER_HAND.match(piece):
            break
        found = _names(piece[lead.end() :] if lead else piece, single=led or bool(lead))
        if found:
            return found
    return []


def account_in(text: str) -> str | None:
    """Whoever a line says it is by, if not a person: «By the news team», «by annlee».

    >>> account_in("by annlee | 2 May 2026"), account_in("2 May 2026")
    ('annlee', None)
    """
    led = (LEAD_IN.sub("", piece) for piece in _pieces(text) if LEAD_IN.match(piece))
    name = TAIL.sub("", next(led, "")).strip(_TRIM)
    return name if 1 < len(name) <= _LONGEST_ACCOUNT and name.count(" ") < _MOST_WORDS and whole_name(name) else None


def field_names(raw: str) -> list[str]:
    """The names in a field that holds authors only: one, or a list written into one string.

    >>> field_names("Ann Lee, MD"), field_names("Ann Lee, Bo Ek"), field_names("Lee, Ann")
    (['Ann Lee, MD'], ['Ann Lee', 'Bo Ek'], ['Lee, Ann'])
    """
    if raw.lstrip().startswith(",") or len(raw) > _LONGEST_FIELD:  # the name before the comma is missing
        return []
    text = LEAD_IN.sub("", normalise(raw)).strip(_TRIM)
    several = names_in(text) if _JOINED.search(text) else []
    if len(several) > 1 or (several and len(several[0].split()) > 1):
        return several
    whole = whole_name(text)
    return [whole] if whole else []


def whole_name(text: str) -> str | None:
    """A field that holds one name as it is, if it can be one."""
    name = _SHORT_HAND.sub("", LEAD_IN.sub("", normalise(text)).strip(" ,;"))
    if name.isdigit() or not 1 < len(name) <= 80 or fold(name) in NOBODY:
        return None
    return None if _ADDRESS.search(name) or _SITE.match(name) else name


def is_person(text: str, *, single: bool = False) -> bool:
    """Whether this can be a person's name: capitalised words, none of them of those that bylines say besides."""
    words = text.split()
    if not (1 if single else 2) <= len(words) <= _MOST_WORDS or not 1 < len(text) <= _LONGEST:
        return _is_uncased(text)
    if _ADDRESS.search(text) or any(map(str.isdigit, text)):
        return False
    if (
        text in AGENCIES
        or any(word.lower().strip(_TRIM) in NO_NAME for word in words)
        or fold(text) in NOBODY
        or fold(text) in PLACES
    ):
        return False
    return words[0].lower() not in TITLES and all(_capital(word) or word in PARTICLES for word in words)


def _pieces(text: str) -> list[str]:
    """The parts of a line of normal text between bars, bullets and dates."""
    for dated in sorted(dates_in(text), reverse=True):
        text = f"{text[: dated.start]}|{text[dated.end :]}"
    return [piece.strip() for piece in BREAK.split(text) if piece.strip(_TRIM)]


def _names(text: str, *, single: bool) -> list[str]:
    found: list[str] = []
    for part in BETWEEN.split(text):
        bare = part.strip(" *,.")
        if found and (bare in AGENCIES or not bare):
            continue
        if found and CREDENTIAL.match(bare):
            found[-1] = f"{found[-1]}, {bare}"
            continue
        name = _end(TAIL.sub("", LEAD_IN.sub("", part)).strip(_TRIM), whole=bool(found) or not single)
        if not is_person(name, single=single and not found):
            break
        if name not in found:
            found.append(name)
    return found


def _end(text: str, *, whole: bool) -> str:
    """«Ann Lee Senior Editor» without what she is. whole: «Senior Editor» alone is no name, and neither is what holds
    such a word among its first two."""
    words = text.split()
    glued = bool(_GLUED.search(text))
    for at, word in enumerate(words):
        folded = word.lower().strip(_TRIM)
        if folded in TITLES and (at > 1 or whole):
            return " ".join(words[:at]) if at > 1 else ""
        if at > 1 and len(folded) > 3 and month_of(folded):
            return " ".join(words[:at])
        if at and glued and (own := _unglued(word)) != word:
            return " ".join((*words[:at], own))
    return " ".join(words)


def _unglued(word: str) -> str:
    """«LeePublished» and «LeeEditor» without what is no name."""
    parts = _GLUED.split(word)
    end = next((at for at, part in enumerate(parts) if at and part.lower() in _BESIDE_NAMES), len(parts))
    return "".join(parts[:end])


def _capital(word: str) -> bool:
    letter = next((letter for letter in word if letter.isalpha()), "")
    return bool(letter) and not letter.islower()


def _is_uncased(text: str) -> bool:
    """A name in a script without capitals, such as Chinese: a few letters."""
    return 1 < len(text) <= 5 and text.isalpha() and not text.isascii() and text.upper() == text.lower()
