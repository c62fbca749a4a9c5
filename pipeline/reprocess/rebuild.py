"""The nights done again, in their order, by the code that does a night."""

import time
from collections.abc import Sequence
from datetime import datetime

from pipeline import batches, extract, progress
from pipeline import load as datasets
from pipeline.config import QualitySettings
from pipeline.ledger import Captured, Run
from pipeline.models import Rejection
from pipeline.reasons import Reason
from pipeline.reprocess.book import Book
from pipeline.reprocess.records import Rebuilt
from pipeline.reprocess.work import Work


def rebuild(work: Work) -> Rebuilt:
    """Transform what was captured with the present extractor, and merge it as the nights did, beside what stands.

    In memory is one batch of pages or one day's content at a time. Raises StoreError when the archive cannot be read.
    """
    began, selection, book = time.monotonic(), work.selection, Book(work.selection.others)
    pages = sum(len(captured) for _, captured in selection.nights)
    with progress.stage("rebuild", pages) as step:
        for run, captured in selection.nights:
            _load(work, run, _transform(work, run, captured, book, step), book)
    days, quarantine = sorted(selection.days), sorted(selection.quarantine)
    with progress.stage("settle", len(days)) as step:
        for day in days:
            datasets.settle_day(work.before, work.rebuilt, work.after, day, selection.rebuilt)
            step()
    captures = selection.captures
    for day in quarantine:
        datasets.settle_quarantine(work.before, work.rebuilt, work.after, day, captures)
    return Rebuilt(
        verdicts=book.verdicts,
        kept=frozenset(selection.kept),
        claims=book.claims,
        days=tuple(days),
        quarantine=tuple(quarantine),
        pages=pages,
        seconds=time.monotonic() - began,
    )


def _transform(work: Work, run: Run, captured: Sequence[Captured], book: Book, step: progress.Step) -> list[str]:
    """As `nightly.transform`."""
    shelf, ended = extract.Shelf(store=work.store), _ended(run)
    staged: list[str] = []
    for number, some in enumerate(batches.split(captured)):
        batch = batches.transform(some, shelf, step)
        for url, rejection in batch.rejections:
            book.record_rejection(run.run_id, url, rejection, ended)
        rows = batches.claimed(batch.articles, book, run.run_id, ended, work.taken_down)
        staged.append(datasets.stage(rows, work.rebuilt, run.run_id, f"{number:05d}"))
    return staged


def _load(work: Work, run: Run, staged: list[str], book: Book) -> None:
    """As `nightly.load`, without looking for copies."""
    store, ended = work.rebuilt, _ended(run)
    checked = datasets.check(staged, store, run.run_id, _checks(work.settings.quality), run.started_at)
    for one in datasets.merge(checked.batches, store, run.run_id, ended):
        book.record_article(one.url, one.article_id)
    for url, detail in checked.failed:
        book.record_rejection(run.run_id, url, Rejection(reason=Reason.QUALITY, detail=detail), ended)
    datasets.clear_staged(store, run.run_id)


def _ended(run: Run) -> datetime:
    return run.finished_at or run.started_at


def _checks(quality: QualitySettings) -> QualitySettings:
    """Those of single articles."""
    return quality.model_copy(
        update={name: "off" for name in QualitySettings.model_fields if name.startswith("drift_")}
    )
