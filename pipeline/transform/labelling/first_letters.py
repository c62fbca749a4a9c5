"""Which letters a regular expression can begin with, so that one look at a text's first letter spares most patterns.

Reads the syntax that `phrases` is written in, and says «any» where it does not know better.
"""

import re

Letters = frozenset[str] | None  # None: any, or nothing at all

# an atom (escape, class or letter), and how often it stands
_ATOM = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|.", re.DOTALL)
_QUANTIFIER = re.compile(r"[?*+]|\{(\d*),?\d*\}")
_DIGITS = "0123456789"
_RANGE = re.compile(r"\\.|[^\\]-[^\\]")


def first_letters(pattern: str) -> Letters:
    """The letters with which a text that `pattern` matches can begin.

    >>> sorted(first_letters(r"(the )?author:?|\\d+ comments") or ())
    ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 't']
    >>> first_letters(r".{0,60}all rights reserved") is None
    True
    """
    found: set[str] = set()
    for alternative in alternatives(pattern):
        letters = _of_sequence(alternative)
        if letters is None:
            return None
        found |= letters
    return frozenset(found)


def alternatives(pattern: str) -> list[str]:
    """`pattern` cut at those of its `|` that no group encloses."""
    parts, depth = [""], 0
    for atom in _ATOM.findall(pattern):
        depth += (atom == "(") - (atom == ")")
        if atom == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += atom
    return parts


def _of_sequence(sequence: str) -> Letters:
    found: set[str] = set()
    while sequence:
        size = _size(sequence)
        letters = _of_atom(sequence[:size])
        if letters is None:
            return None
        found |= letters
        often = _QUANTIFIER.match(sequence, size)
        if not often or often[0] == "+" or (often[1] or "0") != "0":
            return frozenset(found)
        sequence = sequence[often.end() :]
    return None


def _size(sequence: str) -> int:
    """Length of the atom or group that the sequence begins with."""
    depth = at = 0
    for atom in _ATOM.findall(sequence):
        at += len(atom)
        depth += (atom == "(") - (atom == ")")
        if depth == 0:
            break
    return at


def _of_atom(atom: str) -> Letters:
    if atom.startswith("("):
        return first_letters(atom[1:-1]) if not atom.startswith("(?") else None
    atom = atom.replace(r"\d", _DIGITS)
    if atom == _DIGITS:
        return frozenset(_DIGITS)
    if atom.startswith("["):
        return frozenset(atom[1:-1]) if atom[1] != "^" and not _RANGE.search(atom[1:-1]) else None
    if atom.startswith("\\"):
        return frozenset(atom[1]) if not atom[1].isalnum() else None
    return frozenset(atom) if atom not in ".^$" else None
