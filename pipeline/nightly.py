"""A nightly run as plain functions, each a step that may be repeated: what is done already is not done again.

    with opened(settings) as night:
        discover(night)               feeds, sitemaps, listings → the run's worklist
        fetch(night)                  worklist → archive
        staged = transform(night)     archive → staged articles, and rejections
        load(night, staged)           staged articles → datasets
        report(night)                 the numbers, which must add up
        publish(night)                the verdict, and what tells people of it

The flow `nightly` wraps these in Prefect's tasks. All state is in the ledger, the archive and the datasets.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

from pipeline import accounts, batches, diary, extract, keeping, plans, progress, summary
from pipeline import load as datasets
from pipeline import report as reports
from pipeline.config import QualitySettings, Settings, Source
from pipeline.errors import StoreError
from pipeline.events import Event, tell
from pipeline.ledger import Ledger, Result, Run
from pipeline.load import RunRow
from pipeline.models import Rejection, RunStatus
from pipeline.orphans import adopt
from pipeline.plans import Kind, Plan
from pipeline.reasons import Reason
from pipeline.storage import Store, locked
from pipeline.summary import Summary

# Drift compares nights: what a rerun brings is a part of one.
_NO_DRIFT: Mapping[Kind, Mapping[str, str]] = {
    Kind.RERUN: {"drift_volume": "off"},
    Kind.BACKFILL: dict.fromkeys(("drift_volume", "drift_length", "drift_missing", "drift_removed"), "off"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """A run under way: it holds the store's lock, the open ledger, and one crawler for all requests."""

    settings: Settings
    plan: Plan
    store: Store
    run: Run
    ledger: Ledger
    crawler: extract.Crawler
    archive: extract.Shelf

    @property
    def checks(self) -> QualitySettings:
        """What is checked of the run's articles."""
        return self.settings.quality.model_copy(update=_NO_DRIFT.get(self.plan.kind, {}))


@contextmanager
def opened(settings: Settings, plan: Plan | None = None) -> Iterator[Night]:
    """A run, begun or taken up where a killed process left it; closed as failed when the block raises.

    plan: None is a night over all sources.

    Raises `RunInProgress` when another run holds the store, `StoreError` when the store cannot be used.
    """
    task = plan or plans.nightly(settings)
    with (
        locked(Store.at(settings.root, settings.work)) as store,
        Ledger.open(settings.ledger_url) as ledger,
        closing(extract.crawler(settings.fetch, sources=settings.sources)) as crawler,
    ):
        store.sweep()
        datasets.migrate(store)
        night = Night(
            settings=settings,
            plan=task,
            store=store,
            run=_begin(task, store, ledger),
            ledger=ledger,
            crawler=crawler,
            archive=extract.Shelf(store=store),
        )
        try:
            with diary.of(task, night.run):
                extract.recover(night.archive, ledger.capture_end, partial(adopt, ledger, night.run.run_id))
                keeping.complete(keeping.Keeping(store=store, ledger=ledger))
                yield night
        except Exception:
            _close_failed(night)
            raise


def discover(night: Night) -> None:
    """Put the plan's URLs on the run's worklist, and what its sources offer when they are asked; a night's also has the
    articles that are due for another visit, and what earlier runs left unfinished."""
    sources, settings = night.plan.sources, night.settings.fetch
    night.ledger.take_up(night.run.run_id, night.plan.urls)
    with ThreadPoolExecutor(settings.concurrency) as pool, progress.stage("discover", len(sources)) as step:
        pending = {pool.submit(_offers, night, source): source for source in sources}
        for future in as_completed(pending):
            _enlist(night, pending[future], future.result())
            step()
    if night.plan.kind is Kind.NIGHTLY:
        _take_up_due(night)


def _take_up_due(night: Night) -> None:
    names, settings, run_id = [source.id for source in night.plan.sources], night.settings.fetch, night.run.run_id
    revisited = night.ledger.revisit(run_id, names, _now(), settings.revisit_days)
    carried = night.ledger.carry_over(run_id, names, _now())
    if revisited or carried:
        tell(Event.DISCOVER_DUE, stage="discover", revisited=revisited, carried=carried)


