"""What has been seen on the pages of one source: the evidence that a block is boilerplate, whatever its markup.

A memory is a value. The caller keeps it, gives it to `extract`, and puts into it what came of a page:

    memory = SiteMemory()
    for page in pages:
        article = extract(page, memory)
        if isinstance(article, Article):
            memory = remember(memory, article.canonical_url, texts_of(article))

One memory per source. Pages are worth remembering whether or not the memory was used on them, in any order and as
often as they come; memories made apart are `merged`. What comes of a page then depends on what was remembered before
it, so a caller who wants the same result twice keeps the memory with the result. A site's new design is learnt when its
pages are a good part of the sample; a caller who cannot wait keeps a memory a month and merges the last two.

A memory holds no text, only hashes, and is bounded: at most `MOST_PAGES` pages, those whose hashes are lowest, and of
each the keys of at most `MOST_KEYS` texts, again the lowest. Hashes are as good as drawn lots, so that is a fair sample
of all pages given; and as it does not depend on their order, merging stays commutative, associative and idempotent
beyond the limit.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

from pipeline.models import Article
from pipeline.transform.page.normalise import fold

VERSION = 1
"""Of the plain form; raised when the same text gets another key."""
MOST_PAGES = 200
MOST_KEYS = 500

TITLE_MARK = "__title__"
_LONGEST_SHAPE = 15  # words; longer sentences that differ in a number only are an article's own
_SENTENCE = 100  # characters
_DATE = re.compile(r"\b(?:\d{1,2} (?:de |of )?[^\W\d]{3,10}|[^\W\d]{3,10} \d{1,2}) (?:de )?\d{4}\b")
_NUMBERS = re.compile(r"\d+(?: \d+)*")


@dataclass(frozen=True, slots=True)
class SiteMemory:
    """pages: the hash of each page's address, with the keys of its texts. counts: on how many of them a key stands."""

    pages: Mapping[int, frozenset[int]] = field(default_factory=lambda: MappingProxyType({}))
    counts: Mapping[int, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        counts = Counter(key for keys in self.pages.values() for key in keys)
        object.__setattr__(self, "counts", MappingProxyType(counts))


def remember(memory: SiteMemory, page_url: str, texts: Iterable[str]) -> SiteMemory:
    """The memory with a page's texts (see `texts_of`), all of them, its own paragraphs too.

    page_url: the canonical one, so that a page is the same page under every address. A page that comes again is still
    one page: the texts of its earlier version stay beside the new ones, and count once.
    """
    keys = (key for text in texts for key in (exact_key(text), shape_key(text)) if key is not None)
    return merged(memory, SiteMemory({page_key(page_url): frozenset(keys)}))


def merged(one: SiteMemory, other: SiteMemory) -> SiteMemory:
    """What both know; a page that both know counts once. The order does not matter."""
    lowest = sorted(one.pages.keys() | other.pages.keys())[:MOST_PAGES]
    if lowest == sorted(one.pages) and all(
        other.pages[page] <= one.pages[page] for page in lowest if page in other.pages
    ):
        return one
    nothing: frozenset[int] = frozenset()
    return SiteMemory(
        MappingProxyType(
            {page: _bounded(one.pages.get(page, nothing) | other.pages.get(page, nothing)) for page in lowest}
        )
    )


def _bounded(keys: frozenset[int]) -> frozenset[int]:
    return keys if len(keys) <= MOST_KEYS else frozenset(sorted(keys)[:MOST_KEYS])


def as_plain(memory: SiteMemory) -> dict[str, Any]:
    """Plain values for JSON: `{"version": 1, "pages": {"<16 hex digits>": ["<16 hex digits>", ...]}}`, sorted."""
    pages = {f"{page:016x}": [f"{key:016x}" for key in sorted(keys)] for page, keys in sorted(memory.pages.items())}
    return {"version": VERSION, "pages": pages}


def from_plain(plain: Mapping[str, Any]) -> SiteMemory:
    """The memory of which `plain` is the plain form.

    Raises `ValueError` for another version, which cannot be converted since the texts are gone, and for anything else
    that `as_plain` does not write.
    """
    version = plain.get("version")
    if version != VERSION:
        raise ValueError(
            f"a site memory of version {version!r}; this copydesk reads version {VERSION}: start a new one"
        )
    try:
        pages = {
            int(page, 16): _bounded(frozenset(int(key, 16) for key in keys)) for page, keys in plain["pages"].items()
        }
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"no site memory: {type(error).__name__}: {error}") from None
    return merged(SiteMemory(), SiteMemory(pages))


