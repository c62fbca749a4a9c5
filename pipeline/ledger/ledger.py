"""The ledger's questions and records. One writer at a time: the run that holds the store's lock.

Each method is one transaction; what it does there is in the module of its part.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from pipeline.ledger import (
    backfills,
    discovery,
    documents,
    failures,
    fetching,
    histories,
    loading,
    removal,
    reprocessing,
    reruns,
    revisits,
    runs,
)
from pipeline.ledger import places as places_of
from pipeline.ledger.engine import open_engine, open_for_questions
from pipeline.ledger.histories import Address, CaptureRow, Part, Progress, Standing, TurnedAway
from pipeline.ledger.records import Captured, Claim, Kept, Known, LeftOver, Novelty, Run, Tally
from pipeline.ledger.states import Result
from pipeline.models import (
    Attempt,
    Candidate,
    CaptureRef,
    FetchTask,
    Payload,
    Problem,
    Rejection,
    Response,
    RunStatus,
    Snapshot,
)
from pipeline.reasons import Reason


class Ledger:
    """The open ledger. Use as a context manager; instants given to it are aware.

    Every method may raise `StoreError` when the database cannot be used (the disk is full, the server is gone), and
    those that record something of a URL `StateError` when that cannot happen to it in its state (`TRANSITIONS`).
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> "Ledger":
        """The ledger at a SQLAlchemy address, brought to the present version; see `open_engine` for its errors."""
        return cls(open_engine(url))

    @classmethod
    def consult(cls, url: str) -> "Ledger | None":
        """The ledger for questions only, also while a run writes; None where there is none yet, and none is made.

        Raises `StoreError` as `open` does, and `OutOfDate` for a ledger of an earlier copydesk, which it leaves alone.
        """
        engine = open_for_questions(url)
        return None if engine is None else cls(engine)

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    # --- runs ---

    def begin_run(self, run_id: str, parameters: dict[str, Any], now: datetime) -> Run:
        """A new run. parameters: as JSON has them."""
        run = Run(run_id=run_id, started_at=now, finished_at=None, status=RunStatus.RUNNING, parameters=parameters)
        with self._engine.begin() as connection:
            runs.begin(connection, run)
        return run

    def unfinished_runs(self) -> list[Run]:
        """Runs that were begun and never finished, oldest first: the present one, and those that were killed."""
        with self._engine.connect() as connection:
            return runs.unfinished(connection)

    def finish_run(self, run: Run) -> None:
        """Record how and when a run ended."""
        with self._engine.begin() as connection:
            runs.finish(connection, run)

    def latest_runs(self, limit: int | None = 10) -> list[Run]:
        """The newest runs, newest first; None: all of them."""
        with self._engine.connect() as connection:
            return runs.latest(connection, limit)

    # --- discovery: snapshots, then enlist for each source, then revisit, then carry_over ---

    def snapshots(self, source: str) -> dict[str, Snapshot]:
        """What the source's documents of discovery said when they were last read, by their address."""
        with self._engine.connect() as connection:
            return documents.snapshots(connection, source)

    def record_snapshots(self, run_id: str, source: str, snapshots: Iterable[Snapshot], overran: Iterable[str]) -> None:
        """What documents of discovery say now, in place of what they said before; those not named stay as they are.

        overran: the addresses of those whose list moved on so far that some of it was never seen. Who overran in a run
        stays so in it: discovery that a killed run repeats compares with what it had just read, and finds nothing.
        """
        with self._engine.begin() as connection:
            documents.record_snapshots(connection, run_id, source, snapshots, overran)

    def overruns(self, run_id: str) -> list[tuple[str, str]]:
        """(source, address) of the documents of discovery that overran in a run."""
        with self._engine.connect() as connection:
            return documents.overruns(connection, run_id)

    def record_problems(self, run_id: str, source: str, problems: Sequence[Problem]) -> None:
        """What went wrong in a source's discovery, in place of what an earlier try of the same run said."""
        with self._engine.begin() as connection:
            documents.record_problems(connection, run_id, source, problems)

    def problems(self, run_id: str) -> list[Problem]:
        """What went wrong in a run's discovery, by source and address."""
        with self._engine.connect() as connection:
            return documents.problems(connection, run_id)

    def enlist(
        self,
        run_id: str,
        found: Sequence[Candidate],
        turned_away: Sequence[tuple[Candidate, Rejection]],
        now: datetime,
    ) -> int:
        """Put discovered URLs on the run's worklist and settle those for which there is nothing to do.

        Queued are new URLs, articles that the source says have changed, failed URLs that are due, and those that were
        rejected for a reason that is asked anew each run. Other known articles are `unchanged`. Other rejections stand
        as they are, and so do failures that are not due yet: they are `rejected` in this run too. What is turned away
        is `rejected`, but an article stays one. URLs that are on the run's worklist already are left alone. An address
        of more than `keys.LONGEST` bytes is turned away as `excluded`, under its beginning and a digest.

        Returns how many URLs are new.
        """
        with self._engine.begin() as connection:
            return discovery.enlist(connection, run_id, found, turned_away, now)

    def revisit(self, run_id: str, sources: Iterable[str], now: datetime, days: Sequence[float]) -> int:
        """Queue the sources' articles that are due for a visit; how many that were.

        days: how long after the first capture a visit is due, each once, and up to four hours earlier for the sake of
        runs at the same hour each night. An article that was asked for since then counts as visited. On the worklist it
        may stand as `unchanged` only. At most `REVISITED_AT_MOST` articles a call, and first those of the earliest day;
        the others wait for their next day.
        """
        with self._engine.begin() as connection:
            return revisits.revisit(connection, run_id, sources, now, days)

    def carry_over(self, run_id: str, sources: Iterable[str], now: datetime) -> int:
        """Put on the worklist what earlier runs left to do, and what failed and is due; how many URLs that were.

        At most `CARRIED_AT_MOST`; the others wait for the next run.
        """
        with self._engine.begin() as connection:
            return discovery.carry_over(connection, run_id, sources, now)

    # --- what is done again by hand ---

    def left_over(self, run_ids: Sequence[str], reasons: Collection[Reason | None]) -> list[LeftOver]:
        """The pages that runs rejected for one of the reasons, None among these for pages left undone; in no order.

        run_ids: oldest first; of a page that several of them had to do with, the last one's word counts.
        """
        with self._engine.connect() as connection:
            return reruns.left_over(connection, run_ids, reasons)

    def known_pages(self, addresses: Iterable[str]) -> list[LeftOver]:
        """Those of the addresses that are known, their reason being the present one; in no order."""
        with self._engine.connect() as connection:
            return reruns.known_pages(connection, addresses)

    def sources_asked(self, run_id: str) -> set[str]:
        """The sources whose documents of discovery a run asked for, whatever the answer was."""
        with self._engine.connect() as connection:
            return reruns.sources_asked(connection, run_id)

    def take_up(self, run_id: str, urls: Iterable[str]) -> None:
        """Put known URLs on the run's worklist to be fetched, or transformed from the archive; see `LeftOver.work`.

        Articles, what was taken down, and what is on the worklist already are left alone. Failures before count no
        more: when a page fails again, it has as many tries left as after its first failure.
        """
        with self._engine.begin() as connection:
            reruns.take_up(connection, run_id, urls)

    # --- what somebody else fetched ---

    def novelty(self, run_id: str, url: str, captured_at: datetime, digest: str) -> Novelty:
        """What a capture that somebody else made would be beside what is known of the page.

        What waits to be transformed from the same capture is put on the run's worklist.
        """
        with self._engine.begin() as connection:
            return backfills.novelty(connection, run_id, url, captured_at, digest)

    def bring_in(  # noqa: PLR0913  one capture, as `record_capture` has it
        self,
        run_id: str,
        candidate: Candidate,
        response: Response,
        ref: CaptureRef,
        now: datetime,
        *,
        digest: str,
        same_as: Payload | None = None,
    ) -> None:
        """A page's bytes, fetched by somebody else at `response.fetched_at`, are in the archive: to be transformed.

        For captures whose `novelty` is wanted. A page that is no article yet counts as first captured then, where that
        is earlier than what is known; `now` is when a new URL is first seen. See `record_capture` for the rest.
        """
        with self._engine.begin() as connection:
            backfills.bring_in(connection, run_id, candidate, response, ref, now, digest, same_as)

    def begin_revisits(self, sources: Iterable[str], now: datetime) -> None:
        """Follow the schedule of revisits from now on, of sources for which nobody has: of what is older, only the
        steps still to come are due."""
        with self._engine.begin() as connection:
            revisits.begin(connection, sources, now)

    # --- fetching ---

    def to_fetch(self, run_id: str) -> list[FetchTask]:
        """What is left to fetch: first what was never captured, each in the order of discovery.

        With validators where the article's bytes are in the archive, but not after `CONDITIONAL_IN_A_ROW` answers in a
        row that it is not modified.
        """
        with self._engine.connect() as connection:
            return fetching.to_fetch(connection, run_id)

    def record_attempts(self, run_id: str, attempts: Sequence[Attempt]) -> None:
        """Requests that were made for no page of the worklist: those of discovery."""
        with self._engine.begin() as connection:
            fetching.add_attempts(connection, run_id, attempts)

    def payload(self, digest: str) -> Payload | None:
        """The earliest response in the archive with this payload digest (`sha1:` and Base32), None without one."""
        with self._engine.connect() as connection:
            return fetching.payload(connection, digest)

    def record_capture(  # noqa: PLR0913  one capture, as fetcher and archive know it
        self,
        run_id: str,
        task: FetchTask,
        response: Response,
        ref: CaptureRef,
        attempts: Sequence[Attempt],
        *,
        digest: str,
        same_as: Payload | None = None,
    ) -> None:
        """The page's bytes are in the archive.

        ref: where the new record lies. digest: of the body, as `payload` takes it. same_as: where its bytes lie when
        the new record is a revisit record, which has none.
        """
        with self._engine.begin() as connection:
            fetching.add_attempts(connection, run_id, attempts)
            fetching.record_capture(connection, run_id, task, response, ref, digest, same_as)

    def record_not_modified(self, run_id: str, task: FetchTask, now: datetime, attempts: Sequence[Attempt]) -> None:
        """The server says that the page is as we have it: `unchanged` in this run."""
        with self._engine.begin() as connection:
            fetching.add_attempts(connection, run_id, attempts)
            fetching.record_not_modified(connection, run_id, task, now)

    def record_rejection(  # noqa: PLR0913  # one rejection, as fetcher and transform know it
        self,
        run_id: str,
        url: str,
        rejection: Rejection,
        now: datetime,
        attempts: Sequence[Attempt] = (),
        *,
        duplicate_of: str | None = None,
        asked: bool = True,
    ) -> None:
        """The URL is no article, for good or until a later run tries again (`Reason.retry`).

        When the pauses of its reason are used up by so many failing runs in a row, it is rejected for good. An article
        whose visit is refused for a reason that is asked anew, or whose new version is kept aside, stays one; in this
        run it is `rejected`.
        duplicate_of: the article_id of which it is a copy. asked: whether a request was made for it. A page that was
        brought in keeps the tries that it had; a new one is tried when discovery meets it.
        """
        with self._engine.begin() as connection:
            fetching.add_attempts(connection, run_id, attempts)
            failures.reject(connection, run_id, url, rejection, now, duplicate_of, asked=asked)

    def capture_end(self, file: str) -> int:
        """The byte after the last capture that the ledger knows in an archive file; 0 when it knows none."""
        with self._engine.connect() as connection:
            return fetching.capture_end(connection, file)

    # --- transform and load ---

    def to_transform(self, run_id: str) -> list[Captured]:
        """What is in the archive and not yet an article or a rejection, in the order of its bytes."""
        with self._engine.connect() as connection:
            return loading.to_transform(connection, run_id)

    def claim(self, wanted: Iterable[tuple[str, str, date]]) -> dict[str, Claim]:
        """Let each (article_id, url, day) stand for its article if no other URL does yet; who stands for each now.

        Claimed before the datasets are written, so that a repeated load puts a row where the first one did.
        """
        with self._engine.begin() as connection:
            return loading.claim(connection, wanted)

    def record_articles(self, run_id: str, settled: Iterable[tuple[str, str, Result]]) -> None:
        """Each (url, article_id, result) is in the datasets; a result is written, revised or unchanged."""
        with self._engine.begin() as connection:
            loading.record_articles(connection, run_id, settled)

    # --- keeping: takedowns, and archive files that are merged or deleted ---

    def known_at(self, addresses: Collection[str]) -> list[Known]:
        """The URLs that are one of the addresses, or led to one when they were last fetched."""
        with self._engine.connect() as connection:
            return removal.known_at(connection, addresses)

    def known_of(self, article_ids: Collection[str]) -> list[Known]:
        """The URLs that became one of the articles, stand for one, or are a copy of one."""
        with self._engine.connect() as connection:
            return removal.known_of(connection, article_ids)

    def captures_at(self, addresses: Collection[str]) -> list[Kept]:
        """Every record of the archive that is of a request for one of the addresses, or that was led to one."""
        with self._engine.connect() as connection:
            return removal.captures_at(connection, addresses)

    def bodies(self, digests: Collection[str]) -> list[Kept]:
        """Every record of the archive that holds a body of one of these digests."""
        with self._engine.connect() as connection:
            return removal.bodies(connection, digests)

    def take_down(self, addresses: Mapping[str, str], article_ids: Collection[str], detail: str, now: datetime) -> None:
        """Reject addresses for good as `taken_down`, those that were never seen too; may be repeated.

        addresses: each with its source. The attempts at them, and who stands for the articles, are forgotten; in runs
        that are not finished they are `rejected`. What lies in the archive is for `forget`.
        """
        with self._engine.begin() as connection:
            removal.take_down(connection, addresses, article_ids, detail, now)

    def fetched_in_vain(self, run_id: str) -> list[str]:
        """The URLs that a run fetched and that turned out to be articles which were taken down."""
        with self._engine.connect() as connection:
            return removal.fetched_in_vain(connection, run_id)

    def forget(self, places: Iterable[tuple[str, int]]) -> None:
        """The records at these (file, offset) of the archive are gone: their bodies are offered to nobody.

        A page that waits to be transformed from one is to be fetched again.
        """
        with self._engine.begin() as connection:
            places_of.forget(connection, places)

    def forget_file(self, file: str) -> None:
        """`forget` every record of an archive file."""
        with self._engine.begin() as connection:
            places_of.forget_file(connection, file)

    def move_captures(self, bases: Mapping[str, int], target: str) -> None:
        """Archive files are parts of `target` now. bases: the byte of it at which each begins; may be repeated."""
        with self._engine.begin() as connection:
            places_of.move(connection, bases, target)

    def needed_since(self, file: str, since: datetime) -> bool | None:
        """Whether an archive file has a capture of `since` or later, or a body that such a capture refers to.

        None when the ledger knows no capture in it.
        """
        with self._engine.connect() as connection:
            return places_of.needed_since(connection, file, since)

    # --- reprocessing ---

    def history(self, sources: Collection[str] | None, since: date | None) -> reprocessing.History:
        """What was captured of the URLs of some sources, first on that day (UTC) or later, and what they are now."""
        with self._engine.connect() as connection:
            return reprocessing.history(connection, sources, since)

    def follow(self, findings: reprocessing.Findings) -> None:
        """Bring URLs and claims to what reprocessing found of them; may be repeated."""
        with self._engine.begin() as connection:
            reprocessing.follow(connection, findings)

    # --- accounting ---

    def tally(self, run_id: str) -> list[Tally]:
        """The worklist counted by source, result and reason."""
        with self._engine.connect() as connection:
            return runs.tally(connection, run_id)

    def days_written(self, run_id: str) -> list[date]:
        """The days whose partitions hold the articles that a run wrote or revised, ascending."""
        with self._engine.connect() as connection:
            return runs.days_written(connection, run_id)

    def attempts(self, run_id: str) -> list[Attempt]:
        """Every request of a run, in order."""
        with self._engine.connect() as connection:
            return runs.attempts(connection, run_id)

    # --- histories: a run so far, and one URL in all runs ---

    def progress(self, run_id: str) -> Progress:
        """How far a run is."""
        with self._engine.connect() as connection:
            return histories.progress(connection, run_id)

    def turned_away(self, run_id: str, reasons: Collection[Reason], sources: Collection[str] = ()) -> list[TurnedAway]:
        """The URLs that became no article in a run for one of these reasons, by source, reason and URL.

        sources: empty for all.
        """
        with self._engine.connect() as connection:
            return histories.turned_away(connection, run_id, reasons, sources)

    def addresses(self, known: Collection[str]) -> list[Address]:
        """What is known of the URLs that are one of these addresses, or led to one when they were last fetched."""
        with self._engine.connect() as connection:
            return histories.addresses(connection, known)

    def addresses_of(self, article_ids: Collection[str]) -> list[Address]:
        """What is known of the URLs that stand for one of the articles, or are a copy of one."""
        with self._engine.connect() as connection:
            return histories.addresses_of(connection, article_ids)

    def parts(self, url: str) -> list[Part]:
        """The runs that were answerable for a URL, oldest first."""
        with self._engine.connect() as connection:
            return histories.parts(connection, url)

    def requests_for(self, url: str) -> list[tuple[str, Attempt]]:
        """(run_id, request) of every request for a URL, oldest first."""
        with self._engine.connect() as connection:
            return histories.requests_for(connection, url)

    def last_request(self, url: str) -> Attempt | None:
        """The last request for an address, such as a feed's."""
        with self._engine.connect() as connection:
            return histories.last_request(connection, url)

    def captures_of(self, url: str) -> list[CaptureRow]:
        """The records of the archive that are of a URL, oldest first."""
        with self._engine.connect() as connection:
            return histories.captures_of(connection, url)

    def capture_at(self, file: str, offset: int) -> CaptureRow | None:
        """The record of the archive that begins at a place; None when the ledger knows none there."""
        with self._engine.connect() as connection:
            return histories.capture_at(connection, file, offset)

    def standing(self, article_ids: Collection[str]) -> list[Standing]:
        """Which URL stands for each of the articles, and where its row lies; those that are no article are left out."""
        with self._engine.connect() as connection:
            return [*histories.standing(connection, article_ids)]
