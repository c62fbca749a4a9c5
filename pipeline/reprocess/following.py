"""What the ledger has to follow of what reprocessing found. Pure.

A URL's state follows its last capture where that is what decided it: not where a later request failed, nor where a run
is at it. What article it became follows in any case.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from pipeline.ledger import Event, Findings, Move, Remembered, State
from pipeline.reprocess.records import Rebuilt, Verdict
from pipeline.reprocess.selection import Selection

_UNDER_WAY = {State.QUEUED, State.FETCHED}
_AN_ARTICLE: dict[str, Any] = {
    "reason": None, "detail": "", "failures": 0, "next_try_at": None, "duplicate_of": None,
}  # fmt: skip


def findings(selection: Selection, rebuilt: Rebuilt) -> Findings:
    """All that the ledger has otherwise."""
    moves = (move_of(url, rebuilt.verdicts[url.url]) for url in selection.rebuilt.values())
    standing, claims = selection.claims, rebuilt.claims
    return Findings(
        moves=[move for move in moves if move is not None],
        unclaimed=[key for key, claim in standing.items() if claims.get(key) != claim],
        claims={key: claim for key, claim in claims.items() if standing.get(key) != claim},
    )


def move_of(url: Remembered, verdict: Verdict) -> Move | None:
    """What changes of a URL; None when all of it is as it was."""
    followed = {} if verdict.article_id == url.article_id else {"article_id": verdict.article_id}
    event, values = _decided(url, verdict) if _is_decided_by_its_page(url) else (None, {})
    if event is None and not followed:
        return None
    return Move(url=url.url, event=event, values={**values, **followed})


def _is_decided_by_its_page(url: Remembered) -> bool:
    """What costs nothing to ask anew, such as a filter, turns away what is no article, and would have spared one."""
    if url.state in _UNDER_WAY:
        return False
    return not url.by_request or (url.reason is not None and url.reason.retry.anew)


def _decided(url: Remembered, verdict: Verdict) -> tuple[Event | None, dict[str, Any]]:
    rejection = verdict.rejection
    if rejection is None:
        return (None, {}) if url.state is State.WRITTEN else (Event.REBUILT, _AN_ARTICLE)
    if url.reason is not None and url.reason.retry.anew:
        return None, {}
    told = (rejection.reason, rejection.detail, verdict.duplicate_of)
    if url.state is not State.WRITTEN and told == (url.reason, url.detail, url.duplicate_of):
        return None, {}
    said = dict(zip(("reason", "detail", "duplicate_of"), told, strict=True))
    pauses = rejection.reason.retry.later
    if not pauses:
        return Event.DISMISSED, {**said, **_no_validators(url), "next_try_at": None}
    if url.reason is not None and url.reason.retry.later:  # it goes on to be asked for, or not, as before
        return (Event.PUT_OFF if url.state is State.FAILED else Event.DISMISSED), said
    return Event.PUT_OFF, {**said, **_no_validators(url), "failures": 1, "next_try_at": _due(url, pauses)}


def _no_validators(url: Remembered) -> dict[str, Any]:
    """What was fetched is no article: «not modified since» would be about whatever stands in its place."""
    return {"etag": None, "last_modified": None} if url.state is State.WRITTEN else {}


def _due(url: Remembered, pauses: Collection[timedelta]) -> Any:
    return url.first_captured_at + next(iter(pauses))