def texts_of(article: Article) -> tuple[str, ...]:
    """Every text of an article's page, kept or removed, in the form in which texts are remembered."""
    title = fold(article.title.value)
    return tuple(comparable(text, title) for text in _all_texts(article))


def _all_texts(article: Article) -> Iterator[str]:
    for section in article.sections:
        if section.heading:
            yield section.heading
        yield from section.paragraphs
    for block in article.removed:
        yield block.text


def comparable(text: str, title: str) -> str:
    """`text` folded, with a mark for the title of its page. title: folded; one of fewer than three words
    stays, as it may be a word like any other.

    >>> comparable("Please rate «Board votes for bridge»!", "board votes for bridge")
    'please rate __title__'
    """
    folded = fold(text)
    if title.count(" ") < 2 or title not in folded:
        return folded
    return f" {folded} ".replace(f" {title} ", f" {TITLE_MARK} ").strip()


def exact_key(text: str) -> int | None:
    """The key of a text up to case and punctuation; None if the page's title, or nothing, is all that it says."""
    folded = fold(text)
    return _hash(folded) if folded and folded != TITLE_MARK else None


def shape_key(text: str) -> int | None:
    """The key of a short text up to its numbers and dates; None for long texts and for texts without a digit.

    >>> shape_key("12 comments") == shape_key("1,204 comments")
    True
    >>> shape_key("Updated 2 November 2026") == shape_key("Updated October 31, 2026")
    True
    """
    folded = fold(text)
    if not any(map(str.isdigit, folded)) or folded.count(" ") >= _LONGEST_SHAPE:
        return None
    return _hash(_NUMBERS.sub("0", _DATE.sub("0", folded)))


def page_key(url: str) -> int:
    """The key of a page: its address without scheme, fragment and slash at the end."""
    return _hash(url.partition("#")[0].partition("://")[2].rstrip("/") or url)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def other_pages(memory: SiteMemory, page_url: str, prose: Collection[tuple[int, int]]) -> "Others":
    """What the memory knows of pages that are neither this one nor copies of it.

    prose: key and length in characters of each text of this page that looks like prose. A page under another address
    that lacks at most a sentence of it is a copy (a print view, an address with a campaign in it): however many there
    are, they do not show what is boilerplate. Another article lacks at least this one's own text.
    """
    own = page_key(page_url)
    whole = sum(length for _, length in prose)
    same: Counter[int] = Counter()
    others: list[frozenset[int]] = []
    for page, keys in memory.pages.items():
        if page == own or whole - sum(length for key, length in prose if key in keys) <= _SENTENCE:
            same.update(keys)
        else:
            others.append(keys)
    return Others(memory.counts, same, others)


@dataclass(frozen=True, slots=True)
class Others:
    """pages: the keys of each. counts: on how many pages a key stands, also those left out, whose keys are in same."""

    counts: Mapping[int, int]
    same: Mapping[int, int]
    pages: Sequence[frozenset[int]]

    def seen(self, key: int | None) -> int:
        """On how many other pages the text of that key stands."""
        return 0 if key is None else self.counts.get(key, 0) - self.same.get(key, 0)

    def only_beside(self, title: str, key: int | None) -> bool:
        """Whether the text stands on no other page that does not have that title too: it is of the article's teaser."""
        title_key = exact_key(title)
        return all(title_key in keys for keys in self.pages if key in keys)
