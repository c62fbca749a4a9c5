"""What the steps of reprocessing hand to one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pipeline.ledger import Claim
from pipeline.models import Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be rebuilt. sources: ids, none for all that the ledger knows. since: the first day, None for all.

    dry_run: compare, and promote nothing.
    """

    sources: tuple[str, ...] = ()
    since: date | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a URL's captures came to. article_id: the last article that it became, None for none.

    rejection: why it is no article now, None when it is one. duplicate_of: the article of which it is a copy then.
    """

    article_id: str | None = None
    rejection: Rejection | None = None
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What was made anew, in the folder of the work. verdicts: by URL. kept: URLs that stay as they are.

    claims: who stands for which article. days: partitions of articles, quarantine: those of that dataset. pages: how
    many were transformed, in so many seconds, all of the rebuilding counted.
    """

    verdicts: Mapping[str, Verdict]
    kept: frozenset[str]
    claims: Mapping[str, Claim]
    days: tuple[date, ...]
    quarantine: tuple[date, ...]
    pages: int
    seconds: float


class Outcome(StrEnum):
    """What became of a URL that was captured at some time. Exactly one each."""

    CHANGED = "changed"
    GAINED = "gained"  # an article that was none before
    LOST = "lost"  # no article any longer
    SAME = "same"
    KEPT = "kept"  # not rebuilt, because a capture of it is gone
    REJECTED = "rejected"  # no article, before and now


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article that is gained or lost. reason: why it was none before, or is none now."""

    source: str
    date: date
    article_id: str
    url: str
    title: str
    reason: str


Piece = tuple[str, str]
"""A piece of text, and what became of it: `same`, `ins` or `del`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An article whose text is another one. lines: kind (title, heading or paragraph) and the pieces of each.

    size: in words gone and come. left_out: changed lines that are not among them.
    """

    source: str
    date: date
    article_id: str
    url: str
    title: str
    size: int
    lines: Sequence[tuple[str, Sequence[Piece]]]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs. outcomes: by source, how many URLs ended how. fields: by source and field, in how many articles it
    differs, earlier revisions taken together. gained, lost, largest: the first of each, as many as a page shows.

    page, changes: names of the files in the store.
    """

    id: str
    started_at: datetime
    request: Request
    outcomes: Mapping[str, Mapping[Outcome, int]]
    fields: Mapping[tuple[str, str], int]
    gained: Sequence[Arrival]
    lost: Sequence[Arrival]
    largest: Sequence[Edit]
    pages: int
    seconds: float
    page: str
    changes: str

    @property
    def differs(self) -> bool:
        """Whether anything becomes another."""
        return any(self.total(one) for one in (Outcome.CHANGED, Outcome.GAINED, Outcome.LOST))

    @property
    def line(self) -> str:
        """How the URLs ended, in a line, such as «2 changed, 1 gained, 50 same»."""
        return ", ".join(f"{self.total(one)} {one}" for one in Outcome if self.total(one)) or "nothing to rebuild"

    def total(self, outcome: Outcome) -> int:
        """How many URLs of all sources ended so."""
        return sum(counts[outcome] for counts in self.outcomes.values())
