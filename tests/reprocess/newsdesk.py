"""Nights over pages of which two extractors, an old and a new one, make what the test says.

A page is JSON: what the old extractor makes of it, and the new one. All else is as in a real night.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select

from pipeline import batches, config, nightly, plans, reprocess
from pipeline.config import Settings
from pipeline.extract import ArchiveWriter, Fetched, NotModified, pack
from pipeline.ledger import tables
from pipeline.load import read
from pipeline.models import Article, Attempt, Candidate, FetchTask, Page, Rejection, Response, Validators
from pipeline.plans import Kind, Plan
from pipeline.reasons import Reason
from pipeline.reprocess import Comparison, Request
from pipeline.storage import Store
from tests.load.load_samples import article, content, removed, section, stated

FIRST = datetime(2026, 11, 2, 3, tzinfo=UTC)
SOURCES = ("example", "other")
TOGETHER = ("articles", "sections", "removed", "revisions", "quarantine")
# what of the ledger's URLs does not depend on the instant at which a night fetched, nor on what a page was taken for
_FOLLOWED = ("url", "state", "reason", "detail", "article_id", "duplicate_of")

Reading = dict[str, Any] | str
Body = bytes | Reason | None
"""A page, why there is none, or None: the server says that it is as it was, or of one that we have not, 404."""


def story(*paragraphs: str, title: str = "A title", **fields: Any) -> dict[str, Any]:
    """What an extractor makes of a page: an article of these paragraphs. fields: as of `Article`, plain values."""
    return {"title": title, "paragraphs": paragraphs, **fields}


NO_ARTICLE = "not_article"


def sheet(old: Reading, new: Reading | None = None) -> bytes:
    """A page of which the extractors make this; new: None for the same as the old one."""
    return json.dumps({"old": old, "new": old if new is None else new}, sort_keys=True).encode()


def reading(extractor: str, page: Page) -> Article | Rejection:
    """The article that an extractor makes of a page."""
    found = json.loads(page.body)[extractor]
    if isinstance(found, str):
        return Rejection(reason=Reason(found), detail=f"says the {extractor} one")
    return article(
        "any",
        url=page.url,
        canonical_url=found.get("canonical", page.url),
        title=stated(found["title"]),
        published=stated(found["published"]) if "published" in found else None,
        authors=tuple(map(stated, found.get("authors", ()))),
        sections=(section(0, None, *found["paragraphs"]),),
        removed=tuple(removed(place, text) for place, text in enumerate(found.get("removed", ()))),
    )


def use(patch: pytest.MonkeyPatch, extractor: str) -> None:
    """Let this be the present extractor."""
    patch.setattr(batches, "transform_page", lambda page: reading(extractor, page))


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    settings: Settings

    @property
    def store(self) -> Store:
        return Store.at(self.settings.root, self.settings.work)

    def night(self, number: int, pages: Mapping[str, Body], source: str = "example") -> None:
        """Night `number` finds these pages, by their slugs, and asks for those that it would ask for."""
        with _at(FIRST + timedelta(days=number)) as now, nightly.opened(self.settings, _plan(self.settings)) as night:
            found = [
                Candidate(url=address(slug), source=source, found_by="feed", modified=now.isoformat()) for slug in pages
            ]
            night.ledger.enlist(night.run.run_id, found, (), now)
            night.ledger.carry_over(night.run.run_id, SOURCES, now)
            bodies = {address(slug): body for slug, body in pages.items()}
            with ArchiveWriter(night.archive, night.run.run_id) as writer:
                for place, task in enumerate(night.ledger.to_fetch(night.run.run_id)):
                    fetched = _fetched(task, bodies.get(task.url, Reason.HTTP_404), now + timedelta(seconds=place))
                    nightly._record_fetched(night, writer, fetched)
            nightly.load(night, nightly.transform(night))
            nightly.report(night)

    def reprocess(self, **request: Any) -> Comparison:
        with reprocess.opened(self.settings, Request(**request)) as work:
            rebuilt = reprocess.rebuild(work)
            comparison = reprocess.compare(work, rebuilt)
            reprocess.promote(work, rebuilt)
        return comparison

    def rows(self, *without: str) -> dict[str, list[dict[str, Any]]]:
        """Every row of every rebuilt dataset, without some columns."""
        found = {name: content(self.store, name)[name] for name in TOGETHER if self.store.files(name)}
        return {
            name: [{key: value for key, value in row.items() if key not in without} for row in found.get(name, ())]
            for name in TOGETHER
        }

    def articles(self) -> dict[str, str]:
        """The text of each article, by its title."""
        frame = read("articles", self.store)
        return dict(zip(frame["title"], frame["text"], strict=True))

    def ledger(self) -> dict[str, list[dict[str, Any]]]:
        """What of the ledger follows the datasets."""
        engine = create_engine(self.settings.ledger_url)
        with engine.connect() as connection:
            urls = connection.execute(select(*(tables.urls.c[name] for name in _FOLLOWED))).mappings()
            claims = connection.execute(select(tables.articles)).mappings()
            found = {"urls": [dict(row) for row in urls], "claims": [dict(row) for row in claims]}
        engine.dispose()
        for row in found["urls"]:
            if row["state"] == "written":
                row["duplicate_of"] = None  # of a copy that became an article it is left as it was
        return {name: sorted(rows, key=repr) for name, rows in found.items()}


def desk_at(root: str | Path, folder: Path, **tables_of: Mapping[str, Any]) -> Desk:
    """A desk with a store of its own. tables_of: more of the configuration."""
    sources = [
        {"id": name, "homepage": f"https://{name}.org", "feeds": [f"https://{name}.org/feed"]} for name in SOURCES
    ]
    storage = {"root": str(root), "work": str(folder / "work")}
    settings = config.Settings.model_validate({"storage": storage, "source": sources, "base": folder, **tables_of})
    return Desk(settings=settings)


def address(slug: str) -> str:
    return f"https://example.org/{slug}"


def outcomes(comparison: Comparison) -> dict[str, int]:
    """How many URLs ended how, those that none did left out."""
    return {
        one.value: comparison.total(one) for one in reprocess.Outcome if comparison.total(one)
    }  # fmt: skip


def changes_of(desk: Desk, comparison: Comparison) -> list[dict[str, Any]]:
    """The rows of the file."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    with desk.store.open(comparison.changes) as stream:
        rows: list[dict[str, Any]] = pq.ParquetFile(stream).read().to_pylist()
    return rows


