"""The articles of a day as they are compared before and after they are made anew."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.layout.columns import ARTICLE_COLUMNS
from pipeline.load.merging.changes import Version
from pipeline.load.merging.day import read_day
from pipeline.storage import Store

# who and where it is, and which run wrote it from which bytes: no field of the article
_NO_FIELDS = {
    "article_id", "url", "source", "text", "content_hash", "section_count",
    "first_captured_at", "run_id", "capture_file", "capture_offset",
}  # fmt: skip
_FIELDS = tuple(column.name for column in ARTICLE_COLUMNS if column.name not in _NO_FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """An article as it is compared. date: of its file. version: its text, for differences in words.

    fields: by name, what can differ: the columns of articles, `text` (headings and paragraphs), `headings` with their
    levels, `kinds` of the paragraphs, `removed` (label, rule and text of each block), `removed_places` (position and
    path of each), and of each earlier revision the same as `revision 1: title`.
    """

    article_id: str
    url: str
    source: str
    date: date
    version: Version
    fields: Mapping[str, Any]


def views(store: Store, day: date, urls: Collection[str]) -> list[View]:
    """The articles of a day whose page came from one of the URLs."""
    tables = read_day(store, day)
    articles = tables.articles.filter(pc.is_in(tables.articles["url"], pa.array(urls, pa.string()))).to_pylist()
    ids = {row["article_id"] for row in articles}
    sections, removed = _by_article(tables.sections, ids), _by_article(tables.removed, ids)
    revisions = _by_article(tables.revisions, ids)
    return [
        View(
            article_id=(key := row["article_id"]),
            url=row["url"],
            source=row["source"],
            date=day,
            version=_version(row["title"], sections[key]),
            fields={
                **_fields(row, sections[key]),
                "kinds": [kind for one in sections[key] for kind in one["kinds"]],
                "removed": [f"{one['label']} ({one['rule']}): {one['text']}" for one in removed[key]],
                "removed_places": [f"{one['position']} {one['path']}" for one in removed[key]],
                **_earlier(revisions[key]),
            },
        )
        for row in articles
    ]


def _fields(row: Mapping[str, Any], sections: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        **{name: row[name] for name in _FIELDS},
        "text": row["text"],
        "headings": [f"{'#' * one['level']} {one['heading']}" for one in sections if one["heading"] is not None],
    }


def _earlier(revisions: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        f"revision {row['revision']}: {name}": value
        for row in revisions
        for name, value in {**_fields(row, row["sections"]), "changes": row["changes"]}.items()
        if name != "revision"
    }


def _by_article(table: pa.Table, ids: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in table.filter(pc.is_in(table["article_id"], pa.array(ids, pa.string()))).to_pylist():
        found[row["article_id"]].append(row)
    return found


def _version(title: str, sections: Iterable[Mapping[str, Any]]) -> Version:
    return Version(title=title, sections=tuple((one["heading"], tuple(one["paragraphs"])) for one in sections))
