"""What is rebuilt, what is kept, and which run took which capture through transform. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.ledger import Captured, Claim, History, Remembered, Run, Taken
from pipeline.load import Observed
from pipeline.models import CaptureRef
from pipeline.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """nights: the runs in their order, each with the captures of pages that it took through transform.

    rebuilt: URLs all of whose captures are there. kept: of which one is gone. dead: that were taken down. What waits
    for its first run is in none of these. claims: as the ledger has them. days: those in which rebuilt URLs have
    articles or may get some. quarantine: the same of that dataset.
    """

    nights: Sequence[tuple[Run, Sequence[Captured]]]
    rebuilt: Mapping[str, Remembered]
    kept: Mapping[str, Remembered]
    dead: Mapping[str, Remembered]
    claims: Mapping[str, Claim]
    days: frozenset[date]
    quarantine: frozenset[date]

    @property
    def others(self) -> dict[str, Claim]:
        """The claims of URLs that are not rebuilt."""
        return {key: claim for key, claim in self.claims.items() if claim.url not in self.rebuilt}

    @property
    def captures(self) -> set[tuple[str, datetime]]:
        """(url, captured_at) of all that is transformed anew."""
        return {(one.url, one.captured_at) for _, captured in self.nights for one in captured}


def select(history: History, rows: Iterable[Observed], files: Collection[str]) -> Selection:
    """rows: what the datasets hold. files: the archive files that there are.

    A capture belongs to the run that wrote a row of it, else to the one that the ledger says.
    """
    seen: dict[str, dict[datetime, Observed]] = defaultdict(dict)
    days: dict[str, set[tuple[bool, date]]] = defaultdict(set)
    for row in rows:
        seen[row.url][row.captured_at] = row
        days[row.url].add((row.dataset == "quarantine", row.day))
    rebuilt: dict[str, Remembered] = {}
    kept: dict[str, Remembered] = {}
    dead: dict[str, Remembered] = {}
    by_run: dict[str, list[Captured]] = defaultdict(list)
    for url in history.urls:
        captures, own = history.captures.get(url.url, ()), seen.get(url.url, {})
        loaded = [(one, own[one.captured_at].run_id if one.captured_at in own else one.run_id) for one in captures]
        done = [(one, run_id) for one, run_id in loaded if run_id is not None]
        if url.reason is Reason.TAKEN_DOWN:
            dead[url.url] = url
        elif _has_gaps(url, captures, own, [one for one, _ in done], files):
            kept[url.url] = url
        elif done:
            rebuilt[url.url] = url
            for one, run_id in done:
                by_run[run_id].append(_captured(url, one))
    standing_for = {claim.url for claim in history.claims.values()}
    nights = [(run, _in_order(by_run[run.run_id], standing_for)) for run in history.runs if run.run_id in by_run]
    held = {place for url in rebuilt for place in days.get(url, ())}
    return Selection(
        nights=nights,
        rebuilt=rebuilt,
        kept=kept,
        dead=dead,
        claims=history.claims,
        days=frozenset(
            {url.first_captured_at.date() for url in rebuilt.values()} | {day for aside, day in held if not aside}
        ),
        quarantine=frozenset({run.started_at.date() for run, _ in nights} | {day for aside, day in held if aside}),
    )


def _has_gaps(
    url: Remembered,
    captures: Sequence[Taken],
    rows: Collection[datetime],
    done: Iterable[Taken],
    files: Collection[str],
) -> bool:
    """Whether one of its captures, or its bytes, are gone: without it there would be fewer revisions than were seen."""
    if not captures or captures[0].captured_at > url.first_captured_at:
        return True
    if not {one.captured_at for one in captures}.issuperset(rows):
        return True
    return any(one.body is None or one.body.file not in files for one in done)


def _captured(url: Remembered, one: Taken) -> Captured:
    body = one.body
    assert isinstance(body, CaptureRef)  # noqa: S101  what is rebuilt has no gaps
    return Captured(
        url=one.url,
        final_url=one.final_url,
        source=url.source,
        ref=body,
        first_captured_at=url.first_captured_at,
        captured_at=one.captured_at,
    )


def _in_order(captured: list[Captured], standing_for: Collection[str]) -> list[Captured]:
    """As the night had them, by their bytes; but first those that stand for an article, lest it change hands."""
    return sorted(captured, key=lambda one: (one.url not in standing_for, one.ref.file, one.ref.offset, one.url))
