"""The ledger's questions and records. One writer at a time: the run that holds the store's lock."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, delete, func, insert, select, update

from pipeline.ledger import tables, work
from pipeline.ledger.engine import open_engine
from pipeline.ledger.records import Captured, Claim, Run, Tally
from pipeline.ledger.states import Result, State
from pipeline.models import (
    Attempt,
    Candidate,
    CaptureRef,
    FetchTask,
    Problem,
    Rejection,
    Response,
    RunStatus,
    Validators,
)
from pipeline.reasons import Reason


class Ledger:
    """The open ledger. Use as a context manager; instants given to it are aware."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> "Ledger":
        """The ledger at a SQLAlchemy address; see `open_engine` for its errors."""
        return cls(open_engine(url))

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    # --- runs ---

    def begin_run(self, run_id: str, parameters: dict[str, Any], now: datetime) -> Run:
        run = Run(run_id=run_id, started_at=now, finished_at=None, status=RunStatus.RUNNING, parameters=parameters)
        with self._engine.begin() as connection:
            connection.execute(insert(tables.runs).values(**asdict(run)))
        return run

    def unfinished_runs(self) -> list[Run]:
        """Runs that were begun and never finished, oldest first: the present one, and those that were killed."""
        runs = tables.runs
        with self._engine.connect() as connection:
            query = select(runs).where(runs.c.status == RunStatus.RUNNING).order_by(runs.c.started_at)
            return [_run(row) for row in connection.execute(query)]

    def finish_run(self, run: Run) -> None:
        """Record how and when a run ended."""
        runs = tables.runs
        ended = {"status": run.status, "finished_at": run.finished_at}
        with self._engine.begin() as connection:
            connection.execute(update(runs).where(runs.c.run_id == run.run_id).values(**ended))

    def latest_runs(self, limit: int = 10) -> list[Run]:
        """The newest runs, newest first."""
        runs = tables.runs
        with self._engine.connect() as connection:
            rows = connection.execute(select(runs).order_by(runs.c.started_at.desc()).limit(limit)).all()
        return [_run(row) for row in rows]

    # --- discovery ---

    def enlist(
        self,
        run_id: str,
        found: Sequence[Candidate],
        turned_away: Sequence[tuple[Candidate, Rejection]],
        now: datetime,
    ) -> None:
        """Put discovered URLs on the run's worklist and settle those for which there is nothing to do.

        New URLs are queued; so are articles that the source says have changed, and URLs whose rejection can be asked
        again for nothing. Known articles are `unchanged`, other rejections stand as they are.
        """
        rejections = {candidate.url: rejection for candidate, rejection in turned_away}
        candidates = {c.url: c for c in (*(candidate for candidate, _ in turned_away), *found)}
        with self._engine.begin() as connection:
            listed = work.existing(connection, tables.worklist, candidates, tables.worklist.c.run_id == run_id)
            known = work.existing(connection, tables.urls, candidates)
            for url, candidate in candidates.items():
                if url in listed:
                    continue
                row = known.get(url)
                if row is None:
                    connection.execute(insert(tables.urls).values(**work.new_url(candidate, now)))
                work.put_on_list(connection, run_id, url, candidate.source if row is None else row.source)
                if url in rejections:
                    work.reject(connection, run_id, url, rejections[url])
                elif row is not None:
                    work.take_up(connection, run_id, row, candidate)

    def record_problems(self, run_id: str, source: str, problems: Sequence[Problem]) -> None:
        """What went wrong in a source's discovery, in place of what an earlier try of the same run said."""
        table = tables.problems
        with self._engine.begin() as connection:
            connection.execute(delete(table).where(table.c.run_id == run_id, table.c.source == source))
            if problems:
                connection.execute(insert(table), [{**asdict(problem), "run_id": run_id} for problem in problems])

    def problems(self, run_id: str) -> list[Problem]:
        table = tables.problems
        query = select(table).where(table.c.run_id == run_id).order_by(table.c.source, table.c.url)
        with self._engine.connect() as connection:
            return [
                Problem(source=row.source, url=row.url, reason=Reason(row.reason), detail=row.detail)
                for row in connection.execute(query)
            ]

    def carry_over(self, run_id: str, sources: Iterable[str]) -> int:
        """Put what earlier runs left unfinished on the worklist; how many URLs that were."""
        urls, worklist = tables.urls, tables.worklist
        unfinished = (State.QUEUED, State.FETCHED, State.FAILED)
        listed = select(worklist.c.url).where(worklist.c.run_id == run_id)
        with self._engine.begin() as connection:
            rows = connection.execute(
                select(urls).where(
                    urls.c.state.in_(unfinished), urls.c.source.in_([*sources]), urls.c.url.not_in(listed)
                )
            ).all()
            for row in rows:
                work.put_on_list(connection, run_id, row.url, row.source)
                work.take_up(connection, run_id, row, None)
        return len(rows)

    # --- fetching ---

    def to_fetch(self, run_id: str) -> list[FetchTask]:
        """What is left to fetch, in the order of discovery; with validators where the bytes are in the archive."""
        with self._engine.connect() as connection:
            return [_fetch_task(row) for row in connection.execute(work.open_work(run_id, State.QUEUED))]

    def record_attempts(self, run_id: str, attempts: Sequence[Attempt]) -> None:
        with self._engine.begin() as connection:
            work.add_attempts(connection, run_id, attempts)

    def record_capture(
        self, run_id: str, task: FetchTask, response: Response, ref: CaptureRef, attempts: Sequence[Attempt]
    ) -> None:
        """The page's bytes are in the archive."""
        urls = tables.urls
        with self._engine.begin() as connection:
            work.add_attempts(connection, run_id, attempts)
            connection.execute(
                update(urls)
                .where(urls.c.url == task.url)
                .values(
                    state=State.FETCHED,
                    reason=None,
                    detail="",
                    final_url=response.final_url,
                    modified_fetched=urls.c.modified,
                    etag=response.validators.etag,
                    last_modified=response.validators.last_modified,
                    capture_file=ref.file,
                    capture_offset=ref.offset,
                    capture_length=ref.length,
                    captured_at=response.fetched_at,
                    first_captured_at=func.coalesce(urls.c.first_captured_at, response.fetched_at),
                )
            )

    def record_not_modified(self, run_id: str, task: FetchTask, attempts: Sequence[Attempt]) -> None:
        """The server says that the page is as we have it."""
        urls = tables.urls
        with self._engine.begin() as connection:
            work.add_attempts(connection, run_id, attempts)
            connection.execute(
                update(urls).where(urls.c.url == task.url).values(state=State.WRITTEN, modified_fetched=urls.c.modified)
            )
            work.settle(connection, run_id, task.url, Result.UNCHANGED)

    def record_rejection(self, run_id: str, url: str, rejection: Rejection, attempts: Sequence[Attempt] = ()) -> None:
        """The URL is no article, for good or until a later run tries again (`Reason.retry`)."""
        with self._engine.begin() as connection:
            work.add_attempts(connection, run_id, attempts)
            work.reject(connection, run_id, url, rejection)

    def capture_end(self, file: str) -> int:
        """The byte after the last capture that the ledger knows in an archive file; 0 when it knows none."""
        urls = tables.urls
        query = select(func.max(urls.c.capture_offset + urls.c.capture_length)).where(urls.c.capture_file == file)
        with self._engine.connect() as connection:
            return int(connection.scalar(query) or 0)

    # --- transform and load ---

    def to_transform(self, run_id: str) -> list[Captured]:
        """What is in the archive and not yet an article or a rejection, in the order of its bytes."""
        with self._engine.connect() as connection:
            rows = connection.execute(work.open_work(run_id, State.FETCHED)).all()
        return sorted((_captured(row) for row in rows), key=lambda c: (c.ref.file, c.ref.offset))

    def claim(self, wanted: Iterable[tuple[str, str, date]]) -> dict[str, Claim]:
        """Let each (article_id, url, day) stand for its article if no other URL does yet; who stands for each now.

        Claimed before the datasets are written, so that a repeated load puts a row where the first one did.
        """
        articles = tables.articles
        claims: dict[str, Claim] = {}
        with self._engine.begin() as connection:
            for article_id, url, day in wanted:
                row = connection.execute(select(articles).where(articles.c.article_id == article_id)).first()
                if row is None:
                    connection.execute(insert(articles).values(article_id=article_id, url=url, date=day))
                claims[article_id] = Claim(url=row.url if row else url, date=row.date if row else day)
        return claims

    def record_articles(self, run_id: str, settled: Iterable[tuple[str, str, Result]]) -> None:
        """Each (url, article_id, result) is in the datasets; a result is written, revised or unchanged."""
        urls = tables.urls
        with self._engine.begin() as connection:
            for url, article_id, result in settled:
                values = {"state": State.WRITTEN, "article_id": article_id, "reason": None, "detail": ""}
                connection.execute(update(urls).where(urls.c.url == url).values(**values))
                work.settle(connection, run_id, url, result)

    # --- accounting ---

    def tally(self, run_id: str) -> list[Tally]:
        """The worklist counted by source, result and reason."""
        listed = tables.worklist.c
        keys = (listed.source, listed.result, listed.reason)
        query = select(*keys, func.count()).where(listed.run_id == run_id).group_by(*keys).order_by(*keys)
        with self._engine.connect() as connection:
            return [
                Tally(
                    source=source,
                    result=Result(result) if result else None,
                    reason=Reason(reason) if reason else None,
                    count=count,
                )
                for source, result, reason, count in connection.execute(query)
            ]

    def attempts(self, run_id: str) -> list[Attempt]:
        """Every request of a run, in order."""
        table = tables.attempts
        query = select(table).where(table.c.run_id == run_id).order_by(table.c.id)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return [Attempt(**{key: row[key] for key in Attempt.__dataclass_fields__}) for row in rows]


def _run(row: Any) -> Run:
    return Run(
        run_id=row.run_id,
        started_at=row.started_at,
        finished_at=row.finished_at,
        status=RunStatus(row.status),
        parameters=row.parameters,
    )


def _fetch_task(row: Any) -> FetchTask:
    have = row.article_id is not None and (row.etag or row.last_modified)
    validators = Validators(etag=row.etag, last_modified=row.last_modified) if have else None
    return FetchTask(url=row.url, source=row.source, validators=validators)


def _captured(row: Any) -> Captured:
    return Captured(
        url=row.url,
        final_url=row.final_url,
        source=row.source,
        ref=CaptureRef(file=row.capture_file, offset=row.capture_offset, length=row.capture_length),
        first_captured_at=row.first_captured_at,
        captured_at=row.captured_at,
    )
