from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import ConfigError, StoreError
from pipeline.load import read, write_run
from pipeline.load.layout.columns import ARTICLES, DATASETS, RUNS, TAKEDOWNS
from pipeline.load.layout.files import read_file
from pipeline.load.layout.partition import write_partition
from pipeline.load.layout.schemas import read_schema, table_of
from pipeline.models import Rating
from pipeline.storage import Store
from tests import s3
from tests.load.accounts.test_runs import RUN
from tests.load.load_samples import NIGHT, article, captured, load

LAST = "articles/date=2026-03-03/part-0.parquet"


@pytest.fixture
def store(store):
    days = [date(2026, 3, day) for day in (1, 2, 3)]
    load(
        store,
        "r1",
        *(captured(article(f"{source}{day.day}"), source=source, first=day) for day in days for source in "xy"),
    )
    return store


def titles(frame: pd.DataFrame) -> list[str]:
    return sorted(title.removeprefix("Title of ") for title in frame["title"])


def test_everything(store):
    frame = read("articles", store)
    assert titles(frame) == ["x1", "x2", "x3", "y1", "y2", "y3"]
    assert list(frame.columns) == read_schema(DATASETS["articles"]).names


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"start": date(2026, 3, 2)}, ["x2", "x3", "y2", "y3"]),
        ({"end": date(2026, 3, 2)}, ["x1", "x2", "y1", "y2"]),
        ({"start": date(2026, 3, 2), "end": date(2026, 3, 2)}, ["x2", "y2"]),
        ({"sources": ["y"]}, ["y1", "y2", "y3"]),
        ({"sources": {"x", "y", "unheard-of"}, "end": date(2026, 3, 1)}, ["x1", "y1"]),
        ({"sources": []}, []),
        ({"start": date(2027, 1, 1)}, []),
    ],
)
def test_filters(store, asked, expected):
    assert titles(read("articles", store, **asked)) == expected


def test_the_root_is_a_folder_its_path_as_text_or_the_address_of_a_bucket(tmp_path, s3_port):
    here, there = tmp_path / "here", s3.address(s3_port, "there")
    for store in (Store.at(here), Store.at(there, tmp_path)):
        load(store, "r1", captured(article("a")), captured(article("b"), source="other"))
    for root in (here, str(here), there):
        assert titles(read("articles", root, sources=["other"])) == ["b"]


def test_columns_come_in_the_order_asked_for_whatever_is_filtered(store):
    frame = read("articles", store, date(2026, 3, 3), None, ["x"], ["word_count", "title"])
    assert frame.to_dict("list") == {"word_count": [7], "title": ["Title of x3"]}


def test_days_and_instants_are_pandas_own(store):
    frame = read("articles", store, end=date(2026, 3, 1), sources=["x"])
    assert frame["date"].to_list() == [pd.Timestamp(2026, 3, 1)]
    assert frame["captured_at"].to_list() == [pd.Timestamp(NIGHT)]
    assert frame["date"].dt.day.to_list() == [1]


@pytest.mark.parametrize("dataset", DATASETS)
def test_a_store_without_the_dataset_gives_no_rows_and_the_right_columns(tmp_path, dataset):
    frame = read(dataset, tmp_path, start=date(2026, 3, 1))
    assert len(frame) == 0
    assert list(frame.columns) == read_schema(DATASETS[dataset]).names


def test_the_types_are_those_that_the_docstring_states_whatever_the_rows(store, tmp_path):
    wanted = {
        "title": "str",
        "date": "datetime64[ms]",
        "captured_at": "datetime64[us, UTC]",
        "word_count": "int32",
        "capture_offset": "int64",
        "rating_count": "float64",
        "original": "object",
        "authors": "object",
    }
    load(store, "r2", captured(article("rated", rating=Rating(value=4.5, count=2)), source="rated"))
    for root, sources, rows in ((store, ["x", "y"], 6), (store, ["rated"], 1), (tmp_path, None, 0)):
        frame = read("articles", root, sources=sources, columns=list(wanted))
        assert len(frame) == rows
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == wanted


