from dataclasses import replace
from datetime import timedelta

import duckdb
import pandas as pd

from pipeline.load import RunRow, SourceCounts, read, write_run
from tests.load.load_samples import NIGHT

SOURCE = SourceCounts(
    source="example",
    discovered=5,
    fetched=3,
    written=2,
    revised=1,
    unchanged=1,
    rejected=2,
    pending=0,
    rejected_by_reason={"timeout": 1, "http_404": 1},
)
RUN = RunRow(
    run_id="r1",
    started_at=NIGHT,
    finished_at=NIGHT + timedelta(minutes=3),
    status="finished",
    copydesk_version="0.1.0",
    parameters='{"sources": null}',
    discovered=5,
    fetched=3,
    written=2,
    revised=1,
    unchanged=1,
    rejected=2,
    pending=0,
    rejected_by_reason={"timeout": 1, "http_404": 1},
    sources=(SOURCE,),
)


def test_a_run_is_a_row_that_pandas_reads(store):
    write_run(store, RUN)
    (row,) = pd.read_parquet(store.path("runs"), filesystem=store.filesystem).to_dict("records")
    assert (row["run_id"], row["status"], row["discovered"], row["rejected"]) == ("r1", "finished", 5, 2)
    assert row["finished_at"] == pd.Timestamp(2026, 3, 1, 2, 3, tz="UTC")
    assert row["rejected_by_reason"] == [("http_404", 1), ("timeout", 1)]
    assert row["sources"][0]["source"] == "example"
    assert row["sources"][0]["rejected_by_reason"] == [("http_404", 1), ("timeout", 1)]


def test_duckdb_looks_up_a_reason(folder):
    write_run(folder, RUN)
    query = "select rejected_by_reason['timeout'], sources[1].source, sources[1].rejected_by_reason['http_404']"
    with duckdb.connect() as connection:
        rows = connection.sql(f"{query} from read_parquet('{folder.base}/runs/*.parquet')").fetchall()
    assert rows == [(1, "example", 1)]


def test_read_gives_reasons_as_a_dict(store):
    write_run(store, RUN)
    assert read("runs", store)["rejected_by_reason"].to_list() == [{"http_404": 1, "timeout": 1}]


def test_a_run_written_again_takes_its_own_place(store):
    write_run(store, replace(RUN, run_id="r2", started_at=NIGHT + timedelta(days=1)))
    write_run(store, replace(RUN, status="crashed", finished_at=None))
    write_run(store, RUN)
    frame = pd.read_parquet(store.path("runs"), filesystem=store.filesystem)
    assert list(zip(frame["run_id"], frame["status"], strict=True)) == [("r1", "finished"), ("r2", "finished")]


def test_a_run_without_sources_or_rejections(store):
    write_run(store, replace(RUN, rejected_by_reason={}, sources=(), finished_at=None, status="crashed"))
    (row,) = read("runs", store).to_dict("records")
    assert row["rejected_by_reason"] == {}
    assert len(row["sources"]) == 0
    assert row["finished_at"] is pd.NaT
