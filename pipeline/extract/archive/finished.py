"""The finished files of a store's archive, and what their indexes say."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.storage import Store, Stored

FOLDER = "archive"
_WARC, _INDEX = ".warc.gz", ".cdxj"
_REVISIT = "warc/revisit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """A line of an index. host: in SURT order, `org,example`. captured: UTC, `YYYYMMDDhhmmss`. file, offset, length:
    of the record. revisit: whether its body lies elsewhere. line: as it stands there."""

    host: str
    captured: str
    url: str
    digest: str
    file: str
    offset: int
    length: int
    revisit: bool
    line: bytes


def finished(store: Store) -> list[Stored]:
    """The WARC files, by name; not the one that is being written."""
    return [file for file in store.files(FOLDER, recursive=False) if file.name.endswith(_WARC)]


def file_of(name: str) -> str:
    """A WARC file of the store as references have it: without the archive's folder."""
    return name.removeprefix(f"{FOLDER}/")


def warc_name(file: str) -> str:
    """The name in the store of a file as references have it."""
    return f"{FOLDER}/{file}"


def index_name(file: str) -> str:
    """The name in the store of its index."""
    return f"{FOLDER}/{file.removesuffix(_WARC)}{_INDEX}"


def indexed(store: Store, file: str) -> Iterator[Indexed]:
    """The lines of a file's index; none when it has no index."""
    name = index_name(file)
    if store.exists(name):
        for line in store.read(name).splitlines():
            yield _indexed(line)


def _indexed(line: bytes) -> Indexed:
    surt, captured, fields = line.decode("ascii").split(" ", 2)
    stated = json.loads(fields)
    return Indexed(
        host=surt.partition(")")[0],
        captured=captured,
        url=stated["url"],
        digest=stated["digest"],
        file=stated["filename"],
        offset=int(stated["offset"]),
        length=int(stated["length"]),
        revisit=stated.get("mime") == _REVISIT,
        line=line,
    )
