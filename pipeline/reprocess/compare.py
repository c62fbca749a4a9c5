"""What was rebuilt against what stands: every URL with its outcome, every article with its fields."""

import heapq
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from typing import Any

from pipeline import load as datasets
from pipeline import progress
from pipeline.errors import Unbalanced
from pipeline.ledger import Remembered
from pipeline.load import Change, ChangesWriter, View
from pipeline.reprocess import page
from pipeline.reprocess.matching import Pair, differences, matched
from pipeline.reprocess.records import Arrival, Comparison, Edit, Outcome, Rebuilt
from pipeline.reprocess.words import lines_of, size_of
from pipeline.reprocess.work import Work

_EARLIER = re.compile(r"^revision \d+(?=: )")
_LARGEST, _ARRIVALS = 20, 200  # on the page; the file has all


@dataclass(slots=True)
class _Tally:
    """What was counted so far. outcomes: by URL. articles: how many there were, and are."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    fields: Counter[tuple[str, str]] = field(default_factory=Counter)
    gained: list[Arrival] = field(default_factory=list)
    lost: list[Arrival] = field(default_factory=list)
    largest: list[tuple[int, str, View, View]] = field(default_factory=list)
    after: set[str] = field(default_factory=set)


def compare(work: Work, rebuilt: Rebuilt) -> Comparison:
    """Write `reprocess/<id>/index.html`, `changes.parquet` and `summary.json`; the numbers and the largest changes.

    In memory is one day's content at a time. Raises `Unbalanced` when the numbers do not add up.
    """
    tally, file = _Tally(), work.folder / "changes.parquet"
    with datasets.writing_changes(file) as writer, progress.stage("compare", len(rebuilt.days)) as step:
        for day in rebuilt.days:
            _compare_day(work, rebuilt, day, tally, writer)
            step()
    comparison = _comparison(work, rebuilt, tally)
    work.store.upload(file, comparison.changes)
    work.store.write(comparison.page, page.render(comparison).encode())
    work.store.write(work.result("summary.json"), _summary(comparison).encode())
    return comparison


def _compare_day(work: Work, rebuilt: Rebuilt, day: date, tally: _Tally, writer: ChangesWriter) -> None:
    urls = work.selection.rebuilt
    by_url: dict[str, list[Pair]] = defaultdict(list)
    changes: list[Change] = []
    for pair in matched(datasets.views(work.before, day, urls), datasets.views(work.after, day, urls)):
        one = pair[1] or pair[0]
        assert one is not None  # noqa: S101  a pair has at least one
        by_url[one.url].append(pair)
        changes += _changes(pair, urls[one.url], rebuilt, tally)
        if pair[1] is not None:
            tally.after.add(one.url)
    changed = {change.url for change in changes}
    for url, pairs in by_url.items():
        tally.outcomes[url] = _outcome(pairs, changed=url in changed)
    writer.add(changes)


def _outcome(pairs: Iterable[Pair], *, changed: bool) -> Outcome:
    pairs = [*pairs]
    if all(before is None for before, _ in pairs):
        return Outcome.GAINED
    if all(after is None for _, after in pairs):
        return Outcome.LOST
    return Outcome.CHANGED if changed else Outcome.SAME


def _changes(pair: Pair, url: Remembered, rebuilt: Rebuilt, tally: _Tally) -> list[Change]:
    before, after = pair
    if before is None or after is None:
        return [_arrived(pair, url, rebuilt, tally)]
    found = [
        Change(kind="changed", field=name, before=old, after=new, **_place(after))
        for name, old, new in differences(before, after)
    ]
    tally.fields.update({(url.source, _EARLIER.sub("earlier revisions", change.field)) for change in found})
    if before.version != after.version:
        entry = (size_of(before.version, after.version), after.article_id, before, after)
        heapq.heappush(tally.largest, entry)
        if len(tally.largest) > _LARGEST:
            heapq.heappop(tally.largest)
    return found


def _arrived(pair: Pair, url: Remembered, rebuilt: Rebuilt, tally: _Tally) -> Change:
    before, after = pair
    view = after or before
    assert view is not None  # noqa: S101  a pair has at least one
    reason, detail = _reason(url, rebuilt) if after is None else (url.reason, url.detail)
    told = f"{reason or 'another article of the same page'}{': ' if detail else ''}{detail}"
    arrivals = tally.lost if after is None else tally.gained
    if len(arrivals) < _ARRIVALS:
        arrivals.append(Arrival(title=view.version.title, reason=told, **_place(view)))
    return Change(
        kind="lost" if after is None else "gained",
        field="article",
        before=None if before is None else before.version.title,
        after=None if after is None else after.version.title,
        reason=reason,
        **_place(view),
    )


def _reason(url: Remembered, rebuilt: Rebuilt) -> tuple[str | None, str]:
    rejection = rebuilt.verdicts[url.url].rejection
    return (None, "") if rejection is None else (rejection.reason, rejection.detail)


def _place(view: View) -> dict[str, Any]:
    return {"source": view.source, "date": view.date, "article_id": view.article_id, "url": view.url}


def _comparison(work: Work, rebuilt: Rebuilt, tally: _Tally) -> Comparison:
    outcomes = _by_source(work, tally)
    _check(work, rebuilt, tally)
    return Comparison(
        id=work.id,
        started_at=work.started_at,
        request=work.request,
        outcomes=outcomes,
        fields=tally.fields,
        gained=tally.gained,
        lost=tally.lost,
        largest=[_edit(*entry) for entry in sorted(tally.largest, key=lambda entry: (-entry[0], entry[1]))],
        pages=rebuilt.pages,
        seconds=rebuilt.seconds,
        page=work.result("index.html"),
        changes=work.result("changes.parquet"),
    )


def _by_source(work: Work, tally: _Tally) -> dict[str, Counter[Outcome]]:
    counts: dict[str, Counter[Outcome]] = defaultdict(Counter)
    for url in work.selection.rebuilt.values():
        counts[url.source][tally.outcomes.get(url.url, Outcome.REJECTED)] += 1
    for url in work.selection.kept.values():
        counts[url.source][Outcome.KEPT] += 1
    for url in work.selection.dead.values():
        counts[url.source][Outcome.REJECTED] += 1
    return dict(sorted(counts.items()))


def _check(work: Work, rebuilt: Rebuilt, tally: _Tally) -> None:
    """The datasets must have an article of each URL that became one, and of no other."""
    articles = {url for url, verdict in rebuilt.verdicts.items() if verdict.article_id is not None}
    odd = sorted((articles ^ tally.after) | (work.selection.rebuilt.keys() ^ rebuilt.verdicts.keys()))
    if odd:
        raise Unbalanced(f"reprocess {work.id} does not add up: {len(odd)} URLs have two outcomes, such as {odd[0]}")


def _edit(size: int, _: str, before: View, after: View) -> Edit:
    lines, left_out = lines_of(before.version, after.version)
    return Edit(title=after.version.title, size=size, lines=lines, left_out=left_out, **_place(after))


def _summary(comparison: Comparison) -> str:
    request = comparison.request
    said = {
        "id": comparison.id,
        "started_at": comparison.started_at.isoformat(),
        "copydesk_version": version("copydesk"),
        "sources": request.sources,
        "since": request.since and request.since.isoformat(),
        "dry_run": request.dry_run,
        "pages": comparison.pages,
        "outcomes": _spelt(comparison.outcomes),
        "promoted_at": None,
    }
    return json.dumps(said, indent=2)


def _spelt(outcomes: Mapping[str, Mapping[Outcome, int]]) -> dict[str, dict[str, int]]:
    return {source: {one.value: counts[one] for one in Outcome} for source, counts in outcomes.items()}
