"""Runs: when they began, how they ended, and their numbers."""

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from pipeline.ledger import tables
from pipeline.ledger.records import Run, Tally
from pipeline.ledger.states import Result
from pipeline.models import Attempt, RunStatus
from pipeline.reasons import Reason

_ATTEMPT = tuple(Attempt.__dataclass_fields__)


def begin(connection: Connection, run: Run) -> None:
    connection.execute(insert(tables.runs).values(**asdict(run)))


def finish(connection: Connection, run: Run) -> None:
    runs = tables.runs
    ended = {"status": run.status, "finished_at": run.finished_at}
    connection.execute(update(runs).where(runs.c.run_id == run.run_id).values(**ended))


def unfinished(connection: Connection) -> list[Run]:
    runs = tables.runs
    query = select(runs).where(runs.c.status == RunStatus.RUNNING).order_by(runs.c.started_at)
    return [_run(row) for row in connection.execute(query)]


def latest(connection: Connection, limit: int | None) -> list[Run]:
    runs = tables.runs
    return [_run(row) for row in connection.execute(select(runs).order_by(runs.c.started_at.desc()).limit(limit))]


def every(connection: Connection) -> list[Run]:
    return [_run(row) for row in connection.execute(select(tables.runs))]


def _run(row: Any) -> Run:
    return Run(
        run_id=row.run_id,
        started_at=row.started_at,
        finished_at=row.finished_at,
        status=RunStatus(row.status),
        parameters=row.parameters,
    )


def tally(connection: Connection, run_id: str) -> list[Tally]:
    listed = tables.worklist.c
    keys = (listed.source, listed.result, listed.reason)
    query = select(*keys, func.count()).where(listed.run_id == run_id).group_by(*keys).order_by(*keys)
    return [
        Tally(
            source=source,
            result=Result(result) if result else None,
            reason=Reason(reason) if reason else None,
            count=count,
        )
        for source, result, reason, count in connection.execute(query)
    ]


def days_written(connection: Connection, run_id: str) -> list[date]:
    work, urls, articles = tables.worklist, tables.urls, tables.articles
    joined = work.join(urls, urls.c.url == work.c.url).join(articles, articles.c.article_id == urls.c.article_id)
    written = work.c.result.in_([Result.WRITTEN, Result.REVISED])
    query = select(articles.c.date).distinct().select_from(joined).where(work.c.run_id == run_id, written)
    return sorted(connection.scalars(query))


def attempts(connection: Connection, run_id: str) -> list[Attempt]:
    table = tables.attempts
    columns = [table.c[name] for name in _ATTEMPT]
    query = select(*columns).where(table.c.run_id == run_id).order_by(table.c.id)
    return [Attempt(**dict(zip(_ATTEMPT, row, strict=True))) for row in connection.execute(query)]


def attempt_of(row: Any) -> Attempt:
    """A row of `attempts`."""
    return Attempt(**{name: getattr(row, name) for name in _ATTEMPT})
