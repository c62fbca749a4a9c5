"""What a source's new articles are like, measured on staged rows before they are written, or on what was written."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from statistics import median
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.layout.columns import ARTICLES, REMOVED
from pipeline.load.layout.partition import read_partition
from pipeline.load.quality.records import Measures
from pipeline.storage import Store

FIELDS = ("authors", "published", "language", "section", "image", "standfirst")
"""Fields of which it is counted how many articles do not state them."""

PROFILED = ["article_id", "source", "word_count", "text", *FIELDS, "first_captured_at", "captured_at"]
"""The columns of articles that are looked at."""

_REVISION = ["run_id", "revision"]
_Profile = dict[str, Any]


def profiles_of_staged(rows: pa.Table) -> list[_Profile]:
    """The profiles of the new articles among rows of the staged shape: those at their first capture."""
    new = rows.filter(pc.equal(rows["first_captured_at"], rows["captured_at"]))
    nested = new["removed"].combine_chunks()
    lengths = pc.utf8_length(pc.struct_field(pc.list_flatten(nested), "text"))
    characters = [0] * new.num_rows
    owners: list[Any] = pc.list_parent_indices(nested).to_pylist()
    for owner, length in zip(owners, lengths.to_pylist(), strict=True):
        characters[owner] += length
    return _profiles(new, characters)


def profiles_of_run(store: Store, run_id: str, days: Iterable[date]) -> list[_Profile]:
    """The profiles of the articles that a run wrote new in these days. In memory is one day's content at a time."""
    return [profile for day in days for profile in _profiles_of_day(store, run_id, day)]


def measured(profiles: Iterable[_Profile]) -> dict[str, Measures]:
    """Profiles summed up by source."""
    by_source: dict[str, list[_Profile]] = defaultdict(list)
    for profile in profiles:
        by_source[profile["source"]].append(profile)
    return {source: _measures(group) for source, group in by_source.items()}


def _profiles_of_day(store: Store, run_id: str, day: date) -> list[_Profile]:
    if not _written_new(read_partition(store, ARTICLES, day, _REVISION), run_id).num_rows:
        return []
    articles = _written_new(read_partition(store, ARTICLES, day, [*PROFILED, *_REVISION]), run_id)
    removed = _written_new(read_partition(store, REMOVED, day, ["article_id", "text", *_REVISION]), run_id)
    sized = removed.append_column("characters", pc.utf8_length(removed["text"]))
    sums = sized.group_by("article_id").aggregate([("characters", "sum")])
    characters: dict[Any, Any] = dict(
        zip(*sums.select(["article_id", "characters_sum"]).to_pydict().values(), strict=True)
    )
    return _profiles(articles, [characters.get(key, 0) for key in articles["article_id"].to_pylist()])


def _written_new(table: pa.Table, run_id: str) -> pa.Table:
    return table.filter((pc.field("run_id") == run_id) & (pc.field("revision") == 1))


def _profiles(articles: pa.Table, removed_characters: list[int]) -> list[_Profile]:
    columns: dict[str, Any] = {
        "source": articles["source"],
        "words": articles["word_count"],
        "characters": pc.utf8_length(articles["text"]),
        "removed": pa.array(removed_characters, pa.int64()),
        **{field: _is_missing(articles[field]) for field in FIELDS},
    }
    return pa.table(columns).to_pylist()


def _is_missing(column: Any) -> Any:
    """Of each value of an Arrow column, whether it is null or an empty list."""
    return pc.equal(pc.list_value_length(column), pa.scalar(0)) if pa.types.is_list(column.type) else pc.is_null(column)


def _measures(profiles: list[_Profile]) -> Measures:
    removed = sum(profile["removed"] for profile in profiles)
    everything = removed + sum(profile["characters"] for profile in profiles)
    return Measures(
        new=len(profiles),
        words_median=float(median(profile["words"] for profile in profiles)),
        removed_share=removed / everything if everything else None,
        missing={field: sum(profile[field] for profile in profiles) for field in FIELDS},
    )
