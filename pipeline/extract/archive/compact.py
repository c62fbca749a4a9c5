"""Many small WARC files of a month made into few large ones: their bytes one after the other, as gzip allows."""

import itertools
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import StoreError
from pipeline.extract.archive.captures import Placed, answers_in
from pipeline.extract.archive.cdxj import line
from pipeline.extract.archive.finished import FOLDER, file_of, finished, index_name, indexed, warc_name
from pipeline.storage import Store, Stored

LARGEST = 1_000_000_000
"""Bytes of a file that others are merged into; below half of it, a file is small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Files that are to become one. target: that one. bases: the byte of it at which each of them begins."""

    target: str
    bases: Mapping[str, int]


def planned(store: Store, largest: int = LARGEST) -> list[Merge]:
    """What there is to merge: of each month the small files, in their order, as far as they fit into one.

    After that a month has one small file at most, so that there is nothing to merge until new ones come.
    """
    months: dict[str, list[Stored]] = defaultdict(list)
    for file in finished(store):
        month = _month(store, file_of(file.name)) if 2 * file.size < largest else None
        if month is not None:
            months[month].append(file)
    taken = {file_of(file.name) for file in finished(store)}
    return [merge for month, files in sorted(months.items()) for merge in _merges(month, files, taken, largest)]


def is_whole(store: Store, merge: Merge) -> bool:
    """Whether every file that is to be merged is still there, with its index."""
    there = {file.name for file in store.files(FOLDER)}
    return all({warc_name(file), index_name(file)} <= there for file in merge.bases)


def build(store: Store, merge: Merge) -> None:
    """Write the merged file and its index into the store, when every record in it can be read.

    Raises StoreError when one cannot, or when a file's index does not say what is in it.
    """
    work = store.work / ".keeping" / merge.target
    work.parent.mkdir(parents=True, exist_ok=True)
    try:
        _concatenate(store, merge, work)
        placed = list(answers_in(work))
        _compare(store, merge, placed)
        store.upload(work, warc_name(merge.target))
    finally:
        work.unlink(missing_ok=True)
    lines = sorted(line(one, merge.target) for one in placed)
    store.write(index_name(merge.target), "".join(f"{each}\n" for each in lines).encode("ascii"))


def _month(store: Store, file: str) -> str | None:
    """`YYYY-MM` of its first capture; None for a file without captures."""
    first = min((one.captured for one in indexed(store, file)), default=None)
    return first and f"{first[:4]}-{first[4:6]}"


def _merges(month: str, files: Sequence[Stored], taken: set[str], largest: int) -> Iterator[Merge]:
    names = (f"{month}-{number:04d}.warc.gz" for number in itertools.count())
    free = (name for name in names if name not in taken)
    for group in _groups(files, largest):
        if len(group) > 1:
            ends = itertools.accumulate((file.size for file in group), initial=0)
            bases = {file_of(file.name): base for file, base in zip(group, ends, strict=False)}
            yield Merge(target=next(free), bases=bases)


def _groups(files: Sequence[Stored], largest: int) -> Iterator[list[Stored]]:
    group: list[Stored] = []
    for file in files:
        if group and sum(one.size for one in group) + file.size > largest:
            yield group
            group = []
        group.append(file)
    yield group


def _concatenate(store: Store, merge: Merge, path: Path) -> None:
    with path.open("wb") as whole:
        for file, base in merge.bases.items():
            if whole.tell() != base:
                raise StoreError(f"{store.named(warc_name(file))} changed while it was merged; try again")
            with store.open(warc_name(file)) as part:
                shutil.copyfileobj(part, whole)


def _compare(store: Store, merge: Merge, placed: Sequence[Placed]) -> None:
    found = {(one.offset, one.length, one.digest, one.url, one.revisit) for one in placed}
    for file, base in merge.bases.items():
        for one in indexed(store, file):
            expected = (base + one.offset, one.length, one.digest, one.url, one.revisit)
            if expected not in found:
                index = store.named(index_name(file))
                raise StoreError(f"{index} names a record at byte {one.offset} that is not there; delete the index")
            found.remove(expected)
    if found:
        raise StoreError(f"{store.named(warc_name(merge.target))}: {len(found)} records stand in no index")
