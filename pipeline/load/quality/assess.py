"""What a run's articles turned out to be like, for `coverage`: asked of the datasets, so that a resumed run has it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow.compute as pc

from pipeline.config import QualitySettings
from pipeline.load.accounts.runs import RunRow
from pipeline.load.layout.columns import ARTICLES
from pipeline.load.layout.partition import read_partition
from pipeline.load.quality.drift import DRIFTS, Night, drifts, volume_drifts
from pipeline.load.quality.history import history
from pipeline.load.quality.metrics import measured, profiles_of_run, profiles_of_staged
from pipeline.load.quality.quarantine import rows_of
from pipeline.load.quality.records import NOTHING, Measures
from pipeline.load.records import Finding, SourceQuality
from pipeline.storage import Store

_Findings = dict[str, list[Finding]]


def assess(store: Store, row: RunRow, days: Iterable[date], settings: QualitySettings) -> dict[str, SourceQuality]:
    """What each source's new articles are like, and the checks that did not pass.

    days: the partitions that hold what the run wrote. The run is finished: of another, articles lack. Raises StoreError
    for files that cannot be read.
    """
    days = [*days]
    aside = rows_of(store, row.run_id, row.started_at.date())
    kept, failed = profiles_of_run(store, row.run_id, days), profiles_of_staged(aside)
    written, seen = measured(kept), measured([*kept, *failed])
    findings = _told(
        _warnings(store, row.run_id, days), _failures(aside.to_pylist()), _drifts(store, row, seen, settings)
    )
    return {
        counts.source: _quality(written.get(counts.source, NOTHING), findings.get(counts.source, ()))
        for counts in row.sources
    }


def _quality(measures: Measures, findings: Iterable[Finding]) -> SourceQuality:
    """A drift that kept articles aside is not told a second time."""
    once = {(finding.check, finding.severity): finding for finding in reversed([*findings])}
    return SourceQuality(
        words_median=measures.words_median,
        removed_share=measures.removed_share,
        missing=measures.missing,
        findings=tuple(once[key] for key in sorted(once)),
    )


def _warnings(store: Store, run_id: str, days: Iterable[date]) -> _Findings:
    """Of the articles that a run wrote, how many warn."""
    urls: dict[tuple[str, str], list[str]] = defaultdict(list)
    for day in days:
        articles = read_partition(store, ARTICLES, day, ["source", "url", "run_id", "warnings"])
        for article in articles.filter(pc.field("run_id") == run_id).to_pylist():
            for check in article["warnings"]:
                urls[article["source"], check].append(article["url"])
    found: _Findings = defaultdict(list)
    for (source, check), named in urls.items():
        found[source].append(Finding(check=check, severity="warn", rows=len(named), detail=f"such as {named[0]}"))
    return found


def _failures(aside: Sequence[Mapping[str, Any]]) -> _Findings:
    """Of the rows that were kept aside, how many for which reason."""
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in aside:
        for check, detail in zip(row["failures"], row["details"], strict=True):
            told[row["source"], check].append(detail if check in DRIFTS else f"such as {row['url']}: {detail}")
    found: _Findings = defaultdict(list)
    for (source, check), details in told.items():
        rows = 0 if check in DRIFTS else len(details)
        found[source].append(Finding(check=check, severity="fail", rows=rows, detail=details[0]))
    return found


def _drifts(store: Store, row: RunRow, seen: Mapping[str, Measures], settings: QualitySettings) -> _Findings:
    """What each source's articles, those that were kept aside among them, are against its latest runs."""
    runs = settings.trailing_runs
    nights = history(store, [counts.source for counts in row.sources], row.started_at, runs)
    found: _Findings = defaultdict(list)
    for source, earlier in nights.items():
        tonight = Night(started_at=row.started_at, finished=True, measures=seen.get(source, NOTHING))
        for drift in (*drifts(tonight.measures, earlier, runs), *volume_drifts(tonight, earlier, runs)):
            severity = getattr(settings, drift.check)
            if severity != "off":
                found[source].append(Finding(check=drift.check, severity=severity, rows=0, detail=drift.detail))
    return found


def _told(*findings: _Findings) -> _Findings:
    together: _Findings = defaultdict(list)
    for some in findings:
        for source, found in some.items():
            together[source] += found
    return together
