"""The `runs` dataset: what each run was asked for, and its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.load.layout.columns import RUNS
from pipeline.load.layout.partition import read_partition, write_partition
from pipeline.load.layout.schemas import in_order, table_of
from pipeline.models import RunStatus
from pipeline.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCounts:
    """URLs of a source in a run: discovered = written + unchanged + rejected + pending; written includes revised."""

    source: str
    discovered: int
    fetched: int
    written: int
    revised: int
    unchanged: int
    rejected: int
    pending: int
    rejected_by_reason: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """finished_at: None when it crashed. parameters: a JSON object. The numbers are those of all sources together."""

    run_id: str
    started_at: datetime
    finished_at: datetime | None
    status: RunStatus
    copydesk_version: str
    parameters: str
    discovered: int
    fetched: int
    written: int
    revised: int
    unchanged: int
    rejected: int
    pending: int
    rejected_by_reason: Mapping[str, int]
    sources: tuple[SourceCounts, ...]


def write_run(store: Store, row: RunRow) -> None:
    """Put the run's row into the dataset, in the place of an earlier one with the same run_id."""
    standing = read_partition(store, RUNS, None)
    others = standing.filter(pc.not_equal(standing["run_id"], pa.scalar(row.run_id)))
    own = table_of(RUNS, [plain(row) | {"sources": [plain(source) for source in row.sources]}])
    write_partition(store, RUNS, None, in_order(pa.concat_tables([others, own]), RUNS))


def plain(row: RunRow | SourceCounts) -> dict[str, Any]:
    """The fields as Arrow takes them: a map is its pairs."""
    values = {name: getattr(row, name) for name in row.__dataclass_fields__}
    return values | {"rejected_by_reason": sorted(row.rejected_by_reason.items())}
