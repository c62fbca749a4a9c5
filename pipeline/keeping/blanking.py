"""The pages of an article out of the archive."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from pipeline import extract
from pipeline.keeping.desk import Keeping


def blank_captures(
    keeping: Keeping, addresses: Collection[str], places: Collection[tuple[str, int]], now: datetime
) -> int:
    """Blank every exchange with the addresses, and at the places (file, offset); how many records that were.

    Their bodies go wherever they lie: one that is kept once for several addresses, or twice, is the same content. Who
    else referred to one keeps what the datasets have of it; the ledger offers it no more. Found by ledger and indexes,
    either of which may have been lost. The ledger is told last: after a kill the same call completes it.
    """
    if not addresses and not places:
        return 0
    store, ledger = keeping.store, keeping.ledger
    known = ledger.captures_at(addresses)
    lines = extract.indexed_at(store, addresses)
    digests = {one.digest for one in known if one.digest is not None} | {one.digest for one in lines}
    known += ledger.bodies(digests)
    lines += extract.indexed_bodies(store, digests)
    offsets: dict[str, set[int]] = defaultdict(set)
    for file, offset in (
        *places,
        *((one.file, one.offset) for one in known),
        *((one.file, one.offset) for one in lines),
    ):
        offsets[file].add(offset)
    there = {extract.file_of(file.name) for file in extract.finished(store)}
    blanked = sum(extract.blank(store, file, offsets[file], addresses, now) for file in sorted(there & {*offsets}))
    ledger.forget((file, offset) for file, every in offsets.items() for offset in every)
    return blanked
