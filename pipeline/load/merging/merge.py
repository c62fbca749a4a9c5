"""Staged batches into the store: idempotent, resumable, readable at any moment."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from pipeline.load.layout.columns import ARTICLES
from pipeline.load.layout.files import read_file
from pipeline.load.layout.partition import read_partition
from pipeline.load.layout.schemas import file_schema
from pipeline.load.merging.day import advance_day, joined, read_day, repair
from pipeline.load.merging.fresh import Stamp, fresh_rows
from pipeline.load.merging.judge import Capture, Standing, Verdict, judge
from pipeline.load.merging.staged import STAGED
from pipeline.load.records import Merged
from pipeline.storage import Store

_CAPTURE_COLUMNS = ["article_id", "captured_at", "content_hash", "url", "first_captured_at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Incoming:
    """The capture of an article that counts. batch, row: where it is staged."""

    batch: str
    row: int
    capture: Capture
    day: date
    first_captured_at: datetime


def merge(staged: Sequence[str], store: Store, run_id: str, now: datetime) -> list[Merged]:
    """Bring staged batches, by name, into articles, sections, removed and revisions, one day after another.

    Of several captures of one article the latest counts; the result names each article once, ordered by article_id.
    Rows are written in the name of `run_id`; `now` (UTC) is when earlier revisions are noted as superseded. Merging the
    same batches again under the same run_id writes nothing and reports the same; after a kill it completes what was
    begun. In memory is one day's content at a time. One merge at a time: the caller holds the store. Raises StoreError
    for files that cannot be read.
    """
    repair(store)
    stamp = Stamp(run_id=run_id, now=now)
    by_day: dict[date, dict[str, _Incoming]] = defaultdict(dict)
    for key, one in _latest(store, staged).items():
        by_day[one.day][key] = one
    merged = [each for day in sorted(by_day) for each in _merge_day(store, day, by_day[day], stamp)]
    repair(store)  # only now, so that superseded rows can be read for as long as may be
    return sorted(merged, key=lambda one: one.article_id)


def _latest(store: Store, staged: Sequence[str]) -> dict[str, _Incoming]:
    found: dict[str, _Incoming] = {}
    for batch in staged:
        for number, row in enumerate(read_file(store, batch, STAGED, [*_CAPTURE_COLUMNS, "date"]).to_pylist()):
            one = _Incoming(
                batch=batch,
                row=number,
                capture=_capture(row),
                day=row["date"],
                first_captured_at=row["first_captured_at"],
            )
            other = found.get(row["article_id"], one)
            found[row["article_id"]] = replace(
                max(one, other, key=lambda i: i.capture),
                day=min(one.day, other.day),
                first_captured_at=min(one.first_captured_at, other.first_captured_at),
            )
    return found


def _merge_day(store: Store, day: date, incoming: Mapping[str, _Incoming], stamp: Stamp) -> list[Merged]:
    known = _standings(store, day, incoming)
    verdicts = {key: judge(one.capture, known.get(key), stamp.run_id) for key, one in incoming.items()}
    writes = {key: verdict for key, verdict in verdicts.items() if verdict.writes}
    if writes:
        staged = _as_written(_staged_rows(store, incoming, writes), incoming, writes, known, stamp)
        standing = read_day(store, day)
        advance_day(store, day, standing, joined(standing, fresh_rows(staged, standing, stamp)))
    return [
        Merged(article_id=key, url=incoming[key].capture.url, date=day, result=verdict.result)
        for key, verdict in verdicts.items()
    ]


def _standings(store: Store, day: date, incoming: Mapping[str, _Incoming]) -> dict[str, Standing]:
    table = read_partition(store, ARTICLES, day, columns=[*_CAPTURE_COLUMNS, "run_id", "revision"])
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


def _staged_rows(store: Store, incoming: Mapping[str, _Incoming], writes: Mapping[str, Verdict]) -> pa.Table:
    rows: dict[str, list[int]] = defaultdict(list)
    for key in writes:
        rows[incoming[key].batch].append(incoming[key].row)
    return pa.concat_tables([read_file(store, batch, STAGED).take(numbers) for batch, numbers in rows.items()])


def _as_written(
    rows: pa.Table,
    incoming: Mapping[str, _Incoming],
    writes: Mapping[str, Verdict],
    known: Mapping[str, Standing],
    stamp: Stamp,
) -> pa.Table:
    """The staged rows of `writes` with what only the merge knows."""
    keys: list[Any] = rows["article_id"].to_pylist()
    decided: dict[str, list[Any]] = {
        "revision": [writes[key].revision for key in keys],
        "run_id": [stamp.run_id] * len(keys),
        "first_captured_at": [
            known[key].first_captured_at if key in known else incoming[key].first_captured_at for key in keys
        ],
    }
    table = rows.drop_columns([name for name in decided if name in rows.column_names])
    for name, values in decided.items():
        table = table.append_column(name, pa.array(values, file_schema(ARTICLES).field(name).type))
    return table


def _capture(row: Mapping[str, Any]) -> Capture:
    return Capture(captured_at=row["captured_at"], content_hash=row["content_hash"], url=row["url"])