def fetch(night: Night) -> None:
    """Fetch what the worklist lacks into the archive; a page is in the archive before the ledger says so."""
    tasks = night.ledger.to_fetch(night.run.run_id)
    if not tasks:
        tell(Event.FETCH_NOTHING, stage="fetch")
        return
    with (
        progress.stage("fetch", len(tasks)) as step,
        extract.ArchiveWriter(night.archive, night.run.run_id) as writer,
    ):

        def record(fetched: extract.Fetched) -> None:
            _record_fetched(night, writer, fetched)
            diary.fetched(fetched)
            step()

        extract.crawl(tasks, night.crawler, record)


def transform(night: Night) -> list[str]:
    """Turn the archive's new pages into staged articles and rejections; the staged batches' names."""
    waiting = night.ledger.to_transform(night.run.run_id)
    datasets.clear_staged(night.store, night.run.run_id)
    taken_down = datasets.taken_down(night.store)
    asked = night.plan.kind is not Kind.BACKFILL
    staged: list[str] = []
    with progress.stage("transform", len(waiting)) as step:
        for number, captured in enumerate(batches.split(waiting)):
            batch = batches.transform(captured, night.archive, step)
            for url, rejection in batch.rejections:
                night.ledger.record_rejection(night.run.run_id, url, rejection, _now(), asked=asked)
            rows = batches.claimed(batch.articles, night.ledger, night.run.run_id, _now(), taken_down)
            staged.append(datasets.stage(rows, night.store, night.run.run_id, f"{number:05d}"))
    return staged


def load(night: Night, staged: list[str]) -> None:
    """Check the staged articles, merge those that pass into the datasets, and settle the URLs of all."""
    store, run, ledger = night.store, night.run, night.ledger
    with progress.stage("load", len(staged)) as step:
        checked = datasets.check(staged, store, run.run_id, night.checks, run.started_at)
        merged = datasets.merge(checked.batches, store, run.run_id, _now())
        _compare(night, merged)
        ledger.record_articles(run.run_id, [(one.url, one.article_id, Result(one.result)) for one in merged])
        diary.loaded(merged)
        for url, detail in checked.failed:
            rejection = Rejection(reason=Reason.QUALITY, detail=detail)
            ledger.record_rejection(run.run_id, url, rejection, _now())
            diary.turned_away("load", url, rejection)
        for _ in staged:
            step()


def _compare(night: Night, merged: Iterable[datasets.Merged]) -> None:
    """Find copies among what was written and the articles of the days before."""
    window = night.settings.duplicates.window_days
    if window:
        days = {one.date for one in merged if one.result != "unchanged"}
        compared = datasets.compare(night.store, days, window)
        if compared.articles:
            tell(Event.LOAD_COPIES, stage="load", copies=compared.copies, count=compared.articles)


def report(night: Night) -> RunRow:
    """Write the run's attempts and numbers, and close it; raises `Unbalanced` when the numbers do not add up.

    Then raw pages that are not to be kept go from the archive.
    """
    store, run_id = night.store, night.run.run_id
    written = datasets.rows_of_run(store, run_id, night.ledger.days_written(run_id))
    accounts.check(accounts.of_run(night.ledger, night.run), written)
    datasets.clear_staged(store, run_id)
    row = _close(store, night.ledger, night.run, RunStatus.FINISHED, night.checks)
    kept = keeping.Keeping(store=store, ledger=night.ledger)
    keeping.after_run(kept, run_id, night.settings.storage.keep_raw_days, _now())
    return row


