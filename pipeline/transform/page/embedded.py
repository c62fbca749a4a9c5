"""An article that a page carries as data: markup in a string of a script, for a browser to put in place.

Only asked where the page itself shows next to no text.
"""

import json
import re
from collections.abc import Iterable

_STRING = re.compile(r'(?<!\\)"(?=((?:[^"\\]++|\\.)*+)")')  # each is read once, whatever quotes have no partner
_SHORTEST = 400  # characters of a string that is an article's markup
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_FEWEST = 2  # paragraphs of a string that is an article's markup


def embedded_html(scripts: Iterable[str]) -> str | None:
    """The longest JSON string with paragraphs in it, decoded; None without one.

    >>> embedded_html(['f({"body": "' + "\\\\u003cp>Text." * 40 + '"})'])[:16]
    '<p>Text.<p>Text.'
    """
    found = (
        _decoded(literal) for script in scripts for literal in _STRING.findall(script) if len(literal) >= _SHORTEST
    )
    bodies = [text for text in found if len(_PARAGRAPH.findall(text)) >= _FEWEST]
    return max(bodies, key=len, default=None)


def _decoded(literal: str) -> str:
    try:
        text = json.loads(f'"{literal}"', strict=False)
    except ValueError:
        return ""
    return text if isinstance(text, str) else ""
