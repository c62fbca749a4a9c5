import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import StoreError
from pipeline.load.layout.columns import ARTICLES, COVERAGE, DATASETS, FETCHES, REVISIONS, RUNS
from pipeline.load.layout.files import read_file, write_file
from pipeline.load.layout.schemas import file_schema, read_schema, table_of
from pipeline.load.merging.staged import STAGED

ATTEMPT = {
    "url": "https://example.org/a",
    "source": "example",
    "run_id": "r1",
    "started_at": None,
    "outcome": "fetched",
    "status": 200,
    "size": 10,
    "seconds": 0.5,
    "robots_rule": None,
    "reservations": None,
    "final_url": None,
    "detail": "",
}


def test_the_datasets_and_the_order_of_their_columns_are_a_promise():
    assert list(DATASETS) == [
        "articles", "sections", "removed", "revisions", "fetches", "coverage", "runs", "quarantine", "takedowns",
    ]  # fmt: skip
    assert " ".join(read_schema(ARTICLES).names) == (
        "article_id url canonical_url source title title_method standfirst authors authors_method"
        " published published_at published_method modified modified_at modified_method language section tags image"
        " access text word_count section_count rating_value rating_count author_boxes content_hash revision"
        " first_captured_at captured_at run_id capture_file capture_offset warnings cluster_id original date"
    )
    assert read_schema(REVISIONS).names == [
        *file_schema(ARTICLES).names[:-2],
        "superseded_at",
        "superseded_by_run",
        "sections",
        "changes",
        "date",
    ]


@pytest.mark.parametrize(
    ("dataset", "column", "kind"),
    [
        ("articles", "article_id", pa.string()),
        ("articles", "authors", pa.list_(pa.field("element", pa.string()))),
        ("articles", "published_at", pa.timestamp("us", tz="UTC")),
        ("articles", "word_count", pa.int32()),
        ("articles", "rating_value", pa.float64()),
        ("articles", "capture_offset", pa.int64()),
        ("sections", "kinds", pa.list_(pa.field("element", pa.string()))),
        ("runs", "rejected_by_reason", pa.map_(pa.string(), pa.int64())),
        ("fetches", "date", pa.date32()),
    ],
)
def test_types(dataset, column, kind):
    assert read_schema(DATASETS[dataset]).field(column).type == kind


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=lambda d: d.name)
def test_every_column_is_described_and_says_what_null_means(dataset):
    for column in dataset.columns:
        assert len(column.description) > 10, column.name
        assert column.description.endswith("."), column.name
        assert ("null" in column.description) >= column.nullable, column.name


@pytest.mark.parametrize(
    "dataset", [d for d in [*DATASETS.values(), STAGED] if d not in (RUNS, COVERAGE)], ids=lambda d: d.name
)
def test_what_is_read_has_the_types_that_were_declared(store, dataset):
    # as text, for types count as equal whatever their items are called; the maps left out cannot be declared so exactly
    write_file(store, "f.parquet", file_schema(dataset).empty_table())
    assert str(read_file(store, "f.parquet", dataset).schema.types) == str(file_schema(dataset).types)


def test_a_file_carries_its_version_and_descriptions(store):
    write_file(store, "f.parquet", file_schema(FETCHES).empty_table())
    with store.open("f.parquet") as file:
        schema = pq.read_schema(file)
    assert schema.metadata[b"copydesk.schema_version"] == b"2"
    assert schema.field("url").metadata[b"description"] == b"The address asked for."


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        ({b"copydesk.schema_version": b"3"}, "schema version 3 is newer than 2, the newest that this copydesk reads"),
        ({b"copydesk.schema_version": b"next"}, "no schema version"),
        (None, "no schema version"),
    ],
)
def test_a_file_of_another_version_is_refused(store, metadata, message):
    write_file(store, "f.parquet", pa.table({"url": ["x"]}).replace_schema_metadata(metadata))
    with pytest.raises(StoreError, match=message):
        read_file(store, "f.parquet", FETCHES)


def test_a_damaged_file_is_refused_by_name(store):
    store.write("f.parquet", b"PAR1 and then the disk was full")
    with pytest.raises(StoreError, match=r"f\.parquet: not a readable Parquet file"):
        read_file(store, "f.parquet", FETCHES)


def test_a_null_where_none_is_allowed_is_not_written(store):
    table = table_of(FETCHES, [ATTEMPT])
    with pytest.raises(pa.ArrowInvalid, match="started_at"):
        write_file(store, "f.parquet", table)


def test_half_a_surrogate_pair_becomes_a_replacement_character():
    table = table_of(FETCHES, [ATTEMPT | {"detail": "cut \ud83d emoji", "final_url": "whole \ud83d\udc4d"}])
    assert table["detail"].to_pylist() == ["cut � emoji"]
    assert table["final_url"].to_pylist() == ["whole 👍"]
