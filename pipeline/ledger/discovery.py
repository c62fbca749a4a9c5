"""What discovery found onto a run's worklist, and what earlier runs left to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, union_all

from pipeline.ledger import tables
from pipeline.ledger.chunks import rows_of
from pipeline.ledger.keys import key_of
from pipeline.ledger.moves import move_all
from pipeline.ledger.states import Event, Result, State, after
from pipeline.ledger.worklist import on_list, put_on_list, results_of
from pipeline.models import Candidate, Rejection
from pipeline.reasons import Reason

CARRIED_AT_MOST = 100_000
"""URLs that a run takes over from earlier ones; what is more waits for the run after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What a known URL needs when it is found again.

    event, values: what happens to it and is recorded of it; None when its state stays. result: None for work to do.
    """

    event: Event | None = None
    values: dict[str, Any] = field(default_factory=dict)
    result: Result | None = None
    reason: str | None = None


def enlist(
    connection: Connection,
    run_id: str,
    found: Sequence[Candidate],
    turned_away: Sequence[tuple[Candidate, Rejection]],
    now: datetime,
) -> int:
    candidates, rejections = _by_key(found, turned_away)
    known = _known(connection, candidates)
    listed = results_of(connection, run_id, known)
    again = [(candidates[url], row) for url, row in known.items() if url not in listed]
    new = [candidate for url, candidate in candidates.items() if url not in known]
    _enlist_new(connection, run_id, new, rejections, now)
    _enlist_known(connection, run_id, again, rejections, now)
    return len(new)


def carry_over(connection: Connection, run_id: str, sources: Iterable[str], now: datetime) -> int:
    urls, listed = tables.urls, {*on_list(connection, run_id)}
    of_sources = select(urls.c.url, urls.c.source, urls.c.state).where(urls.c.source.in_([*sources]))
    # a query for each state, by the index on states: for one with OR or IN, databases may choose to read all they know
    unfinished = (of_sources.where(urls.c.state == state) for state in (State.QUEUED, State.FETCHED))
    due = of_sources.where(urls.c.state == State.FAILED, urls.c.next_try_at <= now)
    rows = connection.execute(union_all(*unfinished, due).limit(CARRIED_AT_MOST + len(listed)))
    left = [row for row in rows if row.url not in listed][:CARRIED_AT_MOST]
    put_on_list(connection, run_id, [{"url": row.url, "source": row.source} for row in left])
    move_all(connection, Event.TAKEN_UP, [{"moved": row.url} for row in left if row.state == State.FAILED])
    return len(left)


def _by_key(
    found: Sequence[Candidate], turned_away: Sequence[tuple[Candidate, Rejection]]
) -> tuple[dict[str, Candidate], dict[str, Rejection]]:
    """What was found and why it was turned away, by address; an address that is too long to be a key is turned away."""
    rejections = {candidate.url: rejection for candidate, rejection in turned_away}
    candidates: dict[str, Candidate] = {}
    for candidate in (*(candidate for candidate, _ in turned_away), *found):
        key = key_of(candidate.url)
        if key != candidate.url:
            detail = f"an address of {len(candidate.url)} characters"
            rejections[key] = Rejection(reason=Reason.EXCLUDED, detail=detail)
        candidates[key] = replace(candidate, url=key)
    return candidates, rejections


def _known(connection: Connection, urls: Iterable[str]) -> dict[str, Any]:
    known = tables.urls.c
    query = select(
        known.url, known.source, known.state, known.reason, known.next_try_at, known.modified, known.modified_fetched
    )
    return {row.url: row for row in rows_of(connection, query, known.url, urls)}


def _enlist_new(
    connection: Connection,
    run_id: str,
    candidates: Sequence[Candidate],
    rejections: dict[str, Rejection],
    now: datetime,
) -> None:
    if not candidates:
        return
    turned_away = after(State.QUEUED, Event.TURNED_AWAY)
    urls, entries = [], []
    for candidate in candidates:
        rejection = rejections.get(candidate.url)
        urls.append(
            {
                "url": candidate.url,
                "source": candidate.source,
                "found_by": candidate.found_by,
                "first_seen_at": now,
                "state": turned_away if rejection else State.QUEUED,
                "reason": rejection and rejection.reason,
                "detail": rejection.detail if rejection else "",
                "modified": candidate.modified,
            }
        )
        plan = _Plan(result=Result.REJECTED, reason=rejection.reason) if rejection else _Plan()
        entries.append(_entry(candidate.url, candidate.source, plan))
    connection.execute(insert(tables.urls), urls)
    put_on_list(connection, run_id, entries)


def _enlist_known(
    connection: Connection,
    run_id: str,
    candidates: Sequence[tuple[Candidate, Any]],
    rejections: dict[str, Rejection],
    now: datetime,
) -> None:
    entries: list[dict[str, Any]] = []
    moves: dict[Event, list[dict[str, Any]]] = {}
    for candidate, row in candidates:
        rejection = rejections.get(candidate.url)
        plan = _taken_up(row, candidate, now) if rejection is None else _turned_away(row, rejection)
        entries.append(_entry(candidate.url, row.source, plan))
        if plan.event is not None:
            moves.setdefault(plan.event, []).append({"moved": candidate.url, **plan.values})
    put_on_list(connection, run_id, entries)
    for event, rows in moves.items():
        move_all(connection, event, rows)


def _entry(url: str, source: str, plan: _Plan) -> dict[str, Any]:
    return {"url": url, "source": source, "result": plan.result, "reason": plan.reason}


def _turned_away(row: Any, rejection: Rejection) -> _Plan:
    if row.reason == Reason.TAKEN_DOWN:  # a filter's no, which is asked anew, must not take the place of this one
        return _Plan(result=Result.REJECTED, reason=row.reason)
    settled = _Plan(result=Result.REJECTED, reason=rejection.reason)
    if after(State(row.state), Event.TURNED_AWAY) is not State.REJECTED:
        return settled
    values = {"reason": rejection.reason, "detail": rejection.detail}
    return replace(settled, event=Event.TURNED_AWAY, values=values)


def _taken_up(row: Any, candidate: Candidate, now: datetime) -> _Plan:
    taken_up = _Plan(event=Event.TAKEN_UP, values={"modified": candidate.modified or row.modified})
    match State(row.state):
        case State.QUEUED:
            return taken_up
        case State.FETCHED:
            return _Plan()
        case State.WRITTEN:
            return taken_up if _changed(candidate.modified, row.modified_fetched) else _Plan(result=Result.UNCHANGED)
        case State.FAILED:
            again = row.next_try_at is None or row.next_try_at <= now
        case State.REJECTED:
            again = Reason(row.reason).retry.anew
    return taken_up if again else _Plan(result=Result.REJECTED, reason=row.reason)


def _changed(modified: str | None, known: str | None) -> bool:
    """Whether a page changed since `known`; another document's older date for the same page is no change."""
    if modified is None:
        return False
    if known is None:
        return True
    try:
        return datetime.fromisoformat(modified) > datetime.fromisoformat(known)
    except (ValueError, TypeError):  # not ISO 8601, or only one of the two has an offset
        return modified != known
