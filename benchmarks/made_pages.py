"""Pages made up for measuring a fetch: of the sizes of real news pages, and as well or badly compressible."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass

MEAN_BYTES = 177_000  # of the decoded page
_SPREAD = 0.75  # of the sizes' logarithm, as over 167 article pages of 100-odd publishers
_SMALLEST, _LARGEST = 20_000, 1_500_000
_BLOCKS = 3_000
_TEXT = 0.55  # of the blocks, the rest being markup and data: pages then pack to about 19%, as the real ones do


@dataclass(frozen=True, slots=True)
class PageMaker:
    """Makes page after page; the same number gives the same page, no two numbers give the same one."""

    blocks: tuple[bytes, ...]
    seed: int
    mean_bytes: int

    def page(self, number: int) -> bytes:
        """A page of HTML in UTF-8, `mean_bytes` long on average where that is far enough from the bounds."""
        chance = random.Random(f"{self.seed} {number}")  # noqa: S311
        size = chance.lognormvariate(math.log(self.mean_bytes) - _SPREAD**2 / 2, _SPREAD)
        size = min(max(size, _SMALLEST), _LARGEST)
        parts = [f'<!doctype html><html lang="en"><head><title>Page {number}</title></head><body>\n'.encode()]
        length = 0
        while length < size:
            parts.append(chance.choice(self.blocks))
            length += len(parts[-1])
        return b"".join((*parts, b"</body></html>\n"))


def maker(seed: int = 1, mean_bytes: int = MEAN_BYTES) -> PageMaker:
    """A maker with its own stock of paragraphs, boxes and data."""
    chance = random.Random(seed)  # noqa: S311
    words = ["".join(chance.choices("etaoinshrdlucmfw", k=chance.randint(2, 10))) for _ in range(8_000)]
    return PageMaker(blocks=tuple(_blocks(chance, words)), seed=seed, mean_bytes=mean_bytes)


def _blocks(chance: random.Random, words: list[str]) -> Iterator[bytes]:
    often = [1 / rank for rank in range(1, len(words) + 1)]  # as in natural languages
    for number in range(_BLOCKS):
        spoken = chance.choices(words, often, k=90)
        block = _paragraph(spoken) if chance.random() < _TEXT else _box(number, spoken[:6])
        yield block.encode()


def _paragraph(words: list[str]) -> str:
    return f"<p>{' '.join(words).capitalize()}.</p>\n"


def _box(number: int, words: list[str]) -> str:
    slug = "-".join(words)
    items = "".join(
        f'<li class="c-list__item c-list__item--teaser" data-track="teaser"><a class="c-link c-link--headline" '
        f'href="/2026/10/{number % 31:02d}/{slug}-{number + each}.html">{word} {words[-1]}</a></li>\n'
        for each, word in enumerate(words)
    )
    return f'<div class="o-box o-box--{words[0]}" id="box-{number}"><ul class="c-list">{items}</ul></div>\n'
