"""What publishers changed since the run before, from `revisions`."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow.compute as pc

from pipeline.load.layout.columns import REVISIONS
from pipeline.load.layout.partition import read_partition
from pipeline.storage import Store

_COLUMNS = ["article_id", "revision", "source", "title", "url", "text", "changes", "superseded_by_run"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A part of the text. before: None for what is new. after: None for what is gone."""

    before: str | None
    after: str | None

    @property
    def characters(self) -> int:
        """How long it is, or was, whichever is more."""
        return max(len(self.before or ""), len(self.after or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A revision that took the place of another.

    revision: the earlier one's number. title: the earlier one's. title_change: None where it stayed. share: of the
    text of both, what stands in parts that were changed, new or gone, 0 to 1. largest: the longest of these.
    """

    article_id: str
    revision: int
    source: str
    title: str
    url: str
    title_change: Change | None
    share: float
    parts: int
    largest: Change | None


def edits(store: Store, run_id: str, written: Collection[date]) -> list[Edit]:
    """The revisions that a run superseded: changed titles first, then by how much of the text was changed.

    written: the days that hold what the run wrote.
    """
    found: list[Edit] = []
    for day in written:
        superseded = read_partition(store, REVISIONS, day, _COLUMNS).filter(pc.field("superseded_by_run") == run_id)
        found += [_edit(row) for row in superseded.to_pylist()]
    return sorted(found, key=lambda edit: (edit.title_change is None, -edit.share, edit.article_id))


def _edit(row: dict[str, Any]) -> Edit:
    titles = list(_changes(row, ["title"]))
    parts = list(_changes(row, ["heading", "paragraph"]))
    changed = sum(part.characters for part in parts)
    grown = sum(part.characters - len(part.before or "") for part in parts)
    return Edit(
        article_id=row["article_id"],
        revision=row["revision"],
        source=row["source"],
        title=row["title"],
        url=row["url"],
        title_change=_together(titles),
        share=min(1.0, changed / max(1, len(row["text"]) + grown)),
        parts=len(parts),
        largest=max(parts, key=lambda part: part.characters, default=None),
    )


def _together(titles: Sequence[Change]) -> Change | None:
    """One change of a title that is told as one gone and one new where they have little in common."""
    if not titles:
        return None
    before = next((title.before for title in titles if title.before is not None), None)
    after = next((title.after for title in titles if title.after is not None), None)
    return Change(before=before, after=after)


def _changes(row: dict[str, Any], kinds: Collection[str]) -> Iterable[Change]:
    return (
        Change(before=change["before"], after=change["after"]) for change in row["changes"] if change["kind"] in kinds
    )