def test_maps_and_records_are_dicts(store):
    write_run(store, RUN)
    frame = read("runs", store)
    assert frame["rejected_by_reason"].to_list() == [{"http_404": 1, "timeout": 1}]
    assert frame["sources"][0][0]["source"] == "example"


def test_rows_come_by_day_and_within_a_day_by_source(store):
    frame = read("articles", store, columns=["date", "source"])
    assert list(zip(frame["date"].dt.day, frame["source"], strict=True)) == [
        (1, "x"), (1, "y"), (2, "x"), (2, "y"), (3, "x"), (3, "y"),
    ]  # fmt: skip


def test_only_the_files_of_the_days_are_opened(store):
    for day in (1, 3):
        store.write(f"articles/date=2026-03-0{day}/part-0.parquet", b"no Parquet at all")
    frame = read("articles", store, date(2026, 3, 2), date(2026, 3, 2), ["y"], ["title", "source", "word_count"])
    assert titles(frame) == ["y2"]


def test_only_the_columns_asked_for_are_read(store):
    """The text's bytes are spoilt, and nobody notices who does not ask for it."""
    spoil(store, LAST, "text")
    assert titles(read("articles", store, start=date(2026, 3, 3), columns=["title", "source"])) == ["x3", "y3"]
    with pytest.raises(StoreError, match=r"articles: cannot be read \("):
        read("articles", store, start=date(2026, 3, 3), columns=["text"])


def test_only_the_row_groups_that_may_hold_the_sources_are_read(store):
    """A file of several row groups, of which only one has the source: the other one's bytes are spoilt."""
    packed = pa.BufferOutputStream()
    pq.write_table(read_file(store, LAST, ARTICLES), packed, compression="zstd", row_group_size=1)
    store.write(LAST, packed.getvalue())
    spoil(store, LAST, "title", row_group=0)
    assert titles(read("articles", store, start=date(2026, 3, 3), sources=["y"], columns=["title"])) == ["y3"]
    with pytest.raises(StoreError, match="cannot be read"):
        read("articles", store, start=date(2026, 3, 3), sources=["x"], columns=["title"])


def spoil(store, name, column, row_group=0):
    """Overwrite the bytes of one column of a file, leaving all others and the footer."""
    data = bytearray(store.read(name))
    footer = pq.read_metadata(pa.BufferReader(bytes(data)))
    chunk = footer.row_group(row_group).column(footer.schema.names.index(column))
    start = chunk.dictionary_page_offset or chunk.data_page_offset
    data[start : start + chunk.total_compressed_size] = b"\xff" * chunk.total_compressed_size
    store.write(name, bytes(data))


def test_runs_are_filtered_by_the_day_they_started(store):
    for nights in range(3):
        write_run(store, replace(RUN, run_id=f"r{nights}", started_at=NIGHT + timedelta(days=nights)))
    frame = read("runs", store, start=date(2026, 3, 2), end=date(2026, 3, 2))
    assert frame["run_id"].to_list() == ["r1"]


def test_an_unknown_dataset_names_the_choices(store):
    with pytest.raises(StoreError, match="unknown dataset 'article': choose from articles, sections, removed"):
        read("article", store)


def test_an_unknown_column_names_the_choices(store):
    with pytest.raises(StoreError, match="sections has no column 'txt': choose from article_id, source, revision"):
        read("sections", store, columns=["text", "txt"])


def test_a_dataset_without_sources_says_so(store):
    with pytest.raises(StoreError, match="runs has no column 'source': choose from run_id"):
        read("runs", store, sources=["x"])


@pytest.mark.parametrize("nothing", ["there/is/no/such", "store/articles/nor"])
def test_a_root_that_does_not_exist_is_no_empty_store(folder, tmp_path, nothing):
    load(folder, "r1", captured(article("a")))
    with pytest.raises(StoreError, match=f"{nothing} does not exist, or nothing is in it: check the storage root"):
        read("articles", tmp_path / nothing)


