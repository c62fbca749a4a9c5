"""From staged rows to the rows that a day gains."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.columns import ARTICLES, REMOVED, REVISIONS, SECTIONS, Dataset
from pipeline.load.day import DayTables, revision_keys
from pipeline.load.schemas import file_schema, in_order


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
        articles=in_order(staged.select(file_schema(ARTICLES).names).cast(file_schema(ARTICLES)), ARTICLES),
        sections=_unnested(staged, "sections", SECTIONS),
        removed=_unnested(staged, "removed", REMOVED),
        revisions=_superseded(staged, standing, stamp),
    )


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
    kept_or_new = pc.is_in(revision_keys(standing.articles), revision_keys(staged))
    known = pc.is_in(standing.articles["article_id"], staged["article_id"])
    old = standing.articles.filter(pc.and_(known, pc.invert(kept_or_new)))
    sections = _sections_by_revision(standing.sections, old)
    rows = [
        {
            **row,
            "superseded_at": stamp.now,
            "superseded_by_run": stamp.run_id,
            "sections": sections[row["article_id"], row["revision"]],
        }
        for row in old.to_pylist()
    ]
    return in_order(pa.Table.from_pylist(rows, schema=file_schema(REVISIONS)), REVISIONS)


def _sections_by_revision(sections: pa.Table, articles: pa.Table) -> dict[tuple[str, int], list[dict[str, Any]]]:
    wanted = sections.filter(pc.is_in(revision_keys(sections), revision_keys(articles)))
    found: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for row in wanted.to_pylist():
        item = {name: row[name] for name in ("level", "heading", "paragraphs")}
        found[row["article_id"], row["revision"]].append(item)
    return found
