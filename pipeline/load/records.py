"""What the caller hands to load, and what it gets back."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.models import Article, CaptureRef

Result = Literal["written", "revised", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedArticle:
    """An article on its way into the store.

    date: UTC day of first_captured_at, the partition; like first_captured_at it is the same at every later capture, and
    the caller remembers both. captured_at: when these bytes were fetched. capture: where they lie in the archive.
    """

    article: Article
    source: str
    date: datetime.date
    first_captured_at: datetime.datetime
    captured_at: datetime.datetime
    run_id: str
    capture: CaptureRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What became of one article. url: of the capture that counted. date: the partition that it lies in.

    result: `written` is new, `revised` a new revision of a known article, `unchanged` known with the same content.
    """

    article_id: str
    url: str
    date: datetime.date
    result: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A quality check that did not pass, for a source in a run. rows: how many did not; 0 for a check of the source."""

    check: str
    severity: Literal["warn", "fail"]
    rows: int
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceQuality:
    """What a run's new articles of a source are like; fields as the columns of `coverage` of these names."""

    words_median: float | None = None
    removed_share: float | None = None
    missing: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
