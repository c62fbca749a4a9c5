"""Rebuilt datasets put in the place of those that stand, all or nothing.

Until the journal is there nothing has changed; from then on whoever comes next goes on to the end. Days are replaced
first, then copies are found anew among what changed, then the ledger follows. The journal says when the days are done:
to replace them a second time would undo the clusters.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from pipeline import load as datasets
from pipeline.keeping.blanking import blank_captures
from pipeline.keeping.desk import Keeping
from pipeline.ledger import Claim, Event, Findings, Move
from pipeline.load import Prepared
from pipeline.storage import Store

_JOURNAL = ".keeping/promotion.json"
_INSTANTS = ("next_try_at",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    """What is to be done. prepared: the days. findings: for the ledger. window_days: of copies, 0 for none.

    in_vain: URLs that turned out to lead to articles which were taken down. summary: the file that is told when it is
    done. in_place: whether the days are done.
    """

    prepared: Prepared
    findings: Findings
    window_days: int
    in_vain: tuple[str, ...]
    summary: str
    now: datetime
    in_place: bool = False


def promote(keeping: Keeping, promotion: Promotion) -> None:
    """Carry out a promotion. A kill at any moment leaves what `finish_promotion` completes, or nothing done."""
    _note(keeping.store, promotion)
    finish_promotion(keeping)


def finish_promotion(keeping: Keeping) -> None:
    """Carry out the promotion that is under way, if there is one."""
    store, ledger = keeping.store, keeping.ledger
    if not store.exists(_JOURNAL):
        datasets.clear_prepared(store)
        return
    promotion = _noted(store)
    if not promotion.in_place:
        datasets.put_in_place(store, promotion.prepared)
        promotion = replace(promotion, in_place=True)
        _note(store, promotion)
    if promotion.window_days:
        datasets.compare(store, promotion.prepared.days, promotion.window_days)
    ledger.follow(promotion.findings)
    blank_captures(keeping, promotion.in_vain, (), promotion.now)
    summary = json.loads(store.read(promotion.summary)) | {"promoted_at": promotion.now.isoformat()}
    store.write(promotion.summary, json.dumps(summary, indent=2).encode())
    store.delete(_JOURNAL)
    datasets.clear_prepared(store)


def _note(store: Store, promotion: Promotion) -> None:
    prepared, findings = promotion.prepared, promotion.findings
    said = {
        "days": [day.isoformat() for day in prepared.days],
        "quarantine": [day.isoformat() for day in prepared.quarantine],
        "unsigned": {day.isoformat(): sorted(ids) for day, ids in prepared.unsigned.items()},
        "moves": [asdict(move) for move in findings.moves],
        "unclaimed": [*findings.unclaimed],
        "claims": {key: [claim.url, claim.date.isoformat()] for key, claim in findings.claims.items()},
        "window_days": promotion.window_days,
        "in_vain": promotion.in_vain,
        "summary": promotion.summary,
        "now": promotion.now.isoformat(),
        "in_place": promotion.in_place,
    }
    store.write(_JOURNAL, json.dumps(said, default=datetime.isoformat).encode())


def _noted(store: Store) -> Promotion:
    said = json.loads(store.read(_JOURNAL))
    return Promotion(
        prepared=Prepared(
            days=tuple(map(date.fromisoformat, said["days"])),
            quarantine=tuple(map(date.fromisoformat, said["quarantine"])),
            unsigned={date.fromisoformat(day): ids for day, ids in said["unsigned"].items()},
        ),
        findings=Findings(
            moves=[_move(**move) for move in said["moves"]],
            unclaimed=said["unclaimed"],
            claims={key: Claim(url=url, date=date.fromisoformat(day)) for key, (url, day) in said["claims"].items()},
        ),
        window_days=said["window_days"],
        in_vain=tuple(said["in_vain"]),
        summary=said["summary"],
        now=datetime.fromisoformat(said["now"]),
        in_place=said["in_place"],
    )


def _move(url: str, event: str | None, values: dict[str, Any]) -> Move:
    instants = {name: datetime.fromisoformat(values[name]) for name in _INSTANTS if values.get(name) is not None}
    return Move(url=url, event=None if event is None else Event(event), values={**values, **instants})
