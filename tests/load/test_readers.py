"""The readers that analysts use find the same in the same folders."""

import threading
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import cycle

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pytest

from pipeline.load import read, write_fetches, write_run
from pipeline.load.layout.columns import ARTICLES
from pipeline.load.layout.files import read_file, write_file
from pipeline.models import Attempt, AuthorBox, Rating
from tests.load.accounts.test_runs import RUN
from tests.load.load_samples import NIGHT, article, captured, content, load, scanned, section, stated

# a joined emoji, a line separator, NUL, a change of direction, a combining accent
ODD_TITLE = "👩\u200d👩\u200d👧 “Talks”\u2028\x00 — \u202ertl\u202c e\u0301"
AWKWARD = article(
    "awkward",
    title=stated(ODD_TITLE),
    published=stated("2026-03-01"),
    rating=Rating(value=None, count=None),
    author_boxes=(AuthorBox(name=None, role=None, bio=None), AuthorBox(name="A", role="", bio="b", link="l")),
    sections=(section(0, None), section(1, "", "", "x" * 1_000_000, "\n\n"), section(2, "Only a heading")),
    removed=(),
)


@pytest.fixture
def store(folder):
    load(folder, "r1", captured(article("a")), captured(AWKWARD), captured(article("b"), first=date(2026, 3, 2)))
    load(folder, "r2", captured(article("a", "Second version."), nights=2))
    write_fetches(
        folder,
        "r1",
        date(2026, 3, 1),
        [Attempt(url="https://example.org/a", source="example", started_at=NIGHT, outcome="fetched", status=200)],
    )
    # what a killed run may leave behind
    for name in (".tmp/dead.1", ".staging/r3/0000.parquet", ".merging/2026-03-01"):
        folder.write(name, b"PAR1")
    return folder


DATASETS = ["articles", "sections", "removed", "revisions", "fetches"]


def with_duckdb(root, dataset, what):
    source = f"read_parquet('{root.base}/{dataset}/**/*.parquet', hive_partitioning=true)"
    with duckdb.connect() as connection:
        return connection.sql(f"select {what} from {source} order by all").fetchall()  # noqa: S608 - our own text


def with_pandas(root, dataset, *columns):
    frame = pd.read_parquet(root.path(dataset))[list(columns)]
    return sorted(frame.astype(object).itertuples(index=False, name=None))


def with_polars(root, dataset, *columns):
    return sorted(pl.scan_parquet(root.path(dataset)).select(columns).collect().rows())


@pytest.mark.parametrize("dataset", DATASETS)
def test_readers_find_the_same_columns_and_as_many_rows(store, dataset):
    frame = pd.read_parquet(store.path(dataset))
    table = scanned(store, dataset)
    polars = pl.read_parquet(store.path(dataset))
    assert polars.columns == list(frame.columns)
    assert polars.height == len(frame)
    with duckdb.connect() as connection:
        relation = connection.sql(f"from read_parquet('{store.base}/{dataset}/**/*.parquet', hive_partitioning=true)")
        assert relation.columns == list(frame.columns) == table.column_names == list(read(dataset, store).columns)
        assert len(relation.fetchall()) == len(frame) == table.num_rows == len(read(dataset, store))


def test_readers_agree_on_values(store):
    expected = sorted((r["article_id"], r["title"], r["text"], r["revision"]) for r in content(store)["articles"])
    assert len(expected) == 3
    assert with_duckdb(store, "articles", "article_id, title, text, revision") == expected
    assert with_pandas(store, "articles", "article_id", "title", "text", "revision") == expected
    assert with_polars(store, "articles", "article_id", "title", "text", "revision") == expected


def test_readers_agree_on_instants_and_days(store):
    assert with_duckdb(store, "articles", "date, epoch_us(captured_at), published_at is null, article_id != ''") == [
        (date(2026, 3, 1), 1_772_330_400_000_000, False, True),
        (date(2026, 3, 1), 1_772_503_200_000_000, True, True),
        (date(2026, 3, 2), 1_772_330_400_000_000, True, True),
    ]
    assert with_pandas(store, "articles", "date", "captured_at") == [
        ("2026-03-01", pd.Timestamp(NIGHT)),
        ("2026-03-01", pd.Timestamp(2026, 3, 3, 2, tz="UTC")),
        ("2026-03-02", pd.Timestamp(NIGHT)),
    ]
    assert with_polars(store, "articles", "date", "captured_at") == [
        (date(2026, 3, 1), NIGHT),
        (date(2026, 3, 1), datetime(2026, 3, 3, 2, tzinfo=UTC)),
        (date(2026, 3, 2), NIGHT),
    ]