def publish(night: Night) -> Summary:
    """Sum the closed run up, and write its page; a page that cannot be written fails no run."""
    run = next(run for run in night.ledger.latest_runs() if run.run_id == night.run.run_id)
    summed_up = summary.of_run(night.settings, night.ledger, run)
    try:
        page = reports.write(night.settings, night.store, night.ledger, summed_up)
        tell(Event.REPORT_WRITTEN, stage="report", file=night.store.named(page))
    except Exception as error:  # whatever it is, the run is closed and its data is there
        tell(Event.REPORT_FAILED, error, stage="report", detail=f"{type(error).__name__}: {error}")
    diary.ends(summed_up)
    return summed_up


def _begin(plan: Plan, store: Store, ledger: Ledger) -> Run:
    """A new run, or the one of today (UTC) with the same plan whose process was killed; others killed are closed."""
    now = _now()
    for run in ledger.unfinished_runs():
        if run.started_at.date() == now.date() and plan.continues(run.parameters):
            diary.interrupted(run, taken_up=True)
            return run
        diary.interrupted(run, taken_up=False)
        _close(store, ledger, run, RunStatus.CRASHED)
    run_id = f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
    return ledger.begin_run(run_id, plan.parameters, now)


def _offers(night: Night, source: Source) -> extract.Discovery:
    known = night.ledger.snapshots(source.id)
    get = night.crawler.getter(source.id)
    return extract.discover(source, get, known, _now(), night.settings.fetch.max_age_days)


def _enlist(night: Night, source: Source, found: extract.Discovery) -> None:
    now, run_id = _now(), night.run.run_id
    night.ledger.record_attempts(run_id, found.attempts)
    night.ledger.record_problems(run_id, source.id, found.problems)
    new = night.ledger.enlist(run_id, found.candidates, found.rejected, now)
    night.ledger.record_snapshots(run_id, source.id, found.snapshots, found.overran)
    diary.offered(source.id, found, new)


def _record_fetched(night: Night, writer: extract.ArchiveWriter, fetched: extract.Fetched) -> None:
    run_id, outcome = night.run.run_id, fetched.outcome
    match outcome:
        case Rejection():
            night.ledger.record_rejection(run_id, fetched.task.url, outcome, _now(), fetched.attempts)
        case extract.NotModified():
            night.ledger.record_not_modified(run_id, fetched.task, _now(), fetched.attempts)
        case _:
            assert fetched.packed is not None  # noqa: S101  every page that a crawl fetched is
            packed, ledger = fetched.packed, night.ledger
            same_as = ledger.payload(packed.digest)
            ref = writer.append(packed, same_as=same_as, notes=extract.notes_of(fetched.attempts[-1]))
            ledger.record_capture(
                run_id, fetched.task, outcome, ref, fetched.attempts, digest=packed.digest, same_as=same_as
            )


def _close(store: Store, ledger: Ledger, run: Run, status: RunStatus, checks: QualitySettings | None = None) -> RunRow:
    """End a run: its rows in `fetches`, `coverage` and `runs`, and its status in the ledger.

    checks: by which its articles are assessed. None for a run that broke off: it has not all of them, and may have
    broken off at a file that cannot be read.
    """
    ended = replace(run, status=status, finished_at=_now())
    row = accounts.of_run(ledger, ended)
    datasets.write_fetches(store, run.run_id, run.started_at.date(), ledger.attempts(run.run_id))
    unanswered = _by_source((problem.source, problem.url) for problem in ledger.problems(run.run_id))
    overran = _by_source(ledger.overruns(run.run_id))
    quality = datasets.assess(store, row, ledger.days_written(run.run_id), checks) if checks else {}
    datasets.write_coverage(store, row, unanswered=unanswered, overran=overran, quality=quality)
    datasets.write_run(store, row)
    ledger.finish_run(ended)
    return row


def _by_source(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for source, url in pairs:
        grouped[source].append(url)
    return grouped


def _close_failed(night: Night) -> None:
    """Close a run that raised, where that can be: on a full disk it cannot, and the next run takes it up."""
    try:
        _close(night.store, night.ledger, night.run, RunStatus.FAILED)
    except StoreError as error:
        tell(Event.RUN_LEFT_OPEN, run=night.run.run_id, detail=str(error))


def _now() -> datetime:
    return datetime.now(UTC)
