"""Articles made up for measuring the datasets: some 600 words in eight sections, and thirty removed blocks."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache

from pipeline.load import StagedArticle
from pipeline.models import Access, Article, BlockKind, CaptureRef, Label, Removed, Section, Stated

SOURCES = tuple(f"source-{number:02d}" for number in range(50))
TONIGHT = date(2026, 11, 2)
_SECTIONS, _PARAGRAPHS, _WORDS, _REMOVED = 8, 2, 38, 30


def captured(day: date, number: int, *, edited: date | None = None) -> StagedArticle:
    """The article of that number of a day; edited: fetched again on that day, with its first paragraph changed."""
    first, source = datetime.combine(day, time(2), UTC), SOURCES[number % len(SOURCES)]
    page = _article(f"https://{source}.example/{day:%Y/%m/%d}/story-{number}", number + day.toordinal() * 1_000_003)
    if edited is not None:
        page = _edited(page, edited)
    return StagedArticle(
        article=page,
        source=source,
        date=day,
        first_captured_at=first,
        captured_at=datetime.combine(edited or day, time(2), UTC),
        run_id="given",
        capture=CaptureRef(file=f"{day:%Y%m%d}.warc.gz", offset=30_000 * number, length=30_000),
    )


def _article(url: str, seed: int) -> Article:
    chance = random.Random(seed)  # noqa: S311
    return Article(
        url=url,
        canonical_url=url,
        title=_stated(_phrase(chance, 9)),
        standfirst=_stated(_phrase(chance, 20)),
        authors=(_stated(_phrase(chance, 2)),),
        published=_stated("2026-11-01T18:30:00+01:00"),
        modified=None,
        language=_stated("en"),
        section=_stated("Politics"),
        tags=tuple(_phrase(chance, 1) for _ in range(5)),
        image=_stated(f"{url}/lead.jpg"),
        access=Access.FULL,
        sections=tuple(_section(chance, position) for position in range(_SECTIONS)),
        removed=tuple(
            Removed(
                position=100 + position,
                label=Label.RELATED,
                rule="class:related",
                text=_phrase(chance, 8),
                path="main/article/div.story__body/aside.related/ul/li/a",
            )
            for position in range(_REMOVED)
        ),
        rating=None,
        author_boxes=(),
    )


def _section(chance: random.Random, position: int) -> Section:
    return Section(
        position=position,
        level=2 if position else 1,
        heading=_phrase(chance, 5) if position else None,
        paragraphs=tuple(_phrase(chance, _WORDS) for _ in range(_PARAGRAPHS)),
        kinds=(BlockKind.PARAGRAPH,) * _PARAGRAPHS,
    )


def _edited(page: Article, day: date) -> Article:
    lead = page.sections[0]
    changed = replace(lead, paragraphs=(f"Updated on {day}.", *lead.paragraphs[1:]))
    return replace(page, sections=(changed, *page.sections[1:]))


def _stated(value: str) -> Stated:
    return Stated(value=value, method="json_ld", raw=value)


def _phrase(chance: random.Random, words: int) -> str:
    vocabulary, often = _vocabulary()
    return " ".join(chance.choices(vocabulary, cum_weights=often, k=words)).capitalize()


@cache
def _vocabulary() -> tuple[Sequence[str], Sequence[float]]:
    chance = random.Random(1)  # noqa: S311
    words = ["".join(chance.choices("etaoinshrdlucmfw", k=chance.randint(2, 10))) for _ in range(20_000)]
    total, often = 0.0, []
    for rank in range(1, len(words) + 1):
        total += 1 / rank  # as in natural languages
        often.append(total)
    return words, often
