"""The rows of one article in every dataset, by the days whose files are known to hold them: no other file is opened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.layout.columns import ARTICLES, QUARANTINE, REMOVED, REVISIONS, SECTIONS, Dataset
from pipeline.load.layout.files import read_rows
from pipeline.load.layout.partition import partition_name, read_partition
from pipeline.storage import Store

_MEMBER = ["article_id", "source", "url", "title", "original", "first_captured_at"]
_DAYS_AT_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRows:
    """Each row as a dict of its dataset's columns. article: None where there is none. revisions: the oldest first."""

    article: Mapping[str, Any] | None
    sections: tuple[Mapping[str, Any], ...]
    removed: tuple[Mapping[str, Any], ...]
    revisions: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterMember:
    """An article of a cluster; fields as the columns of `articles`. date: the day of its file."""

    date: date
    article_id: str
    source: str
    url: str
    title: str
    original: bool | None


def rows_of_article(store: Store, article_id: str, source: str, day: date) -> ArticleRows:
    """The article's rows, those of its current revision in sections and removed. day: whose files hold them."""
    wanted = {"article_id": article_id, "source": source}
    articles = _rows(store, ARTICLES, day, wanted)
    if not articles:
        return ArticleRows(article=None, sections=(), removed=(), revisions=())
    revision = articles[0]["revision"]  # beside it, a run that merges at this moment may have others in the files
    return ArticleRows(
        article=articles[0],
        sections=tuple(row for row in _rows(store, SECTIONS, day, wanted) if row["revision"] == revision),
        removed=tuple(row for row in _rows(store, REMOVED, day, wanted) if row["revision"] == revision),
        revisions=tuple(row for row in _rows(store, REVISIONS, day, wanted) if row["revision"] != revision),
    )


def quarantined(store: Store, url: str, source: str, days: Iterable[date]) -> list[Mapping[str, Any]]:
    """What runs of these days kept aside of a URL, the oldest first."""
    wanted = {"url": url, "source": source}
    rows = (row for day in sorted({*days}) for row in _rows(store, QUARANTINE, day, wanted))
    return sorted(rows, key=lambda row: row["captured_at"])


def cluster_of(store: Store, cluster_id: str, start: date, end: date) -> list[ClusterMember]:
    """The articles of a cluster, the first captured first, that were first captured on these days, both included.

    Of very many days, the first `_DAYS_AT_MOST`.
    """
    days = min((end - start).days + 1, _DAYS_AT_MOST)
    members = (one for number in range(days) for one in _members(store, cluster_id, start + timedelta(days=number)))
    return [member for _, member in sorted(members, key=lambda pair: (pair[0], pair[1].article_id))]


def _members(store: Store, cluster_id: str, day: date) -> list[tuple[Any, ClusterMember]]:
    clusters = read_partition(store, ARTICLES, day, ["cluster_id"])
    if not pc.any(pc.equal(clusters["cluster_id"], pa.scalar(cluster_id))).as_py():
        return []
    table = read_partition(store, ARTICLES, day, [*_MEMBER, "cluster_id"])
    rows = table.filter(pc.equal(table["cluster_id"], pa.scalar(cluster_id))).select(_MEMBER).to_pylist()
    return [(row.pop("first_captured_at"), ClusterMember(date=day, **row)) for row in rows]


def _rows(store: Store, dataset: Dataset, day: date, wanted: Mapping[str, str]) -> list[dict[str, Any]]:
    name = partition_name(dataset, day)
    return read_rows(store, name, dataset, wanted).to_pylist() if store.exists(name) else []
