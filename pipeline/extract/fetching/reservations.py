"""What an answer says of its use: X-Robots-Tag and the TDM Reservation Protocol, in headers or in the page's head.

`docs/outcomes.md` tells which directives deny and why.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DENYING = frozenset({"noai", "noindex", "none"})
"""Directives that keep a page out of datasets that are indexed and analysed."""

_TDM = ("tdm-reservation", "tdm-policy")
_RESERVED = "1"
_HEAD = 256 * 1024  # bytes; 99 of 100 news pages have their robots meta within them
_LONGEST = 500  # characters kept for the record

# Directives whose value follows a colon, as the rules for one crawler follow its name.
_WITH_VALUE = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})

# Each pattern gives back nothing that it took, so that hostile input takes no more than linear time.
_MARKUP = re.compile(rb"<(?:!--.*?(?:-->|\Z)|meta\s([^<>]*+)|(/head[\s>]|body[\s>]))", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(rb"(?<![\w-])(name|content)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservations:
    """raw: all that was said to every crawler or to this one. denying: what of it denies, None when nothing does."""

    raw: str | None = None
    denying: str | None = None


def said(statements: Iterable[tuple[str, str]], names: frozenset[str]) -> Reservations:
    """What names and values say, such as `("X-Robots-Tag", "googlebot: noindex")`, `("tdm-reservation", "1")`.

    names: this crawler's; what is for another crawler by name does not count.
    """
    kept = [(name, value) for name, value in statements if name in _TDM or any(_directives(value, names))]
    denying = (f"{name}: {directive}" for name, value in kept if (directive := _denial(name, value, names)))
    raw = "; ".join(f"{name}: {value}" for name, value in kept)[:_LONGEST]
    return Reservations(raw=raw or None, denying=next(denying, None))


def in_headers(headers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The headers that say something of the answer's use, their names as they are usually written."""
    for name, value in headers:
        lower = name.lower()
        if lower == "x-robots-tag":
            yield "X-Robots-Tag", value.strip()
        elif lower in _TDM:
            yield lower, value.strip()


def in_page(body: bytes, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """What the first bytes of a page's head say in meta elements to every crawler or to this one."""
    for found in _MARKUP.finditer(body, 0, _HEAD):
        if found[2]:
            return
        attributes = dict(_attributes(found[1])) if found[1] else {}
        name, content = attributes.get("name", "").lower(), attributes.get("content", "")
        if name == "robots" or name in names:
            yield f"meta {name}", content
        elif name in _TDM:
            yield name, content


def _attributes(tag: bytes) -> Iterator[tuple[str, str]]:
    for name, *values in _ATTRIBUTE.findall(tag):
        yield name.decode("ascii").lower(), b"".join(values).decode("utf-8", "replace").strip()


def _denial(name: str, value: str, names: frozenset[str]) -> str | None:
    """The directive that denies, None when there is none."""
    if name in _TDM:
        return value if name == "tdm-reservation" and value == _RESERVED else None
    return next((each for each in _directives(value, names) if each in DENYING), None)


def _directives(value: str, names: frozenset[str]) -> Iterator[str]:
    """Those of `noindex, googlebot: noai, nofollow` that are for every crawler or for this one, in lower case."""
    ours = True
    for part in value.lower().split(","):
        name, colon, rest = (each.strip() for each in part.partition(":"))
        if colon and name not in _WITH_VALUE and re.fullmatch(r"[\w.-]+", name):
            ours = name in names
            name = rest
        if ours and name:
            yield name