def test_a_filter_on_the_day_opens_the_files_of_that_day_alone(store):
    store.write("articles/date=2026-03-02/part-0.parquet", b"no Parquet at all")
    first = (date(2026, 3, 1), ["Title of a", ODD_TITLE])
    frame = pd.read_parquet(store.path("articles"), filters=[("date", "==", "2026-03-01")])
    assert sorted(frame["title"]) == first[1]
    lazy = pl.scan_parquet(store.path("articles")).filter(pl.col("date") == first[0])
    assert sorted(lazy.select("title").collect()["title"]) == first[1]
    source = f"read_parquet('{store.base}/articles/**/*.parquet', hive_partitioning=true)"
    titles = duckdb.sql(f"select title from {source} where date = '2026-03-01' order by 1").fetchall()  # noqa: S608
    assert titles == [(title,) for title in first[1]]


def test_the_folder_alone_spells_the_day(store):
    (file,) = store.files("articles/date=2026-03-02")
    assert "date" not in ds.dataset(store.path(file.name)).schema.names


def test_awkward_values_come_back_as_they_went(store):
    (row,) = (r for r in content(store)["articles"] if r["url"].endswith("awkward"))
    assert row["title"] == ODD_TITLE
    assert row["text"] == "\n\n".join(["", "x" * 1_000_000, "\n\n", "Only a heading"])
    assert row["published_at"] == datetime(2026, 3, 1, tzinfo=UTC)
    assert (row["rating_value"], row["rating_count"], row["authors"], row["tags"]) == (None, None, [], [])
    assert row["author_boxes"] == [
        {"name": None, "role": None, "bio": None, "link": None},
        {"name": "A", "role": "", "bio": "b", "link": "l"},
    ]
    own = [r for r in content(store)["sections"] if r["article_id"] == row["article_id"]]
    assert [(r["heading"], len(r["paragraphs"]), len(r["text"])) for r in own] == [
        (None, 0, 0),
        ("", 3, 1_000_006),
        ("Only a heading", 0, 0),
    ]


def test_an_article_without_sections_and_removed_blocks_is_a_row(store):
    load(store, "r1", captured(article("bare", sections=(), removed=())))
    load(store, "r2", captured(article("bare"), nights=1))
    rows = content(store)
    before = [r for r in rows["revisions"] if r["url"].endswith("bare")]
    assert [(r["section_count"], r["text"], r["sections"]) for r in before] == [(0, "", [])]
    assert [r["section_count"] for r in rows["articles"] if r["url"].endswith("bare")] == [2]


def test_nested_values_are_lists_and_structs_in_every_reader(store):
    assert with_duckdb(store, "revisions", "revision, sections[2].heading, sections[2].paragraphs") == [
        (1, "What next", ["Nothing yet.", "Wait."])
    ]
    (changed,) = pl.read_parquet(store.path("revisions"))["changes"]
    assert changed.to_list() == [{"kind": "paragraph", "before": "First version.", "after": "Second version."}]
    (sections,) = pd.read_parquet(store.path("revisions"))["sections"]
    assert [(s["level"], s["heading"], list(s["paragraphs"])) for s in sections] == [
        (1, None, ["First version."]),
        (2, "What next", ["Nothing yet.", "Wait."]),
    ]


def test_maps_are_maps(store):
    write_run(store, RUN)
    runs = store.path("runs/runs.parquet")
    assert duckdb.sql(f"select rejected_by_reason['timeout'] from '{runs}'").fetchall() == [(1,)]  # noqa: S608
    assert pl.read_parquet(runs)["rejected_by_reason"].to_list() == [{"http_404": 1, "timeout": 1}]
    assert pd.read_parquet(runs)["rejected_by_reason"].to_list() == [[("http_404", 1), ("timeout", 1)]]


@contextmanager
def replacing(store, name, versions):
    """A file is replaced by one version after another until the block ends; yields how often it has been."""
    over, times = threading.Event(), []

    def replace():
        for version in cycle(versions):
            if over.is_set():
                return
            store.write(name, version)
            times.append(1)

    writer = threading.Thread(target=replace)
    writer.start()
    try:
        yield times
    finally:
        over.set()
        writer.join()


def articles_of(store):
    return ds.dataset(store.path("articles/date=2026-03-02"))


@pytest.mark.parametrize(
    "rows",
    [
        lambda store: len(read("articles", store, start=date(2026, 3, 2), columns=["text", "title"])),
        lambda store: len(pd.read_parquet(store.path("articles/date=2026-03-02"), columns=["text", "title"])),
        lambda store: pl.scan_pyarrow_dataset(articles_of(store)).select("text", "title").collect().height,
        lambda store: duckdb.from_arrow(articles_of(store)).project("text, title").df().shape[0],
    ],
    ids=["read", "pandas", "polars over pyarrow", "duckdb over pyarrow"],
)
def test_a_reader_finds_the_file_before_or_after_while_it_is_replaced(store, rows):
    name = "articles/date=2026-03-02/part-0.parquet"
    one = read_file(store, name, ARTICLES)
    write_file(store, name, pa.concat_tables([one] * 2_000))
    long = store.read(name)
    write_file(store, name, one)
    with replacing(store, name, [long, store.read(name)]) as times:
        found = set()
        while len(times) < 200:
            found.add(rows(store))
    assert found == {1, 2_000}
