"""The objects in a JSON document's list, also of one that is broken off."""

import json
import re

from pipeline.extract.discovery import markup
from pipeline.extract.discovery.entries import Unreadable

_DECODER = json.JSONDecoder(strict=False)  # line breaks and the like in texts are no matter
_BETWEEN = re.compile(r"[\s,]*")

Object = dict[str, object]


def objects(body: bytes, key: str | None, kind: str) -> list[Object] | Unreadable:
    """The objects in the list under `key`, or in the list that the document is; of a broken one those that parse.

    kind: what the document should be, for the complaint.
    """
    text = body.decode(json.detect_encoding(body), "replace").lstrip("\ufeff \t\r\n")
    try:
        document = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        salvaged = _salvaged(text, key)
        return salvaged or Unreadable(detail=markup.complaint(body, "", None, kind, str(error)))
    found = document if key is None else document.get(key) if isinstance(document, dict) else None
    if not isinstance(found, list):
        return Unreadable(detail=f"not a {kind}: {_said(document) or 'no list of items in it'}"[:200])
    return [item for item in found if isinstance(item, dict)]


def _salvaged(text: str, key: str | None) -> list[Object]:
    """What parses from the list's beginning up to the break. Warnings of the server's software may stand before it."""
    begin = re.search(r"\[\s*(?=\{)" if key is None else rf'"{re.escape(key)}"\s*:\s*\[', text)
    if begin is None:
        return []
    found: list[Object] = []
    position = begin.end()
    try:
        while True:
            item, position = _DECODER.raw_decode(text, _BETWEEN.match(text, position).end())  # type: ignore[union-attr]
            if isinstance(item, dict):
                found.append(item)
    except (ValueError, RecursionError):
        return found


def _said(document: object) -> str:
    """What a server says in place of the list."""
    message = document.get("message") if isinstance(document, dict) else None
    return message if isinstance(message, str) else ""
