"""The `coverage` dataset: how much of each source a run came to see."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.accounts.runs import RunRow, plain
from pipeline.load.layout.columns import COVERAGE
from pipeline.load.layout.partition import read_partition, write_partition
from pipeline.load.layout.schemas import in_order, table_of
from pipeline.load.records import Finding, SourceQuality
from pipeline.storage import Store


def write_coverage(
    store: Store,
    row: RunRow,
    *,
    unanswered: Mapping[str, Sequence[str]],
    overran: Mapping[str, Sequence[str]],
    quality: Mapping[str, SourceQuality],
) -> None:
    """Replace the run's rows in the file of the day (UTC) on which it started, one for each source; other runs' stay.

    unanswered, overran: by source, the addresses of documents of discovery that could not be had or read, and of those
    that had moved on so far since they were last read that articles may have been missed between. quality: by source.
    """
    day: date = row.started_at.date()
    standing = read_partition(store, COVERAGE, day)
    others = standing.filter(pc.not_equal(standing["run_id"], pa.scalar(row.run_id)))
    rows = [
        plain(counts)
        | {
            "run_id": row.run_id,
            "unanswered": sorted(unanswered.get(counts.source, ())),
            "overran": sorted(overran.get(counts.source, ())),
            "new": counts.written - counts.revised,
            **_quality(quality.get(counts.source, SourceQuality())),
        }
        for counts in row.sources
    ]
    own = table_of(COVERAGE, rows)
    write_partition(store, COVERAGE, day, in_order(pa.concat_tables([others, own]), COVERAGE))


def findings_of_run(store: Store, run_id: str, day: date) -> list[tuple[str, Finding]]:
    """(source, finding) of what quality checks found in a run of that day, by source; none while it goes on."""
    rows = read_partition(store, COVERAGE, day, ["source", "run_id", "findings"])
    own: list[dict[str, Any]] = rows.filter(pc.field("run_id") == run_id).to_pylist()
    return [(row["source"], Finding(**finding)) for row in own for finding in row["findings"]]


def _quality(quality: SourceQuality) -> dict[str, Any]:
    return {
        "words_median": quality.words_median,
        "removed_share": quality.removed_share,
        "missing": sorted(quality.missing.items()),
        "findings": [asdict(finding) for finding in quality.findings],
    }
