"""A store made of fewer files: nothing is dropped but what retention lets go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from pipeline import extract
from pipeline import load as datasets
from pipeline.keeping.desk import Keeping
from pipeline.keeping.merging import merge_archive
from pipeline.keeping.retention import expire
from pipeline.storage import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """How many files, and how many bytes in them."""

    files: int
    bytes: int

    @classmethod
    def of(cls, files: Iterable[Stored]) -> Self:
        sizes = [file.size for file in files]
        return cls(files=len(sizes), bytes=sum(sizes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Compacted:
    """Parquet and WARC files, each before and after. expired: WARC files that retention deleted."""

    datasets: tuple[Volume, Volume]
    archive: tuple[Volume, Volume]
    expired: int


def compact(keeping: Keeping, keep_raw_days: float | None, now: datetime) -> Compacted:
    """Delete old archive files, merge small files of datasets and archive, and let files shed what they replaced.

    A reader who is at a file in that moment may fail, and finds it whole when it reads again.
    """
    store = keeping.store
    parquet, warcs = _volumes(keeping)
    expired = expire(keeping, keep_raw_days, now)
    datasets.compact(store)
    merge_archive(keeping)
    datasets.shed(store)
    parquet_now, warcs_now = _volumes(keeping)
    return Compacted(datasets=(parquet, parquet_now), archive=(warcs, warcs_now), expired=len(expired))


def _volumes(keeping: Keeping) -> tuple[Volume, Volume]:
    store = keeping.store
    return Volume.of(datasets.parquet_files(store)), Volume.of(extract.finished(store))
