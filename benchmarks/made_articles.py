"""Articles made up for measuring the datasets, of the size of real ones, and a store that holds many of them.

An article has some 600 words in eight sections, and thirty removed blocks.
"""

import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load import StagedArticle, article_id, merge, migrate, stage
from pipeline.load.columns import ARTICLES, REMOVED, REVISIONS, SECTIONS
from pipeline.load.day import DayTables, read_day
from pipeline.load.partition import write_partition
from pipeline.load.schemas import file_schema
from pipeline.models import Access, Article, BlockKind, CaptureRef, Label, Removed, Section, Stated
from pipeline.storage import Store

SOURCES = tuple(f"source-{number:02d}" for number in range(50))
TONIGHT = date(2026, 11, 2)
_SECTIONS, _PARAGRAPHS, _WORDS, _REMOVED = 8, 2, 38, 30
_DIFFERENT_DAYS = 4  # of a filled store: their articles have texts of their own; other days repeat these


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


def fill(store: Store, articles: int, per_day: int) -> None:
    """Put articles into an empty store, so many a day, the last ones on the day before TONIGHT."""
    migrate(store)
    patterns = [_pattern(number, per_day) for number in range(_DIFFERENT_DAYS)]
    for back in range(-(-articles // per_day)):
        day = TONIGHT - timedelta(days=1 + back)
        tables = _on_day(patterns[back % _DIFFERENT_DAYS], day)
        for dataset, table in (
            (ARTICLES, tables.articles),
            (SECTIONS, tables.sections),
            (REMOVED, tables.removed),
            (REVISIONS, tables.revisions),
        ):
            write_partition(store, dataset, day, table)


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


def _pattern(number: int, per_day: int) -> DayTables:
    """A day's tables as the merge writes them."""
    day = date(2000, 1, 1) + timedelta(days=number)
    with tempfile.TemporaryDirectory() as folder:
        store = Store.at(folder)
        rows = [captured(day, each) for each in range(per_day)]
        merge([stage(rows, store, "pattern", "0")], store, "pattern", rows[0].captured_at)
        return read_day(store, day)


def _on_day(pattern: DayTables, day: date) -> DayTables:
    """The pattern's rows as those of another day: with other addresses, ids, times and another run."""
    addresses = list(_addresses(pattern.articles.num_rows, day))
    ids, urls = (pa.array(column, pa.string()) for column in zip(*addresses, strict=True))
    first = pa.array([datetime.combine(day, time(2), UTC)] * len(ids), pa.timestamp("us", tz="UTC"))
    run_id = f"{day:%Y%m%d}T020000Z-0000"
    articles = _with(
        pattern.articles, article_id=ids, url=urls, canonical_url=urls, first_captured_at=first, captured_at=first,
        run_id=run_id, cluster_id=ids, original=True,
    )  # fmt: skip

    def renamed(table: pa.Table) -> pa.Table:
        place = pc.index_in(table["article_id"].combine_chunks(), pattern.articles["article_id"])
        return _with(table, article_id=ids.take(place), run_id=run_id)

    empty = file_schema(REVISIONS).empty_table()
    return DayTables(
        articles=articles, sections=renamed(pattern.sections), removed=renamed(pattern.removed), revisions=empty
    )


def _addresses(count: int, day: date) -> Iterator[tuple[str, str]]:
    """Id and address for each of a day's articles, in the order of the rows: by source, and for each source by id."""
    for number, source in enumerate(SOURCES):
        numbers = range(number, count, len(SOURCES))
        urls = (f"https://{source}.example/{day:%Y/%m/%d}/story-{each}" for each in numbers)
        yield from sorted((article_id(url), url) for url in urls)


def _with(table: pa.Table, **columns: object) -> pa.Table:
    for name, values in columns.items():
        place = table.schema.get_field_index(name)
        field = table.schema.field(place)
        column = values if isinstance(values, pa.Array) else pa.repeat(pa.scalar(values, field.type), table.num_rows)
        table = table.set_column(place, field, column)
    return table
