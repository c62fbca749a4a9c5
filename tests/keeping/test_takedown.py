"""Taken down, an article is nowhere: not in a dataset, not in the archive, not in what is asked for; the rest stands."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline import config, keeping
from pipeline.config import Source
from pipeline.errors import ConfigError
from pipeline.keeping import Keeping
from pipeline.load import article_id, read, tombstones
from pipeline.load.columns import ARTICLES
from pipeline.load.files import write_file
from pipeline.load.partition import read_partition, write_partition
from pipeline.models import Candidate
from tests.extract.archive.exchanges import fastwarc_records, warcio_check
from tests.keeping.press import (
    PHRASE,
    Killed,
    Press,
    Printed,
    everything,
    killed_at,
    ledger_rows,
    local_copy,
    parquet,
    pressing,
    warcs,
)
from tests.load.load_samples import DAY, NIGHT

DAYS = timedelta(days=1)
LATER = NIGHT + 10 * DAYS
HERON = Printed(slug="heron", text=f"They saw {PHRASE}.")
EDITED = Printed(slug="heron", text=f"They saw {PHRASE} twice.")
OTHER, THIRD = Printed(slug="ferry", text="A vote."), Printed(slug="bridge", text="A toll.")
HERON_ID = article_id("https://example.org/heron")
SOURCES = [Source(id="example", homepage="https://example.org", feeds=("https://example.org/feed/",))]


def two_nights(press: Press) -> None:
    press.night("r1", OTHER, HERON)
    press.night("r2", EDITED, THIRD, at=NIGHT + DAYS)


def remove(press: Press, url: str = "https://example.org/heron", at: datetime = LATER) -> keeping.Target:
    target = keeping.find(press.keeping, url, SOURCES)
    keeping.take_down(press.keeping, target, "court order 12", at)
    return target


def slugs(press: Press) -> list[str]:
    return sorted(url.rpartition("/")[2] for url in read("articles", press.store)["url"])


def test_nothing_of_it_is_left_anywhere(press: Press) -> None:
    two_nights(press)
    assert PHRASE in everything(press)
    remove(press)
    assert PHRASE not in everything(press)
    assert slugs(press) == ["bridge", "ferry"]
    (row,) = read("takedowns", press.store).to_dict("records")
    assert row == {
        "article_id": HERON_ID,
        "url": "https://example.org/heron",
        "source": "example",
        "reason": "court order 12",
        "removed_at": row["removed_at"],
    }
    assert row["removed_at"] == LATER


def test_everything_else_is_as_it_was(press: Press) -> None:
    two_nights(press)
    before, files, rows = parquet(press), warcs(press), ledger_rows(press)
    remove(press)
    after = parquet(press)
    del after["takedowns/takedowns.parquet"]
    assert after == {name: [row for row in kept if not is_of_heron(row)] for name, kept in before.items()}
    assert {name: len(data) for name, data in warcs(press).items()} == {name: len(data) for name, data in files.items()}
    for name, data in warcs(press).items():
        assert changed_bytes(files[name], data) == heron_bytes(press, name, rows)
    left = ledger_rows(press)
    for table in ("urls", "captures", "attempts", "articles", "worklist"):
        assert [row for row in left[table] if "heron" not in repr(row)] == [
            row for row in rows[table] if "heron" not in repr(row) and HERON_ID not in repr(row)
        ]


def is_of_heron(row: dict[str, Any]) -> bool:
    return row.get("article_id") == HERON_ID or row.get("url") == HERON.address


def changed_bytes(before: bytes, after: bytes) -> tuple[int, int]:
    differing = [place for place, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    return min(differing), max(differing)


def heron_bytes(press: Press, file: str, rows: dict[str, list[tuple[Any, ...]]]) -> Any:
    """What of a file may differ: from the request to the end of the answer, apart from bytes that happen to agree."""

    class Within:
        def __eq__(self, other: object) -> bool:
            (answer,) = [row for row in rows["captures"] if row[0] == file and "heron" in row[3]]
            ends = sorted(row[1] + row[2] for row in rows["captures"] if row[0] == file and row[1] < answer[1])
            assert isinstance(other, tuple)
            return bool((ends[-1] if ends else 0) <= other[0] and other[1] < answer[1] + answer[2])

    return Within()
