"""Folders of a dataset with several Parquet files, which other tools leave behind: one file again, nothing dropped.

<root>/.keeping/parts.json   the merge under way: the file that is to come, its digest, and the files that it replaces
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Self

import pyarrow as pa

from pipeline.load.layout.columns import DATASETS, Dataset
from pipeline.load.layout.files import forget_former
from pipeline.load.layout.packed import packed
from pipeline.load.layout.partition import day_of, partition_name
from pipeline.load.layout.parts import in_schema
from pipeline.load.layout.schemas import dataset_named, in_order
from pipeline.storage import Store, Stored

_JOURNAL = ".keeping/parts.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Joining:
    """target: the name of the file that is to come. digest: SHA-256 of its bytes. parts: what it is made of."""

    dataset: str
    target: str
    digest: str
    parts: tuple[str, ...]

    @classmethod
    def read(cls, store: Store) -> Self | None:
        if not store.exists(_JOURNAL):
            return None
        stated = json.loads(store.read(_JOURNAL))
        return cls(**{**stated, "parts": tuple(stated["parts"])})


def compact(store: Store) -> None:
    """Make every folder with several Parquet files, or one of another name, one with one file.

    While a folder is being replaced, a reader may find its rows twice. After a kill the next call completes it. Raises
    StoreError for a file that cannot be one of its dataset's.
    """
    finish_joining(store)
    for dataset, target, parts in list(_scattered(store)):
        content = _joined(store, dataset, parts)
        joining = _Joining(
            dataset=dataset.name, target=target, digest=hashlib.sha256(content).hexdigest(), parts=tuple(parts)
        )
        store.write(_JOURNAL, json.dumps(asdict(joining)).encode())
        _replace(store, joining, content)


def shed(store: Store) -> None:
    """Write the files anew that keep what they have replaced; a reader who is at one in this moment may fail."""
    for file in parquet_files(store):
        forget_former(store, file.name)


def parquet_files(store: Store) -> list[Stored]:
    """Every Parquet file of every dataset."""
    return [file for dataset in DATASETS for file in store.files(dataset) if file.name.endswith(".parquet")]


def finish_joining(store: Store) -> None:
    """Complete what a killed `compact` began."""
    joining = _Joining.read(store)
    if joining is None:
        return
    replaced = store.exists(joining.target) and hashlib.sha256(store.read(joining.target)).hexdigest() == joining.digest
    dataset = dataset_named(joining.dataset)
    _replace(store, joining, None if replaced else _joined(store, dataset, joining.parts))


def _replace(store: Store, joining: _Joining, content: pa.Buffer | None) -> None:
    """content: what is to be written; None when it stands already."""
    if content is not None:
        store.write(joining.target, content)
    for part in joining.parts:
        if part != joining.target:
            store.delete(part)
    store.delete(_JOURNAL)


def _joined(store: Store, dataset: Dataset, parts: Iterable[str]) -> pa.Buffer:
    return packed(in_order(pa.concat_tables(in_schema(store, part, dataset) for part in parts), dataset))


def _scattered(store: Store) -> Iterator[tuple[Dataset, str, list[str]]]:
    """Each folder with several Parquet files: its dataset, the one file that it should have, and those that it has."""
    for dataset in DATASETS.values():
        by_day: dict[date | None, list[str]] = defaultdict(list)
        for file in store.files(dataset.name):
            if file.name.endswith(".parquet"):
                by_day[day_of(file.name) if dataset.daily else None].append(file.name)
        for day, parts in by_day.items():
            target = partition_name(dataset, day)
            if parts != [target]:
                yield dataset, target, parts
