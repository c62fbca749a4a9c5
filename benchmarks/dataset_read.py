"""One day, one source, three columns of `articles`, for `benchmarks.datasets`.

    python -m benchmarks.dataset_read FOLDER DAY SOURCE

Each way of reading reads twice, the first time after the operating system was told to forget the day's file. Prints the
seconds as one JSON object.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd

from pipeline.load import read
from pipeline.load.layout.columns import ARTICLES
from pipeline.load.layout.partition import partition_name

_COLUMNS = ["article_id", "title", "word_count"]


def measure(folder: Path, day: date, source: str) -> dict[str, float]:
    """Seconds by way of reading."""
    filters = [("date", "=", day.isoformat()), ("source", "=", source)]
    ways: dict[str, Callable[[], pd.DataFrame]] = {
        "pandas": lambda: pd.read_parquet(folder / "articles", columns=_COLUMNS, filters=filters),
        "read": lambda: read("articles", folder, start=day, end=day, sources=[source], columns=_COLUMNS),
    }
    seconds: dict[str, float] = {}
    for name, way in ways.items():
        _forget(folder / partition_name(ARTICLES, day))
        for which in ("first", "again"):
            began = time.perf_counter()
            frame = way()
            seconds[f"{name}, {which}"] = time.perf_counter() - began
            assert len(frame) > 0  # noqa: S101  an empty answer would be fast
    return seconds


def _forget(file: Path) -> None:
    with file.open("rb") as opened:
        os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def main() -> None:
    folder, day, source = sys.argv[1:]
    print(json.dumps(measure(Path(folder), date.fromisoformat(day), source)))


if __name__ == "__main__":
    main()
