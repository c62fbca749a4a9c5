"""What of a text is compared: the set of its shingles, which are runs of so many words, and its figures. Pure.

What an editor's house style changes does not count: case, accents, marks and apostrophes (`U.S.` is `us`, `cease-fire`
is `ceasefire`, `1,200` is `1200`).
"""

import re
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b

WORDS = 3
# Of scripts that write no spaces each character is a word, and it takes more of them to say as much.
CHARACTERS = 6
# A text with fewer words is too little to tell a copy by: stubs of live blogs and videos are all alike.
FEWEST = 40

# marks within a word or a number: don't, U.S., cease-fire, 1,200
_WITHIN = re.compile(r"['’ʼ.](?<=\w.)(?=\w)|[-‐‑](?<=[^\W\d].)(?=[^\W\d])|,(?<=\d.)(?=\d)")
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_UNSPACED_WORD = re.compile(rf"[{_UNSPACED}]")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """shingles: never empty. figures: the words with a digit. digest: 64 bits over all of it; equal texts have one."""

    shingles: frozenset[str]
    figures: frozenset[str]
    digest: int


def wording(title: str, text: str) -> Wording:
    """The wording of a text. A short one has but one shingle, all of it with its title: it is like its equals only."""
    words = words_of(text)
    if len(words) < FEWEST:
        whole = f"{' '.join(words_of(title))}\n{' '.join(words)}"
        return Wording(shingles=frozenset([whole]), figures=frozenset(), digest=_digest(whole))
    unspaced = len(_UNSPACED_WORD.findall("".join(words)))
    size = CHARACTERS if 2 * unspaced > len(words) else WORDS
    return Wording(
        shingles=frozenset(map(" ".join, zip(*(words[start:] for start in range(size)), strict=False))),
        figures=frozenset(word for word in set(words) if _DIGIT.search(word)),
        digest=_digest(" ".join(words)),
    )


def words_of(text: str) -> list[str]:
    """The words of a text in order, as they are compared."""
    return _WORD.findall(_WITHIN.sub("", (text if text.isascii() else _without_accents(text)).casefold()))


def _without_accents(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return plain.translate({ord(each): None for each in set(plain) if unicodedata.combining(each)})


def _digest(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(errors="replace"), digest_size=8).digest(), signed=True)
