"""What other desks do to a text that they take over: mechanical edits, the same every time. Pure.

| edit | what it does |
|---|---|
| `lines` | another headline, a dateline, straight quotation marks, a line of boilerplate at the end |
| `cut` | ends after 60% of the words, at a sentence |
| `brief` | ends after 40% of the words, at a sentence |
| `local` | ends after 80%, with one or two paragraphs of the paper's own |
| `house` | the house's spellings and words in place of others, one word in twenty dropped |
| `shuffled` | two paragraphs change places, one is dropped |
| `all` | `lines`, `house` and `local` together |
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence

from benchmarks.stories import FOLDER, Text

_SENTENCE = re.compile(r"(?<=[.!?…“”»\"])\s+(?=[\w«„“\"])|(?<=[。」”])")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "–": "-"})
_DROPPED = 20  # of so many words (letters where there are no spaces), `house` drops one
_UNSPACED = ("zh", "ja")

ADDED: Mapping[str, Sequence[str]] = tomllib.loads((FOLDER / "added.toml").read_text(encoding="utf-8"))

# The words of the set's English texts that other houses spell or choose otherwise.
HOUSE = {
    "per cent": "percent",
    "percent": "per cent",
    "organisations": "organizations",
    "defense": "defence",
    "criticised": "criticized",
    "announced": "said",
    "declared": "said",
    "in order to": "to",
    "because of": "due to",
    "at present": "currently",
    "therefore": "so",
    "however": "but",
    "several": "a number of",
    "about": "around",
    "million": "mn",
    "employees": "workers",
    "government": "administration",
    "agreed": "decided",
    "wants to": "plans to",
    "nobody": "no one",
    "more than": "over",
    "did not": "didn't",
    "had not": "hadn't",
    "do not": "don't",
    "is not": "isn't",
    "are to be": "will be",
    "is to be": "will be",
}
_HOUSE = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(HOUSE, key=len, reverse=True)))

Edit = Callable[[Text, str], tuple[str, ...]]


def edited(text: Text, language: str) -> dict[str, Text]:
    """Every edit of a text, by the edit's name."""
    return {
        name: Text(kind="copy", note=name, title=_retitled(text.title), paragraphs=edit(text, language))
        for name, edit in EDITS.items()
    }


def lines(text: Text, language: str) -> tuple[str, ...]:
    first, *rest = (paragraph.translate(_QUOTES) for paragraph in text.paragraphs)
    return (f"KELDON (Meridian News) - {first}", *rest, "(c) Meridian News. Follow us for more of the day's politics.")


def cut(text: Text, language: str) -> tuple[str, ...]:
    return _ended(text.paragraphs, 0.6)


def brief(text: Text, language: str) -> tuple[str, ...]:
    return _ended(text.paragraphs, 0.4)


def local(text: Text, language: str) -> tuple[str, ...]:
    return (*_ended(text.paragraphs, 0.8), *ADDED[language][:2])


def house(text: Text, language: str) -> tuple[str, ...]:
    changed = [_HOUSE.sub(lambda word: HOUSE[word[0]], paragraph) for paragraph in text.paragraphs]
    return tuple(_thinned(paragraph, language) for paragraph in changed)


def shuffled(text: Text, language: str) -> tuple[str, ...]:
    first, second, third, fourth, *rest = text.paragraphs
    return (first, second, fourth, third, *rest[1:])


def everything(text: Text, language: str) -> tuple[str, ...]:
    for edit in (lines, house, local):
        text = Text(kind="copy", note="", title=text.title, paragraphs=edit(text, language))
    return text.paragraphs


EDITS: dict[str, Edit] = {
    "lines": lines,
    "cut": cut,
    "brief": brief,
    "local": local,
    "house": house,
    "shuffled": shuffled,
    "all": everything,
}


def _retitled(title: str) -> str:
    return f"Politics: {title.partition(':')[0]}"


def _ended(paragraphs: Sequence[str], share: float) -> tuple[str, ...]:
    """The paragraphs up to the first sentence that ends after this share of the characters."""
    room = share * sum(map(len, paragraphs))
    kept: list[str] = []
    for paragraph in paragraphs:
        kept.append("")
        for sentence in _SENTENCE.split(paragraph):
            kept[-1] = f"{kept[-1]} {sentence}".strip()
            room -= len(sentence)
            if room <= 0:
                return tuple(kept)
    return tuple(kept)


def _thinned(paragraph: str, language: str) -> str:
    between = "" if language in _UNSPACED else " "
    words = list(paragraph) if not between else paragraph.split(" ")
    return between.join(word for place, word in enumerate(words, start=7) if place % _DROPPED)
