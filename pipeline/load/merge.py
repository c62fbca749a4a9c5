"""Staged batches into the store: idempotent, resumable, readable at any moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.load.columns import ARTICLES
from pipeline.load.day import joined, read_day, repair, replace_day
from pipeline.load.files import read_file
from pipeline.load.fresh import Stamp, fresh_rows
from pipeline.load.judge import Capture, Standing, Verdict, judge
from pipeline.load.partition import read_partition
from pipeline.load.records import Merged
from pipeline.load.schemas import file_schema
from pipeline.load.staged import STAGED

_CAPTURE_COLUMNS = ["article_id", "captured_at", "content_hash", "url", "first_captured_at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Incoming:
    """The capture of an article that counts. row: its index in the staged rows."""

    row: int
    capture: Capture
    day: date
    first_captured_at: datetime


def merge(staged: Sequence[Path], root: Path, run_id: str, now: datetime) -> list[Merged]:
    """Bring staged batches into articles, sections, removed and revisions under `root`, one day after another.

    Of several captures of one article the latest counts; the result names each article once, ordered by article_id.
    Rows are written in the name of `run_id`; `now` (UTC) is when earlier revisions are noted as superseded. Merging the
    same batches again under the same run_id writes nothing and reports the same; after a kill it completes what was
    begun. One merge at a time: the caller holds the store. Raises StoreError for files that cannot be read.
    """
    repair(root)
    stamp = Stamp(run_id=run_id, now=now)
    rows = pa.concat_tables([file_schema(STAGED).empty_table(), *map(read_file, staged)])
    incoming = _latest(rows)
    merged: list[Merged] = []
    for day in sorted({one.day for one in incoming.values()}):
        of_day = {key: one for key, one in incoming.items() if one.day == day}
        merged += _merge_day(root, day, rows, of_day, stamp)
    return sorted(merged, key=lambda one: one.article_id)


def _latest(rows: pa.Table) -> dict[str, _Incoming]:
    found: dict[str, _Incoming] = {}
    for index, row in enumerate(rows.select([*_CAPTURE_COLUMNS, "date"]).to_pylist()):
        one = _Incoming(row=index, capture=_capture(row), day=row["date"], first_captured_at=row["first_captured_at"])
        other = found.get(row["article_id"], one)
        found[row["article_id"]] = replace(
            max(one, other, key=lambda i: i.capture),
            day=min(one.day, other.day),
            first_captured_at=min(one.first_captured_at, other.first_captured_at),
        )
    return found


def _merge_day(root: Path, day: date, rows: pa.Table, incoming: Mapping[str, _Incoming], stamp: Stamp) -> list[Merged]:
    known = _standings(root, day, incoming)
    verdicts = {key: judge(one.capture, known.get(key), stamp.run_id) for key, one in incoming.items()}
    writes = {key: verdict for key, verdict in verdicts.items() if verdict.writes}
    if writes:
        staged = _as_written(rows.take([incoming[key].row for key in writes]), incoming, writes, known, stamp)
        standing = read_day(root, day)
        replace_day(root, day, standing, joined(standing, fresh_rows(staged, standing, stamp)))
    return [
        Merged(article_id=key, url=incoming[key].capture.url, result=verdict.result)
        for key, verdict in verdicts.items()
    ]


def _standings(root: Path, day: date, incoming: Mapping[str, _Incoming]) -> dict[str, Standing]:
    table = read_partition(root, ARTICLES, day, columns=[*_CAPTURE_COLUMNS, "run_id", "revision"])
    return {
        row["article_id"]: Standing(
            capture=_capture(row),
            run_id=row["run_id"],
            revision=row["revision"],
            first_captured_at=row["first_captured_at"],
        )
        for row in table.to_pylist()
        if row["article_id"] in incoming
    }


def _as_written(
    rows: pa.Table,
    incoming: Mapping[str, _Incoming],
    writes: Mapping[str, Verdict],
    known: Mapping[str, Standing],
    stamp: Stamp,
) -> pa.Table:
    """The staged rows, one for each of `writes`, with what only the merge knows."""
    decided: dict[str, list[Any]] = {
        "revision": [verdict.revision for verdict in writes.values()],
        "run_id": [stamp.run_id] * len(writes),
        "first_captured_at": [
            known[key].first_captured_at if key in known else incoming[key].first_captured_at for key in writes
        ],
    }
    table = rows.drop_columns([name for name in decided if name in rows.column_names])
    for name, values in decided.items():
        table = table.append_column(name, pa.array(values, file_schema(ARTICLES).field(name).type))
    return table


def _capture(row: Mapping[str, Any]) -> Capture:
    return Capture(captured_at=row["captured_at"], content_hash=row["content_hash"], url=row["url"])
