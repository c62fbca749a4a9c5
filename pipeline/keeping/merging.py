"""Archive files merged, and every reference to what was in them."""

import json
from dataclasses import asdict

from pipeline import extract
from pipeline import load as datasets
from pipeline.extract import Merge
from pipeline.keeping.desk import Keeping

_JOURNAL = ".keeping/merge.json"


def merge_archive(keeping: Keeping) -> None:
    """Merge the small archive files of each month. A kill at any moment leaves what `finish_merge` completes.

    Until it is complete both the merged file and those that it replaces are there, so every reference is right.
    """
    for merge in extract.planned(keeping.store):
        keeping.store.write(_JOURNAL, json.dumps(asdict(merge)).encode())
        finish_merge(keeping)


def finish_merge(keeping: Keeping) -> None:
    """Carry out the merge that is under way, if there is one: the merged file first, the old ones deleted last."""
    store, ledger = keeping.store, keeping.ledger
    if not store.exists(_JOURNAL):
        return
    merge = Merge(**json.loads(store.read(_JOURNAL)))
    if extract.is_whole(store, merge):  # else some of it is deleted already, and all references are moved
        extract.build(store, merge)
        datasets.clear_staged(store)  # what a killed run staged has references too, and is made anew
        datasets.move_captures(store, merge.bases, merge.target)
        ledger.move_captures(merge.bases, merge.target)
    for file in merge.bases:
        extract.delete(store, file)
    store.delete(_JOURNAL)
