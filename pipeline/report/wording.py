"""What was changed in a text, word by word. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# a word with the space behind it; where words are written together, a sign
_WORDS = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[^\s぀-ヿ㐀-鿿가-힯]+\s*|\s+")
_WORDS_AT_MOST = 400  # compared: what is longer shows its beginning
_AROUND = 8  # words of what stayed, on either side of a change
_LONGEST = 240  # characters of a span
_SPANS_AT_MOST = 24

Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of a text that stayed, is gone, or is new."""

    kind: Kind
    text: str


def spans(before: str | None, after: str | None) -> tuple[Span, ...]:
    """Both texts in one, in order; of long passages that stayed only the words around a change, of all a beginning."""
    old, new = _words(before), _words(after)
    found = list(_spans(old, new))
    if len(found) > _SPANS_AT_MOST:
        found = [*found[:_SPANS_AT_MOST], Span(kind="same", text="…")]
    return tuple(Span(kind=span.kind, text=clipped(span.text, _LONGEST)) for span in found)


def clipped(text: str, length: int) -> str:
    """A text of at most so many characters, the last one an ellipsis where some were left out."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _words(text: str | None) -> list[str]:
    words = _WORDS.findall((text or "")[: _WORDS_AT_MOST * 20])
    return words[:_WORDS_AT_MOST] + (["…"] if len(words) > _WORDS_AT_MOST else [])


def _spans(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    matcher = SequenceMatcher(None, [word.rstrip() for word in old], [word.rstrip() for word in new], autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield Span(kind="same", text=_around(new[new_from:new_to], new_from == 0, new_to == len(new)))
            continue
        if old_to > old_from:
            yield Span(kind="gone", text="".join(old[old_from:old_to]))
        if new_to > new_from:
            yield Span(kind="new", text="".join(new[new_from:new_to]))


def _around(words: Sequence[str], first: bool, last: bool) -> str:
    head = 0 if first else _AROUND
    tail = 0 if last else _AROUND
    if len(words) <= head + tail + 1:
        return "".join(words)
    return "".join(words[:head]) + "… " + "".join(words[len(words) - tail :])
