from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from load_samples import NIGHT, article, captured, load
from test_runs import RUN

from pipeline.errors import StoreError
from pipeline.load import read, write_run
from pipeline.load.columns import ARTICLES, DATASETS
from pipeline.load.files import read_file
from pipeline.load.schemas import read_schema
from pipeline.storage import Store

LAST = "articles/date=2026-03-03/part-0.parquet"


@pytest.fixture
def filled(store: Store) -> Store:
    days = [date(2026, 3, day) for day in (1, 2, 3)]
    load(
        store,
        "r1",
        *(captured(article(f"{source}{day.day}"), source=source, first=day) for day in days for source in "xy"),
    )
    return store


def titles(frame: pd.DataFrame) -> list[str]:
    return sorted(title.removeprefix("Title of ") for title in frame["title"])


def test_everything(filled):
    frame = read("articles", filled)
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
def test_filters(filled, asked, expected):
    assert titles(read("articles", filled, **asked)) == expected


def test_the_root_is_a_folder_or_an_address(filled, tmp_path):
    assert len(read("articles", tmp_path / "store")) == (6 if filled.folder else 0)
    assert len(read("articles", str(tmp_path / "store"))) == (6 if filled.folder else 0)


def test_columns_come_in_the_order_asked_for_whatever_is_filtered(filled):
    frame = read("articles", filled, date(2026, 3, 3), None, ["x"], ["word_count", "title"])
    assert frame.to_dict("list") == {"word_count": [7], "title": ["Title of x3"]}


def test_days_and_instants_are_pandas_own(filled):
    frame = read("articles", filled, end=date(2026, 3, 1), sources=["x"])
    assert frame["date"].to_list() == [pd.Timestamp(2026, 3, 1)]
    assert frame["captured_at"].to_list() == [pd.Timestamp(NIGHT)]
    assert frame["date"].dt.day.to_list() == [1]


@pytest.mark.parametrize("dataset", DATASETS)
def test_an_empty_store_gives_no_rows_and_the_right_columns(store, dataset):
    frame = read(dataset, store, start=date(2026, 3, 1))
    assert len(frame) == 0
    assert list(frame.columns) == read_schema(DATASETS[dataset]).names


def test_the_types_of_an_empty_store_are_those_of_a_full_one(filled, tmp_path):
    empty = read("articles", tmp_path, columns=["title", "date", "captured_at", "word_count"])
    full = read("articles", filled, columns=["title", "date", "captured_at", "word_count"])
    assert empty.dtypes.to_list() == full.dtypes.to_list()


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


def test_a_newer_file_is_refused_only_when_it_is_needed(filled):
    newer = pa.BufferOutputStream()
    pq.write_table(read_file(filled, LAST, ARTICLES).replace_schema_metadata({"copydesk.schema_version": "3"}), newer)
    filled.write(LAST, newer.getvalue())
    assert len(read("articles", filled, end=date(2026, 3, 2))) == 4
    with pytest.raises(StoreError, match="schema version 3 is newer"):
        read("articles", filled)


def test_a_damaged_file_is_refused_by_name(filled):
    filled.write(LAST, b"PAR1")
    with pytest.raises(StoreError, match=r"date=2026-03-03/part-0\.parquet: not a readable Parquet file"):
        read("articles", filled)
