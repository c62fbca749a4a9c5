from datetime import date

from pipeline.load.layout.columns import FETCHES, RUNS
from pipeline.load.layout.partition import days_of, partition_name, read_partition, write_partition
from pipeline.load.layout.schemas import file_schema, table_of
from tests.load.load_samples import DAY


def fetches(*urls: str):
    common = {
        "source": "s",
        "run_id": "r",
        "started_at": 0,
        "purpose": "article",
        "outcome": "fetched",
        "size": 1,
        "seconds": 0.1,
    }
    return table_of(FETCHES, [common | {"url": url, "detail": ""} for url in urls])


def test_one_file_per_day_or_one_for_all():
    assert partition_name(FETCHES, date(2026, 3, 1)) == "fetches/date=2026-03-01/part-0.parquet"
    assert partition_name(RUNS, None) == "runs/runs.parquet"


def test_a_day_without_a_file_is_empty_but_has_its_columns(store):
    assert read_partition(store, FETCHES, DAY) == file_schema(FETCHES).empty_table()
    assert read_partition(store, FETCHES, DAY, ["status", "url"]).column_names == ["status", "url"]


def test_what_is_written_is_read(store):
    write_partition(store, FETCHES, DAY, fetches("https://a", "https://b"))
    assert read_partition(store, FETCHES, DAY, ["url"]).to_pydict() == {"url": ["https://a", "https://b"]}


def test_the_same_content_gives_the_same_bytes(store):
    write_partition(store, FETCHES, DAY, fetches("https://a", "https://b"))
    write_partition(store, FETCHES, date(2026, 3, 2), fetches("https://b", "https://a"))
    one, other = (store.read(partition_name(FETCHES, date(2026, 3, day))) for day in (1, 2))
    assert one == other


def test_the_days_that_have_a_file(store):
    assert days_of(store, FETCHES) == []
    for day in (date(2026, 3, 2), date(2025, 12, 31)):
        write_partition(store, FETCHES, day, fetches("https://a"))
    assert days_of(store, FETCHES) == [date(2025, 12, 31), date(2026, 3, 2)]
