"""An article as the datasets have it: its row, what its publisher changed, and its copies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from pipeline import load as datasets
from pipeline.ledger import Part, Standing
from pipeline.load import ClusterMember
from pipeline.reasons import Reason
from pipeline.seeing.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a revision changed. kind: title, heading or paragraph. before: null for new text, after: null for gone."""

    kind: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """An earlier revision. captured_at: when it was first fetched. changes: what the next one changed in it.

    changed_by, changed_at: when the next one was first fetched, and by which run it was written.
    """

    revision: int
    captured_at: datetime
    title: str
    word_count: int
    changed_at: datetime
    changed_by: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Articles whose text is nearly the same. start, end: the days of first capture on which members were looked for.

    members: the article itself among them, the first captured first.
    """

    cluster_id: str
    start: date
    end: date
    members: tuple[ClusterMember, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """A version that a run kept aside. failures: the checks, with what each found."""

    run_id: str
    captured_at: datetime
    title: str
    failures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article's rows. row: that of `articles`, by its columns. date: the day of its partition."""

    date: date
    row: Mapping[str, Any]
    sections: tuple[Mapping[str, Any], ...]
    removed: tuple[Mapping[str, Any], ...]
    revisions: tuple[Revision, ...]
    cluster: Cluster | None


def story(desk: Desk, standing: Standing, source: str) -> Story | None:
    """The article that a URL stands for; None where the datasets have no row of it (yet)."""
    rows = datasets.rows_of_article(desk.store, standing.article_id, source, standing.date)
    if rows.article is None:
        return None
    return Story(
        date=standing.date,
        row=rows.article,
        sections=rows.sections,
        removed=rows.removed,
        revisions=tuple(_revisions(rows.revisions, rows.article)),
        cluster=_cluster(desk, rows.article, standing.date),
    )


def quarantined(desk: Desk, url: str, source: str, parts: Sequence[Part]) -> tuple[Quarantined, ...]:
    """What runs kept aside of a URL. parts: the runs that were answerable for it."""
    days = [part.started_at.date() for part in parts if part.reason is Reason.QUALITY]
    return tuple(
        Quarantined(
            run_id=row["run_id"],
            captured_at=row["captured_at"],
            title=row["title"],
            failures=tuple(zip(row["failures"], row["details"], strict=True)),
        )
        for row in datasets.quarantined(desk.store, url, source, days)
    )


def _revisions(earlier: Sequence[Mapping[str, Any]], current: Mapping[str, Any]) -> Iterable[Revision]:
    for row, after in pairwise([*earlier, current]):
        yield Revision(
            revision=row["revision"],
            captured_at=row["captured_at"],
            title=row["title"],
            word_count=row["word_count"],
            changed_at=after["captured_at"],
            changed_by=row["superseded_by_run"],
            changes=tuple(Change(**change) for change in row["changes"]),
        )


def _cluster(desk: Desk, row: Mapping[str, Any], day: date) -> Cluster | None:
    """Looked for from the cluster's first day to the last that was compared with the article's."""
    cluster_id = row["cluster_id"]
    if cluster_id is None:
        return None
    window = timedelta(days=desk.settings.duplicates.window_days)
    first = [one.date for one in desk.ledger.standing([cluster_id])]
    start, end = min([day, *first]), day + window
    members = tuple(datasets.cluster_of(desk.store, cluster_id, start, end))
    return Cluster(cluster_id=cluster_id, start=start, end=end, members=members)
