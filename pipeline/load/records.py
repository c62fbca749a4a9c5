"""What the caller hands to load, and what it gets back."""

import datetime
from dataclasses import dataclass
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
    """What became of one article. url: of the capture that counted.

    result: `written` is new, `revised` a new revision of a known article, `unchanged` known with the same content.
    """

    article_id: str
    url: str
    result: Result
