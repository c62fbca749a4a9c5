"""A day as it is to be: the rows that were made anew, and those that are kept."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.layout.columns import ARTICLES, QUARANTINE, REMOVED, REVISIONS, SECTIONS
from pipeline.load.layout.partition import read_partition, write_partition
from pipeline.load.layout.schemas import file_schema, in_order
from pipeline.load.merging.day import DayTables, read_day
from pipeline.storage import Store

_CLUSTER = ("cluster_id", "original")
_COMPARED_BY = ("content_hash", "published", "published_at")  # by what copies and the original among them are told


def settle_day(before: Store, rebuilt: Store, after: Store, day: date, urls: Collection[str]) -> None:
    """Write a day's four files into `after`: the rows of `rebuilt`, and those of `before` that are not of these URLs.

    What only the merge of the time knew is taken over: when earlier revisions were superseded. An article whose text is
    as it was stays in its cluster; the others have yet to be compared.
    """
    standing, fresh = read_day(before, day), read_day(rebuilt, day)
    kept = _kept(standing, urls)
    for dataset, *parts in (
        (ARTICLES, kept.articles, _in_clusters(fresh.articles, standing.articles)),
        (SECTIONS, kept.sections, fresh.sections),
        (REMOVED, kept.removed, fresh.removed),
        (REVISIONS, kept.revisions, _superseded_then(fresh.revisions, standing.revisions)),
    ):
        write_partition(after, dataset, day, in_order(pa.concat_tables(parts), dataset), keep_former=False)


def settle_quarantine(
    before: Store, rebuilt: Store, after: Store, day: date, captures: Collection[tuple[str, datetime]]
) -> None:
    """Write a day's file of quarantine into `after`: the rows of `rebuilt`, and those of `before` of other captures.

    captures: (url, captured_at) of those that were transformed anew.
    """
    standing = read_partition(before, QUARANTINE, day)
    keys = zip(standing["url"].to_pylist(), standing["captured_at"].to_pylist(), strict=True)
    kept = standing.filter(pa.array([key not in captures for key in keys], pa.bool_()))
    table = in_order(pa.concat_tables([kept, read_partition(rebuilt, QUARANTINE, day)]), QUARANTINE)
    write_partition(after, QUARANTINE, day, table, keep_former=False)


def touched_in(before: Store, after: Store, day: date) -> tuple[set[str], set[str]]:
    """The articles of a day whose text is another now, or that are new or gone; and the clusters that these were in."""
    columns = ["article_id", *_COMPARED_BY, "cluster_id"]
    old, new = (
        {row["article_id"]: row for row in read_partition(store, ARTICLES, day, columns).to_pylist()}
        for store in (before, after)
    )
    touched = {key for key in old.keys() | new.keys() if _compared_by(old.get(key)) != _compared_by(new.get(key))}
    clusters = {old[key]["cluster_id"] for key in touched & old.keys()} - {None}
    return touched, clusters


def members_of(store: Store, day: date, clusters: Collection[str]) -> list[Any]:
    """The ids of a day's articles that are in one of the clusters."""
    table = read_partition(store, ARTICLES, day, ["article_id", "cluster_id"])
    members: list[Any] = table.filter(_is_in(table["cluster_id"], clusters))["article_id"].to_pylist()
    return members


def loosened(articles: pa.Table, article_ids: Collection[str]) -> pa.Table:
    """Rows of articles, those of these ids in no cluster: they are to be compared anew."""
    schema = file_schema(ARTICLES)
    out = _is_in(articles["article_id"], article_ids)
    for name in _CLUSTER:
        column = pc.if_else(out, pa.scalar(None, schema.field(name).type), articles[name])
        articles = articles.set_column(schema.get_field_index(name), schema.field(name), column)
    return articles


def _compared_by(row: Mapping[str, Any] | None) -> tuple[Any, ...] | None:
    return None if row is None else tuple(row[name] for name in _COMPARED_BY)


def _kept(standing: DayTables, urls: Collection[str]) -> DayTables:
    """The rows of articles that are not of these URLs, an article's earlier revisions and sections with its row."""
    articles = standing.articles.filter(pc.invert(_is_in(standing.articles["url"], urls)))
    ids: list[Any] = articles["article_id"].to_pylist()

    def own(table: pa.Table) -> pa.Table:
        return table.filter(_is_in(table["article_id"], ids))

    return DayTables(
        articles=articles,
        sections=own(standing.sections),
        removed=own(standing.removed),
        revisions=own(standing.revisions),
    )


def _in_clusters(fresh: pa.Table, standing: pa.Table) -> pa.Table:
    known = {row["article_id"]: row for row in standing.select(["article_id", *_COMPARED_BY, *_CLUSTER]).to_pylist()}
    rows = fresh.select(["article_id", *_COMPARED_BY]).to_pylist()
    same = [_compared_by(row) == _compared_by(known.get(row["article_id"])) for row in rows]
    schema = file_schema(ARTICLES)
    for name in _CLUSTER:
        values = [
            known[row["article_id"]][name] if as_it_was else None for row, as_it_was in zip(rows, same, strict=True)
        ]
        column = pa.array(values, schema.field(name).type)
        fresh = fresh.set_column(schema.get_field_index(name), schema.field(name), column)
    return fresh


def _superseded_then(fresh: pa.Table, standing: pa.Table) -> pa.Table:
    known = {_key(row): row["superseded_at"] for row in _supersessions(standing)}
    values = [known.get(_key(row), row["superseded_at"]) for row in _supersessions(fresh)]
    place = fresh.schema.get_field_index("superseded_at")
    field = fresh.schema.field(place)
    return fresh.set_column(place, field, pa.array(values, field.type))


def _supersessions(revisions: pa.Table) -> Sequence[Mapping[str, Any]]:
    rows: list[dict[str, Any]] = revisions.select(
        ["article_id", "revision", "superseded_by_run", "superseded_at"]
    ).to_pylist()
    return rows


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["article_id"], row["revision"], row["superseded_by_run"]


def _is_in(column: Any, values: Collection[str]) -> Any:
    return pc.is_in(column, pa.array(values, pa.string()))
