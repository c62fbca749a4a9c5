"""From staged rows to the rows that a day gains."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.layout.columns import ARTICLES, REMOVED, REVISIONS, SECTIONS, Dataset
from pipeline.load.layout.schemas import file_schema, in_order
from pipeline.load.merging.changes import Version, changes
from pipeline.load.merging.day import DayTables, revision_keys

_CLUSTER = ("cluster_id", "original")
_SPELT = ("level", "heading", "paragraphs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """In whose name rows are written, and when (UTC)."""

    run_id: str
    now: datetime


def fresh_rows(staged: pa.Table, standing: DayTables, stamp: Stamp) -> DayTables:
    """The rows that the day gains from `staged`: the staged shape with `revision` added and run_id being the stamp's.

    An article that stands with a lower revision is superseded: its row and sections, as they are, go to revisions.
    """
    return DayTables(
        articles=_articles(staged, standing.articles),
        sections=_unnested(staged, "sections", SECTIONS),
        removed=_unnested(staged, "removed", REMOVED),
        revisions=_superseded(staged, standing, stamp),
    )


def _articles(staged: pa.Table, standing: pa.Table) -> pa.Table:
    """A revised article stays in its cluster until the articles are compared anew."""
    clusters = {row["article_id"]: row for row in standing.select(["article_id", *_CLUSTER]).to_pylist()}
    ids = staged["article_id"].to_pylist()
    schema = file_schema(ARTICLES)
    for name in _CLUSTER:
        values = [clusters[key][name] if key in clusters else None for key in ids]
        staged = staged.append_column(name, pa.array(values, schema.field(name).type))
    return in_order(staged.select(schema.names).cast(schema), ARTICLES)


def _unnested(staged: pa.Table, column: str, dataset: Dataset) -> pa.Table:
    """One row per item of a list column, with the article's own values beside it."""
    nested = staged[column].combine_chunks()
    items = pc.list_flatten(nested)
    own = {field.name for field in items.type}
    schema = file_schema(dataset)
    # only what is repeated: the article's text beside each of its blocks would not fit into memory
    repeated = staged.select([name for name in schema.names if name not in own])
    owners = repeated.take(pc.list_parent_indices(nested))
    arrays = [pc.struct_field(items, name) if name in own else owners[name] for name in schema.names]
    return in_order(pa.table(arrays, schema=schema), dataset)


def _superseded(staged: pa.Table, standing: DayTables, stamp: Stamp) -> pa.Table:
    """The rows of revisions that staged ones follow upon, with what these change."""
    revised = staged.select(["article_id", "revision", "title", "sections"]).filter(pc.field("revision") > 1)
    following = {
        (row["article_id"], row["revision"] - 1): _version(row["title"], row["sections"]) for row in revised.to_pylist()
    }
    rows = [
        {**row, "changes": changes(_version(row["title"], row["sections"]), following[_key(row)])}
        for row in (*_gone_by_now(following, standing, stamp), *_rows_at(following, standing.revisions))
    ]
    return in_order(pa.Table.from_pylist(rows, schema=file_schema(REVISIONS)), REVISIONS)


def _gone_by_now(keys: Iterable[tuple[str, int]], standing: DayTables, stamp: Stamp) -> Iterable[dict[str, Any]]:
    """Current rows that become earlier ones. (An article that the same run revises again has gone there already.)"""
    old = _rows_at(keys, standing.articles)
    sections = _sections_by_revision(standing.sections, old)
    for row in old:
        yield {
            **row,
            "superseded_at": stamp.now,
            "superseded_by_run": stamp.run_id,
            "sections": sections[_key(row)],
        }


def _rows_at(keys: Iterable[tuple[str, int]], table: pa.Table) -> list[dict[str, Any]]:
    wanted = pa.array([f"{article_id}/{revision}" for article_id, revision in keys], pa.string())
    return table.filter(pc.is_in(revision_keys(table), wanted)).to_pylist()


def _sections_by_revision(
    sections: pa.Table, articles: Iterable[Mapping[str, Any]]
) -> dict[tuple[str, int], list[dict[str, Any]]]:
    found: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for row in _rows_at(map(_key, articles), sections):
        found[_key(row)].append({name: row[name] for name in _SPELT})
    return found


def _key(row: Mapping[str, Any]) -> tuple[str, int]:
    return row["article_id"], row["revision"]


def _version(title: str, sections: Iterable[Mapping[str, Any]]) -> Version:
    return Version(title=title, sections=tuple((one["heading"], tuple(one["paragraphs"])) for one in sections))
