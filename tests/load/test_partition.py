import errno
import os
from datetime import date

import pytest
from load_samples import DAY

from pipeline.errors import StoreError
from pipeline.load.columns import FETCHES, RUNS
from pipeline.load.partition import partition_path, read_partition, write_partition
from pipeline.load.schemas import file_schema, table_of


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


def test_one_file_per_day_or_one_for_all(store):
    assert partition_path(store, FETCHES, date(2026, 3, 1)) == store / "fetches/date=2026-03-01/part-0.parquet"
    assert partition_path(store, RUNS, None) == store / "runs/runs.parquet"


def test_a_day_without_a_file_is_empty_but_has_its_columns(store):
    assert read_partition(store, FETCHES, DAY) == file_schema(FETCHES).empty_table()
    assert read_partition(store, FETCHES, DAY, ["status", "url"]).column_names == ["status", "url"]


def test_what_is_written_is_read(store):
    write_partition(store, FETCHES, DAY, fetches("https://a", "https://b"))
    assert read_partition(store, FETCHES, DAY, ["url"]).to_pydict() == {"url": ["https://a", "https://b"]}


def test_the_same_content_gives_the_same_bytes(store):
    write_partition(store, FETCHES, DAY, fetches("https://a", "https://b"))
    write_partition(store, FETCHES, date(2026, 3, 2), fetches("https://b", "https://a"))
    one, other = (partition_path(store, FETCHES, date(2026, 3, day)).read_bytes() for day in (1, 2))
    assert one == other


def test_a_failed_write_leaves_the_earlier_file_and_no_draft(store, monkeypatch):
    write_partition(store, FETCHES, DAY, fetches("https://a"))

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail)
        with pytest.raises(StoreError, match=r"cannot write .*No space left"):
            write_partition(store, FETCHES, DAY, fetches("https://b"))
    assert read_partition(store, FETCHES, DAY)["url"].to_pylist() == ["https://a"]
    assert list((store / ".tmp").iterdir()) == []


def test_drafts_lie_outside_the_datasets_and_a_dead_process_s_are_swept_at_the_next_write(store, monkeypatch):
    dead = store / ".tmp" / ".0123456789abcdef.0001.tmp"
    dead.parent.mkdir()
    dead.write_bytes(b"PAR1 half a file")
    drafts = []
    rename = os.replace
    monkeypatch.setattr(os, "replace", lambda draft, target: (drafts.append(draft), rename(draft, target)))
    write_partition(store, FETCHES, DAY, fetches("https://a"))
    assert [draft.parent for draft in drafts] == [store / ".tmp"]
    assert list((store / ".tmp").iterdir()) == []
