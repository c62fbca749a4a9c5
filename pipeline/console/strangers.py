"""Text from strangers on a terminal: titles, addresses and errors of sites, which may hold anything.

What comes out of `harmless` has no character that a terminal would obey or hide; it is no markup of rich's, and is
printed as `rich.text.Text`, which takes it as it is.
"""

import unicodedata

from rich.cells import cell_len, set_cell_size

_PICTURES = 0x2400  # ␀ and so on: the signs of control characters, in their order
_DELETE = 0x7F
_WHITE = "\t\n\r\v\f\x85\u2028\u2029"
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
_JOINERS = "\u200c\u200d\u00ad"  # of scripts and emoji, and soft hyphens: they hide and turn nothing


def harmless(text: str) -> str:
    """In one line, control characters as their signs (␛), all else that is not seen by its number (<U+202E>)."""
    return "".join(map(_seen, text))


def short(text: str, width: int) -> str:
    """Harmless, and no wider than so many columns: what is cut off leaves an ellipsis."""
    shown = harmless(text[: 4 * width])  # no need to look at all of a very long text
    if cell_len(shown) <= width and len(text) <= 4 * width:
        return shown
    return f"{set_cell_size(shown, max(0, width - 1)).rstrip()}…"


def short_middle(text: str, width: int) -> str:
    """The same, cut in the middle: both ends of an address tell something."""
    shown = harmless(text)
    if cell_len(shown) <= width:
        return shown
    head = width // 2
    return f"{shown[:head]}…{shown[len(shown) - (width - head - 1) :]}"


def _seen(character: str) -> str:
    if character in _WHITE:
        return " "
    category = unicodedata.category(character)
    if category not in _UNSEEN or character in _JOINERS:
        return character
    number = ord(character)
    if number < ord(" "):
        return chr(_PICTURES + number)
    return "␡" if number == _DELETE else f"<U+{number:04X}>"