def _plan(settings: Settings) -> Plan:
    return Plan(kind=Kind.NIGHTLY, sources=plans.chosen(settings, ()))


def _fetched(task: FetchTask, body: Body, now: datetime) -> Fetched:
    attempt = Attempt(url=task.url, source=task.source, started_at=now, outcome="fetched")
    if body is None and task.validators is not None:
        same = NotModified(url=task.url, final_url=task.url, fetched_at=now, validators=Validators())
        return Fetched(task=task, outcome=same, attempts=(_with(attempt, "not_modified"),))
    if not isinstance(body, bytes):
        reason = body or Reason.HTTP_404
        rejection = Rejection(reason=reason, detail="as the test says")
        return Fetched(task=task, outcome=rejection, attempts=(_with(attempt, reason),))
    response = Response(
        url=task.url,
        final_url=task.url,
        status=200,
        reason="OK",
        headers=(("Content-Type", "application/json"),),
        request_headers=(),
        body=body,
        fetched_at=now,
        validators=Validators(etag="1"),
    )
    return Fetched(task=task, outcome=response, attempts=(attempt,), packed=pack(response))


def _with(attempt: Attempt, outcome: str) -> Attempt:
    return Attempt(url=attempt.url, source=attempt.source, started_at=attempt.started_at, outcome=outcome)


@contextmanager
def _at(now: datetime) -> Iterator[datetime]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nightly, "_now", lambda: now)
        yield now
