"""A run's numbers, and whether they add up: discovered = written + unchanged + rejected + pending, for every source."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version

from pipeline.errors import Unbalanced
from pipeline.ledger import Ledger, Result, Run, Tally
from pipeline.load import RunRow, SourceCounts
from pipeline.models import Attempt


def of_run(ledger: Ledger, run: Run, attempts: Sequence[Attempt] | None = None) -> RunRow:
    """A run's numbers as the ledger has them at this moment, also while it goes on.

    attempts: those of the run, from who has read them already.
    """
    asked = ledger.attempts(run.run_id) if attempts is None else attempts
    return _run_row(run, _source_counts(run.parameters["sources"], ledger.tally(run.run_id), asked))


def _source_counts(sources: Iterable[str], tallies: Iterable[Tally], attempts: Iterable[Attempt]) -> list[SourceCounts]:
    """The worklist's tallies by source, those without a URL too, and how many pages were fetched for each."""
    fetched_urls = {(a.source, a.url) for a in attempts if a.purpose == "article" and a.outcome == "fetched"}
    fetched = Counter(source for source, _ in fetched_urls)
    by_source: dict[str, list[Tally]] = {source: [] for source in sources}
    for tally in tallies:
        by_source.setdefault(tally.source, []).append(tally)
    return [_counts(source, group, fetched[source]) for source, group in sorted(by_source.items())]


def _counts(source: str, tallies: Sequence[Tally], fetched: int) -> SourceCounts:
    results: Counter[Result | None] = Counter()
    reasons: Counter[str] = Counter()
    for tally in tallies:
        results[tally.result] += tally.count
        if tally.reason is not None:
            reasons[tally.reason] += tally.count
    return SourceCounts(
        source=source,
        discovered=results.total(),
        fetched=fetched,
        written=results[Result.WRITTEN] + results[Result.REVISED],
        revised=results[Result.REVISED],
        unchanged=results[Result.UNCHANGED],
        rejected=results[Result.REJECTED],
        pending=results[None],
        rejected_by_reason=dict(sorted(reasons.items())),
    )


def _run_row(run: Run, sources: Sequence[SourceCounts]) -> RunRow:
    reasons: Counter[str] = Counter()
    for counts in sources:
        reasons.update(counts.rejected_by_reason)
    return RunRow(
        run_id=run.run_id,
        started_at=run.started_at,
        finished_at=run.finished_at,
        status=run.status,
        copydesk_version=version("copydesk"),
        parameters=json.dumps(run.parameters, sort_keys=True),
        discovered=sum(counts.discovered for counts in sources),
        fetched=sum(counts.fetched for counts in sources),
        written=sum(counts.written for counts in sources),
        revised=sum(counts.revised for counts in sources),
        unchanged=sum(counts.unchanged for counts in sources),
        rejected=sum(counts.rejected for counts in sources),
        pending=sum(counts.pending for counts in sources),
        rejected_by_reason=dict(sorted(reasons.items())),
        sources=tuple(sources),
    )


def check(row: RunRow, rows_written: Mapping[str, int]) -> None:
    """Raise `Unbalanced`, naming the numbers, unless every URL has its end and the datasets hold what was counted.

    rows_written: by source, the rows of `articles` that bear this run's id, counted in the dataset itself.
    """
    wrong = [_imbalance(counts.source, counts) for counts in row.sources if not _balanced(counts)]
    if not _balanced(row):
        wrong.append(_imbalance("all sources", row))
    if row.pending:
        wrong.append(f"{row.pending} URLs have no result")
    for counts in row.sources:
        held = rows_written.get(counts.source, 0)
        if held != counts.written:
            wrong.append(f"{counts.source}: {counts.written} counted as written, the dataset holds {held} of this run")
    if wrong:
        raise Unbalanced(f"run {row.run_id} does not add up: {'; '.join(wrong)}")


def _balanced(counts: RunRow | SourceCounts) -> bool:
    ends = counts.written + counts.unchanged + counts.rejected + counts.pending
    return counts.discovered == ends and counts.rejected == sum(counts.rejected_by_reason.values())


def _imbalance(name: str, counts: RunRow | SourceCounts) -> str:
    reasons = sum(counts.rejected_by_reason.values())
    return (
        f"{name}: {counts.discovered} discovered, but {counts.written} written, {counts.unchanged} unchanged, "
        f"{counts.rejected} rejected ({reasons} with a reason), {counts.pending} pending"
    )
