"""Which of the URLs that discovery meets a source wants."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from pipeline.config import Source
from pipeline.extract.discovery.dates import age_in_days
from pipeline.extract.urls import same_site
from pipeline.models import Rejection
from pipeline.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlFilter:
    """A source's site and its `include` and `exclude` patterns, searched for anywhere in the normalised URL."""

    homepage: str
    include: tuple[re.Pattern[str], ...]
    exclude: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, source: Source) -> Self:
        return cls(
            homepage=source.homepage,
            include=tuple(map(re.compile, source.include)),
            exclude=tuple(map(re.compile, source.exclude)),
        )

    def includes(self, url: str) -> bool:
        """Whether `include` names it; an empty one names everything."""
        return not self.include or any(pattern.search(url) for pattern in self.include)

    def refusal(self, url: str) -> Rejection | None:
        """Why the source does not want a URL, None when it does."""
        if not same_site(url, self.homepage):
            return Rejection(reason=Reason.EXCLUDED, detail=f"not on the site of {self.homepage}")
        for pattern in self.exclude:
            if pattern.search(url):
                return Rejection(reason=Reason.EXCLUDED, detail=f"exclude: {pattern.pattern}")
        if not self.includes(url):
            return Rejection(reason=Reason.EXCLUDED, detail="no include pattern matches")
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeFilter:
    """How old an article may be that is fetched. max_age_days: None for any age."""

    now: datetime
    max_age_days: float | None

    def refusal(self, published: str | None) -> Rejection | None:
        """Why an article published then (ISO 8601) is too old, None when it is not or when nobody knows."""
        if self.max_age_days is None or published is None:
            return None
        age = age_in_days(published, self.now)
        if age is None or age <= self.max_age_days:
            return None
        return Rejection(reason=Reason.TOO_OLD, detail=f"published {published}, over {self.max_age_days:g} days ago")
