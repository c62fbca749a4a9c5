"""A store that an earlier copydesk wrote."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import StoreError
from pipeline.load import migrate, read
from pipeline.load.layout.columns import DATASETS, Dataset
from pipeline.load.layout.files import read_file
from pipeline.load.layout.schemas import read_schema
from pipeline.storage import Store
from tests.load.load_samples import NIGHT, article, captured, content, file_states, load, scanned


def as_version_1(store: Store) -> None:
    """Turn every file into what the first copydesk wrote of it."""
    for file in [
        *store.files("articles"),
        *store.files("sections"),
        *store.files("removed"),
        *store.files("revisions"),
    ]:
        dataset = DATASETS[file.name.split("/", 1)[0]]
        table = read_file(store, file.name, dataset).select(first_columns(dataset))
        old = pa.BufferOutputStream()
        pq.write_table(table.replace_schema_metadata({"copydesk.schema_version": "1"}), old)
        store.write(file.name, old.getvalue())


def first_columns(dataset: Dataset) -> list[str]:
    return [column.name for column in dataset.columns if column.since == 1]


@pytest.fixture
def older(store: Store) -> Store:
    load(store, "r1", captured(article("a")), captured(article("b")))
    load(store, "r2", captured(article("a", "Second version."), nights=1))
    as_version_1(store)
    assert "warnings" not in scanned(store, "articles").column_names
    return store


def test_its_files_come_to_the_present_schema_with_all_their_rows(older):
    before = content(older)
    migrate(older)
    after = content(older)
    for name, rows in before.items():
        assert [{key: row[key] for key in rows[0]} for row in after[name]] == rows
        assert set(scanned(older, name).column_names) == set(read_schema(DATASETS[name]).names)
    assert [(row["warnings"], row["cluster_id"], row["original"]) for row in after["articles"]] == [
        ([], None, None)
    ] * 2
    assert [row["changes"] for row in after["revisions"]] == [[]]


def test_it_is_read_before_it_is_migrated(older):
    articles = read("articles", older, columns=["date", "title", "warnings"], sources=["example"])
    assert [(f"{row.date:%F}", row.title, [*row.warnings]) for row in articles.itertuples()] == [
        ("2026-03-01", "Title of b", []),
        ("2026-03-01", "Title of a", []),
    ]
    assert read("articles", older, start=NIGHT.date().replace(day=2)).empty


def test_migrating_again_writes_nothing(older):
    migrate(older)
    before = file_states(older)
    migrate(older)
    assert file_states(older) == before


def test_a_run_goes_on_from_it(older):
    migrate(older)
    load(older, "r3", captured(article("b", "Second version."), nights=2))
    assert [(row["title"], row["revision"]) for row in content(older)["articles"]] == [
        ("Title of b", 2),
        ("Title of a", 2),
    ]


def test_what_a_killed_migration_left_is_completed(older, monkeypatch):
    write, written = Store.write, []

    def fail_at_the_second(self, name, data):
        if len(written) == 1:
            raise KeyboardInterrupt
        written.append(name)
        write(self, name, data)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "write", fail_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            migrate(older)
    migrate(older)
    assert "changes" in scanned(older, "revisions").column_names


def test_a_store_of_a_newer_copydesk_is_refused_and_left_alone(store):
    load(store, "r1", captured(article("a")))
    store.write(".schema_version", b"3")
    before = file_states(store)
    with pytest.raises(StoreError, match=r"\.schema_version: schema version 3 is newer than 2.*upgrade copydesk"):
        migrate(store)
    assert file_states(store) == before


def test_a_newer_file_in_a_store_without_a_mark_is_refused(store):
    load(store, "r1", captured(article("a")))
    name = "articles/date=2026-03-01/part-0.parquet"
    newer = pa.BufferOutputStream()
    table = read_file(store, name, DATASETS["articles"])
    pq.write_table(table.replace_schema_metadata({"copydesk.schema_version": "3"}), newer)
    store.write(name, newer.getvalue())
    with pytest.raises(StoreError, match=r"part-0\.parquet: schema version 3 is newer"):
        migrate(store)
