"""Nights to load, and readers who look on: what the processes of tests/test_load_killed.py do.

A reader reads the articles first and then the sections; a look is what it then knows of each.
"""

import multiprocessing
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from pipeline.config import QualitySettings
from pipeline.load import StagedArticle, check, compare, merge, migrate, stage
from pipeline.storage import Store, locked
from tests.load.load_samples import DAY, NIGHT, article, captured, removed, section

NEW = 12  # articles a night
VISITED_AGAIN = (1, 2, 4)  # days after; of each day's articles a third has changed by then
WINDOW_DAYS = 3
Event = Any  # multiprocessing's has no class that could be named

_ARTICLES = "article_id, revision, section_count"


@dataclass(slots=True)
class Seen:
    """What a reader saw. apart: articles whose sections were of another revision, which a run wrote in between."""

    looks: int = 0
    apart: int = 0
    wrong: list[str] = field(default_factory=list)


def rows(night: int) -> list[StagedArticle]:
    """What a night captured: its new articles, and those of earlier days, changed or not."""
    visited = [day for day in (night, *(night - age for age in VISITED_AGAIN)) if day >= 0]
    return [_captured(day, number, night) for day in visited for number in range(NEW)]


def _captured(day: int, number: int, night: int) -> StagedArticle:
    version = night if number % 3 == 0 else day
    page = article(
        f"{day}/{number}",
        # one in five has no text, which does not pass the checks
        sections=tuple(section(n, None, f"Version {version}, part {n}.") for n in range((version + number) % 5)),
        removed=tuple(removed(n, f"Share {n}") for n in range(version % 3)),
    )
    source = f"source-{number % 4}"
    return captured(page, source=source, nights=night, first=DAY + timedelta(days=day))


def load_night(folder: str, night: int, begun: Event | None = None) -> None:
    """As the nightly run does it: stage in batches, check, merge, compare."""
    store, captures, run_id = Store.at(folder), rows(night), f"run-{night:03d}"
    now = NIGHT + timedelta(days=night)
    with locked(store):
        if begun is not None:
            begun.set()
        store.sweep()
        migrate(store)
        staged = [stage(captures[n::3], store, run_id, f"{n}") for n in range(3)]
        checked = check(staged, store, run_id, QualitySettings(), now)
        merged = merge(checked.batches, store, run_id, now)
        compare(store, {one.date for one in merged if one.result != "unchanged"}, WINDOW_DAYS)


def look_on(reader: str, folder: str, stop: Event, answer: "multiprocessing.SimpleQueue[tuple[str, Seen]]") -> None:
    """Read in a loop until told to stop."""
    read, seen = READERS[reader](Path(folder)), Seen()
    while not stop.is_set():
        try:
            articles, sections = read()
        except BaseException as error:  # Polars panics with one of these
            seen.wrong.append(f"{type(error).__name__}: {error}")
        else:
            _compare(articles, sections, seen)
        seen.looks += 1
    answer.put((reader, seen))


def _compare(articles: list[tuple[str, int, int]], sections: list[tuple[str, int]], seen: Seen) -> None:
    found = Counter(sections)
    latest: dict[str, int] = {}
    for article_id, revision in found:
        latest[article_id] = max(revision, latest.get(article_id, 0))
    seen.wrong += [f"{key} is there {n} times" for key, n in Counter(row[0] for row in articles).items() if n > 1]
    for article_id, revision, section_count in articles:
        if found[article_id, revision] == section_count:
            continue
        if latest.get(article_id, 0) > revision:
            seen.apart += 1
        else:
            seen.wrong.append(f"{article_id} revision {revision}: {found[article_id, revision]} sections")


Read = Callable[[], tuple[list[Any], list[Any]]]


def _pandas(folder: Path) -> Read:
    import pandas as pd  # noqa: PLC0415  each reader's process knows its own library only

    def table(dataset: str, *columns: str) -> list[Any]:
        frame = pd.read_parquet(folder / dataset)[list(columns)]
        return list(frame.itertuples(index=False, name=None))

    return lambda: (table("articles", *_ARTICLES.split(", ")), table("sections", "article_id", "revision"))


def _duckdb(folder: Path) -> Read:
    import duckdb  # noqa: PLC0415

    connection = duckdb.connect()

    def table(dataset: str, columns: str) -> list[Any]:
        files = f"read_parquet('{folder}/{dataset}/**/*.parquet', hive_partitioning=true)"
        return connection.sql(f"select {columns} from {files}").fetchall()  # noqa: S608  our own text

    return lambda: (table("articles", _ARTICLES), table("sections", "article_id, revision"))


def _polars(folder: Path) -> Read:
    import polars as pl  # noqa: PLC0415

    def eager() -> list[Any]:
        return pl.read_parquet(folder / "articles", hive_partitioning=True).select(_ARTICLES.split(", ")).rows()

    def lazy() -> list[Any]:
        found = pl.scan_parquet(folder / "sections", hive_partitioning=True)
        return found.select("article_id", "revision").collect().rows()

    return lambda: (eager(), lazy())


READERS = {"pandas": _pandas, "duckdb": _duckdb, "polars": _polars}
