"""Records of the finished archive files, found through their indexes."""

from collections.abc import Collection, Iterator

from pipeline.extract.archive.finished import Indexed, file_of, finished, indexed
from pipeline.extract.archive.surts import surt
from pipeline.extract.urls import normalise
from pipeline.storage import Store


def indexed_at(store: Store, addresses: Collection[str]) -> list[Indexed]:
    """The answers that came from one of the addresses, or from another spelling of it."""
    hosts = {surt(address).partition(")")[0] for address in addresses}
    return [
        one
        for one in _everything(store)
        if one.host in hosts and (one.url in addresses or normalise(one.url) in addresses)
    ]


def indexed_bodies(store: Store, digests: Collection[str]) -> list[Indexed]:
    """The answers that hold a body of one of these digests."""
    return [one for one in _everything(store) if one.digest in digests and not one.revisit]


def _everything(store: Store) -> Iterator[Indexed]:
    return (one for file in finished(store) for one in indexed(store, file_of(file.name)))
