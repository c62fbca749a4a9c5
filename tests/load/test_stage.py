import errno
import os

import pyarrow.parquet as pq
import pytest
from load_samples import article, captured

from pipeline.errors import StoreError
from pipeline.load import clear_staged, stage, staged_batches


def titles(path):
    return pq.read_table(path)["title"].to_pylist()


def test_a_batch_is_one_file_under_its_run(store):
    path = stage([captured(article("a")), captured(article("b"))], store, "r1", "0001")
    assert path == store / ".staging" / "r1" / "0001.parquet"
    assert sorted(titles(path)) == ["Title of a", "Title of b"]
    assert os.listdir(path.parent) == ["0001.parquet"]  # noqa: PTH208 - hidden names too


def test_staging_a_batch_again_replaces_it(store):
    stage([captured(article("a"))], store, "r1", "0001")
    path = stage([captured(article("b"))], store, "r1", "0001")
    assert titles(path) == ["Title of b"]
    assert staged_batches(store, "r1") == [path]


def test_the_same_rows_in_another_order_give_the_same_bytes(store):
    rows = [captured(article(slug)) for slug in "abc"]
    assert stage(rows, store, "r1", "x").read_bytes() == stage(rows[::-1], store, "r1", "y").read_bytes()


def test_an_empty_batch_is_a_batch(store):
    assert titles(stage([], store, "r1", "0001")) == []


def test_a_resumed_run_finds_its_complete_batches_and_no_others(store):
    second = stage([captured(article("b"))], store, "r1", "0002")
    first = stage([captured(article("a"))], store, "r1", "0001")
    stage([captured(article("c"))], store, "r2", "0001")
    (first.parent / ".cut-off.tmp").write_bytes(b"PAR1")
    assert staged_batches(store, "r1") == [first, second]
    assert staged_batches(store, "unheard-of") == []


def test_clearing_forgets_one_run(store):
    stage([captured(article("a"))], store, "r1", "0001")
    other = stage([captured(article("a"))], store, "r2", "0001")
    clear_staged(store, "r1")
    clear_staged(store, "r1")
    assert staged_batches(store, "r1") == []
    assert staged_batches(store, "r2") == [other]


def test_a_batch_that_cannot_be_put_in_place_leaves_the_earlier_one(store, monkeypatch):
    path = stage([captured(article("a"))], store, "r1", "0001")

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(StoreError, match=r"cannot write .*No space left"):
        stage([captured(article("b"))], store, "r1", "0001")
    assert titles(path) == ["Title of a"]
    assert staged_batches(store, "r1") == [path]
