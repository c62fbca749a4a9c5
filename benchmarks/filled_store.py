"""A store that holds many made-up articles: nights as they are for the latest days, and day after day before them."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.dataset_night import load_night, rows_of
from benchmarks.made_articles import SOURCES, TONIGHT, captured
from pipeline.load import article_id, merge, migrate, stage
from pipeline.load.layout.columns import ARTICLES, REMOVED, REVISIONS, SECTIONS
from pipeline.load.layout.partition import write_partition
from pipeline.load.layout.schemas import file_schema
from pipeline.load.merging.day import DayTables, read_day
from pipeline.storage import Store

_DIFFERENT_DAYS = 4  # have texts of their own; the other days before the nights repeat these


def fill(store: Store, articles: int, per_day: int, nights: int) -> None:
    """Put articles into an empty store in a folder, so many a day, the last ones on the day before TONIGHT.

    nights: how many of the days are loaded as nights are, with all that the next one looks back at.
    """
    assert store.folder is not None  # noqa: S101  where nights of a benchmark lie
    migrate(store)
    days = [TONIGHT - timedelta(days=back) for back in range(-(-articles // per_day), 0, -1)]
    patterns = [_pattern(number, per_day) for number in range(_DIFFERENT_DAYS)]
    for number, day in enumerate(days[:-nights]):
        tables = _on_day(patterns[number % _DIFFERENT_DAYS], day)
        for dataset, table in (
            (ARTICLES, tables.articles),
            (SECTIONS, tables.sections),
            (REMOVED, tables.removed),
            (REVISIONS, tables.revisions),
        ):
            write_partition(store, dataset, day, table)
    for day in days[-nights:]:
        load_night(store.folder, rows_of(day, per_day, 0))


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
