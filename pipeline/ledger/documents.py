"""What is remembered of discovery's documents: feeds, sitemaps, listings and API answers."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from pipeline.ledger import tables
from pipeline.ledger.chunks import chunks
from pipeline.ledger.keys import key_of
from pipeline.models import Entry, Problem, Snapshot, Validators
from pipeline.reasons import Reason


def record_problems(connection: Connection, run_id: str, source: str, problems: Sequence[Problem]) -> None:
    table = tables.problems
    connection.execute(delete(table).where(table.c.run_id == run_id, table.c.source == source))
    if problems:
        rows = {(key := key_of(problem.url)): {**asdict(problem), "url": key, "run_id": run_id} for problem in problems}
        connection.execute(insert(table), [*rows.values()])


def problems(connection: Connection, run_id: str) -> list[Problem]:
    table = tables.problems
    query = select(table).where(table.c.run_id == run_id).order_by(table.c.source, table.c.url)
    return [
        Problem(source=row.source, url=row.url, reason=Reason(row.reason), detail=row.detail)
        for row in connection.execute(query)
    ]


def snapshots(connection: Connection, source: str) -> dict[str, Snapshot]:
    table = tables.snapshots
    return {row.url: _snapshot(row) for row in connection.execute(select(table).where(table.c.source == source))}


def record_snapshots(
    connection: Connection, run_id: str, source: str, snapshots: Iterable[Snapshot], overran: Iterable[str]
) -> None:
    rows = {key_of(snapshot.url): _row(snapshot) for snapshot in snapshots}
    _replace(connection, tables.snapshots, {"source": source}, [*rows.values()])
    _replace(
        connection,
        tables.overruns,
        {"run_id": run_id, "source": source},
        [{"url": url} for url in {*map(key_of, overran)}],
    )


def overruns(connection: Connection, run_id: str) -> list[tuple[str, str]]:
    table = tables.overruns
    query = select(table.c.source, table.c.url).where(table.c.run_id == run_id).order_by(table.c.source, table.c.url)
    return [(row.source, row.url) for row in connection.execute(query)]


def _replace(connection: Connection, table: Table, of: dict[str, str], rows: Sequence[dict[str, Any]]) -> None:
    """Put rows in the place of those with the same URL."""
    if not rows:
        return
    same = [table.c[name] == value for name, value in of.items()]
    for chunk in chunks(row["url"] for row in rows):
        connection.execute(delete(table).where(*same, table.c.url.in_(chunk)))
    connection.execute(insert(table), [{**of, **row} for row in rows])


def _row(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "url": key_of(snapshot.url),
        "entries": [[entry.url, entry.published, entry.modified] for entry in snapshot.entries],
        "conditional": snapshot.conditional,
        "etag": snapshot.validators.etag,
        "last_modified": snapshot.validators.last_modified,
    }


def _snapshot(row: Any) -> Snapshot:
    entries = (Entry(url=url, published=published, modified=modified) for url, published, modified in row.entries)
    return Snapshot(
        url=row.url,
        entries=tuple(entries),
        validators=Validators(etag=row.etag, last_modified=row.last_modified),
        conditional=row.conditional,
    )
