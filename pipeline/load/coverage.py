"""The `coverage` dataset: how much of each source a run came to see."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.columns import COVERAGE
from pipeline.load.partition import read_partition, write_partition
from pipeline.load.runs import RunRow, plain
from pipeline.load.schemas import in_order, table_of


def write_coverage(
    root: Path,
    row: RunRow,
    *,
    unanswered: Mapping[str, Sequence[str]],
    overran: Mapping[str, Sequence[str]],
) -> None:
    """Replace the run's rows in the file of the day (UTC) on which it started, one for each source; other runs' stay.

    unanswered, overran: by source, the addresses of documents of discovery that could not be had or read, and of those
    that had moved on so far since they were last read that articles may have been missed between.
    """
    day: date = row.started_at.date()
    standing = read_partition(root, COVERAGE, day)
    others = standing.filter(pc.not_equal(standing["run_id"], pa.scalar(row.run_id)))
    rows = [
        plain(counts)
        | {
            "run_id": row.run_id,
            "unanswered": sorted(unanswered.get(counts.source, ())),
            "overran": sorted(overran.get(counts.source, ())),
        }
        for counts in row.sources
    ]
    own = table_of(COVERAGE, rows)
    write_partition(root, COVERAGE, day, in_order(pa.concat_tables([others, own]), COVERAGE))
