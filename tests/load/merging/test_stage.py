import errno
import os

import pytest

from pipeline.errors import StoreError
from pipeline.load import clear_staged, stage
from pipeline.load.layout.files import read_file
from pipeline.load.merging.staged import STAGED
from tests.load.load_samples import article, captured


def titles(store, name):
    return read_file(store, name, STAGED)["title"].to_pylist()


def staged(store):
    return [file.name for file in store.files(".staging")]


def test_a_batch_is_one_file_under_its_run(store):
    name = stage([captured(article("a")), captured(article("b"))], store, "r1", "0001")
    assert name == ".staging/r1/0001.parquet"
    assert sorted(titles(store, name)) == ["Title of a", "Title of b"]
    assert [file.name for file in store.files("")] == [name]


def test_staging_a_batch_again_replaces_it(store):
    stage([captured(article("a"))], store, "r1", "0001")
    name = stage([captured(article("b"))], store, "r1", "0001")
    assert titles(store, name) == ["Title of b"]
    assert staged(store) == [name]


def test_the_same_rows_in_another_order_give_the_same_bytes(store):
    rows = [captured(article(slug)) for slug in "abc"]
    one, other = stage(rows, store, "r1", "x"), stage(rows[::-1], store, "r1", "y")
    assert store.read(one) == store.read(other)


def test_an_empty_batch_is_a_batch(store):
    assert titles(store, stage([], store, "r1", "0001")) == []


def test_clearing_forgets_one_run(store):
    stage([captured(article("a"))], store, "r1", "0001")
    other = stage([captured(article("a"))], store, "r2", "0001")
    clear_staged(store, "r1")
    clear_staged(store, "r1")
    assert staged(store) == [other]


def test_a_batch_that_cannot_be_put_in_place_leaves_the_earlier_one(folder, monkeypatch):
    name = stage([captured(article("a"))], folder, "r1", "0001")

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(StoreError, match=r"cannot write .*No space left"):
        stage([captured(article("b"))], folder, "r1", "0001")
    assert titles(folder, name) == ["Title of a"]
    assert [file.name for file in folder.files("")] == [name]
