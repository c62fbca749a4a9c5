"""Claims and verdicts while the nights are done again: what the ledger is to a night, in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from pipeline.ledger import Claim
from pipeline.models import Rejection
from pipeline.reasons import Reason
from pipeline.reprocess.records import Verdict


class Book:
    """claims: who stands for which article, from the beginning those URLs that are not rebuilt."""

    def __init__(self, claims: Mapping[str, Claim]) -> None:
        self.claims = dict(claims)
        self.verdicts: dict[str, Verdict] = {}

    def claim(self, wanted: Iterable[tuple[str, str, date]]) -> dict[str, Claim]:
        """As `Ledger.claim`."""
        return {
            article_id: self.claims.setdefault(article_id, Claim(url=url, date=day)) for article_id, url, day in wanted
        }

    def record_rejection(
        self, run_id: str, url: str, rejection: Rejection, now: datetime, *, duplicate_of: str | None = None
    ) -> None:
        """As `Ledger.record_rejection`: an article whose new version is kept aside stays one."""
        known = self.verdicts.get(url, Verdict())
        if known.article_id is None or rejection.reason is not Reason.QUALITY:
            known = replace(known, rejection=rejection, duplicate_of=duplicate_of)
        else:
            known = replace(known, rejection=None, duplicate_of=None)
        self.verdicts[url] = known

    def record_article(self, url: str, article_id: str) -> None:
        """It is in the datasets that are made anew."""
        self.verdicts[url] = Verdict(article_id=article_id)