def test_an_address_at_which_there_is_nothing_is_no_empty_store_either(s3_port):
    with pytest.raises(StoreError, match=r"^s3://news/nothing does not exist, or nothing is in it"):
        read("articles", s3.address(s3_port, "nothing"))


def test_an_address_of_an_unknown_kind_is_refused():
    with pytest.raises(ConfigError, match="ftp:// is none of s3://, gs://"):
        read("articles", "ftp://example.org/data")


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"sources": "x"}, r"sources is a text: give a list, \['x'\]"),
        ({"columns": "title"}, r"columns is a text: give a list, \['title'\]"),
        ({"start": "2026-03-01"}, r"start is '2026-03-01': give a day, such as datetime.date\(2026, 3, 1\)"),
        ({"end": datetime(2026, 3, 1, 23, tzinfo=UTC)}, r"end is datetime.datetime\(2026, 3, 1, 23, .*: give a day"),
        ({"start": pd.Timestamp("2026-03-01")}, r"start is Timestamp\('2026-03-01 00:00:00'\): give a day"),
        ({"start": date(2026, 3, 2), "end": date(2026, 3, 1)}, "start, 2026-03-02, is after end, 2026-03-01"),
    ],
)
def test_an_argument_of_a_wrong_type_is_refused_with_the_mend(store, asked, problem):
    with pytest.raises(StoreError, match=problem):
        read("articles", store, **asked)


def test_takedowns_are_filtered_by_the_day_of_the_removal(tmp_path):
    rows = [
        {"article_id": str(n), "url": "u", "source": "x", "reason": "asked to", "removed_at": NIGHT + timedelta(days=n)}
        for n in range(3)
    ]
    write_partition(Store.at(tmp_path), TAKEDOWNS, None, table_of(TAKEDOWNS, rows))
    frame = read("takedowns", tmp_path, start=date(2026, 3, 2), end=date(2026, 3, 2))
    assert frame["article_id"].to_list() == ["1"]


def as_of_version_1(store, dataset, name):
    """Rewrite a file as the first copydesk wrote it: no column that came later, version 1 in the metadata."""
    table = read_file(store, name, dataset)
    old = table.select([column.name for column in dataset.columns if column.since == 1])
    packed = pa.BufferOutputStream()
    pq.write_table(old.replace_schema_metadata({"copydesk.schema_version": "1"}), packed, compression="zstd")
    store.write(name, packed.getvalue())


def test_files_of_version_1_are_read_as_if_they_were_of_the_present_one(store):
    as_of_version_1(store, ARTICLES, LAST)
    assert "warnings" not in pq.read_schema(pa.BufferReader(store.read(LAST))).names
    frame = read("articles", store, start=date(2026, 3, 2), sources=["x"])
    assert list(frame.columns) == read_schema(ARTICLES).names
    assert titles(frame) == ["x2", "x3"]
    assert [list(warnings) for warnings in frame["warnings"]] == [[], []]
    assert frame["original"].to_list() == [None, None]
    assert frame["date"].dt.day.to_list() == [2, 3]


def test_a_dataset_that_is_one_file_is_upgraded_too(store):
    write_run(store, RUN)
    as_of_version_1(store, RUNS, "runs/runs.parquet")
    assert read("runs", store, columns=["run_id", "written"]).to_dict("list") == {"run_id": ["r1"], "written": [2]}


def test_a_newer_file_is_refused_only_when_it_is_needed(store):
    newer = pa.BufferOutputStream()
    pq.write_table(read_file(store, LAST, ARTICLES).replace_schema_metadata({"copydesk.schema_version": "3"}), newer)
    store.write(LAST, newer.getvalue())
    assert len(read("articles", store, end=date(2026, 3, 2))) == 4
    with pytest.raises(StoreError, match="schema version 3 is newer"):
        read("articles", store)


def test_a_damaged_file_is_refused_by_name(store):
    store.write(LAST, b"PAR1")
    with pytest.raises(StoreError, match=r"date=2026-03-03/part-0\.parquet: not a readable Parquet file"):
        read("articles", store)
