"""A folder with several Parquet files becomes one with one, and no row is lost or doubled."""

import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import StoreError
from pipeline.load import compact, finish_joining, read, shed
from pipeline.load.layout.columns import ARTICLES
from pipeline.load.layout.files import read_file, write_file
from pipeline.load.layout.schemas import VERSION_KEY
from pipeline.storage import Store
from tests.keeping.press import Killed, killed_at
from tests.load.load_samples import DAY, article, captured, content, load

FOLDER = f"articles/date={DAY}"


def scattered(store: Store, *, version: bool = True) -> None:
    """A day's articles in three files. version: whether they say of which version they are, as other tools do not."""
    load(store, "r1", *(captured(article(slug)) for slug in ("a", "b", "c")))
    table = read_file(store, f"{FOLDER}/part-0.parquet", ARTICLES)
    kept = table if version else table.replace_schema_metadata(None)
    for number, name in ((2, "part-2"), (0, "part-0"), (1, "data_1")):
        write_file(store, f"{FOLDER}/{name}.parquet", kept.slice(number, 1))


def files(store: Store) -> list[str]:
    return [file.name for file in store.files("articles")]


def test_several_files_become_one_with_all_rows(store: Store) -> None:
    load(store, "r1", *(captured(article(slug)) for slug in ("a", "b", "c")))
    before, one_file = content(store), store.read(f"{FOLDER}/part-0.parquet")
    scattered(store)
    assert len(files(store)) == 3
    compact(store)
    assert files(store) == [f"{FOLDER}/part-0.parquet"]
    assert content(store) == before
    assert store.read(f"{FOLDER}/part-0.parquet") == one_file
    assert store.files(".keeping") == []


def test_files_of_other_tools_are_taken_in(folder: Store) -> None:
    scattered(folder, version=False)
    with pytest.raises(StoreError, match="no schema version"):
        read("articles", folder)
    compact(folder)
    assert sorted(read("articles", folder)["url"]) == [f"https://example.org/{slug}" for slug in "abc"]


def test_pandas_may_have_written_one(folder: Store) -> None:
    load(folder, "r1", captured(article("a")))
    frame = pd.read_parquet(folder.folder / FOLDER / "part-0.parquet")  # type: ignore[operator]
    frame["article_id"] = "f" * 16
    frame.to_parquet(folder.folder / FOLDER / "more.parquet", index=False)  # type: ignore[operator]
    compact(folder)
    assert sorted(read("articles", folder)["article_id"])[1] == "f" * 16


def test_rows_that_are_alike_are_all_kept(folder: Store) -> None:
    load(folder, "r1", captured(article("a")))
    write_file(folder, f"{FOLDER}/part-1.parquet", read_file(folder, f"{FOLDER}/part-0.parquet", ARTICLES))
    compact(folder)
    assert len(read("articles", folder)) == 2


def test_a_file_of_another_name_gets_the_usual_one(folder: Store) -> None:
    load(folder, "r1", captured(article("a")))
    before = content(folder)
    data = folder.read(f"{FOLDER}/part-0.parquet")
    folder.write(f"{FOLDER}/other.parquet", data)
    folder.delete(f"{FOLDER}/part-0.parquet")
    compact(folder)
    assert files(folder) == [f"{FOLDER}/part-0.parquet"]
    assert content(folder) == before


def test_files_shed_what_they_replaced(store: Store) -> None:
    load(store, "r1", captured(article("a")))
    alone = store.read(f"{FOLDER}/part-0.parquet")
    load(store, "r2", captured(article("b")))
    before = content(store)
    size = len(store.read(f"{FOLDER}/part-0.parquet"))
    shed(store)
    assert content(store) == before
    assert len(alone) < len(store.read(f"{FOLDER}/part-0.parquet")) < size


def test_what_is_one_file_is_left_alone(folder: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    load(folder, "r1", captured(article("a")))
    changes = killed_at(monkeypatch, 1_000)
    compact(folder)
    shed(folder)
    assert changes == []


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (pa.table({"a": [1]}), "odd.parquet: not articles's columns"),
        (pa.table({"a": [1]}, metadata={VERSION_KEY: b"99"}), "schema version 99 is newer"),
    ],
    ids=["other columns", "a newer version"],
)
def test_a_file_that_cannot_be_one_of_the_dataset_is_an_error(folder: Store, table: Any, message: str) -> None:
    load(folder, "r1", captured(article("a")))
    write_file(folder, f"{FOLDER}/odd.parquet", table)
    with pytest.raises(StoreError, match=message):
        compact(folder)
    assert len(files(folder)) == 2


def test_values_that_do_not_fit_are_an_error(folder: Store) -> None:
    load(folder, "r1", captured(article("a")))
    table = read_file(folder, f"{FOLDER}/part-0.parquet", ARTICLES).replace_schema_metadata(None)
    place = table.schema.get_field_index("word_count")
    odd = table.set_column(place, "word_count", pa.array(["many"]))
    write_file(folder, f"{FOLDER}/odd.parquet", odd)
    with pytest.raises(StoreError, match=r"odd\.parquet: not articles's types"):
        compact(folder)


def test_a_damaged_file_is_an_error(folder: Store) -> None:
    load(folder, "r1", captured(article("a")))
    folder.write(f"{FOLDER}/torn.parquet", b"PAR1")
    with pytest.raises(StoreError, match=r"torn\.parquet: not a readable Parquet file"):
        compact(folder)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("several")
    scattered(Store.at(folder))
    return folder


@pytest.mark.parametrize("number", range(5))
def test_a_kill_before_any_change_is_made_good(
    several: Path, tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(several, tmp_path / "store")
    store = Store.at(tmp_path / "store")
    with monkeypatch.context() as patch, pytest.raises(Killed):
        killed_at(patch, number)
        compact(store)
    finish_joining(store)
    assert len(files(store)) == (1 if number else 3)
    compact(store)
    assert sorted(read("articles", store)["url"]) == [f"https://example.org/{slug}" for slug in "abc"]
    assert files(store) == [f"{FOLDER}/part-0.parquet"]
    with store.open(files(store)[0]) as stream:
        assert pq.ParquetFile(stream).metadata.num_rows == 3
