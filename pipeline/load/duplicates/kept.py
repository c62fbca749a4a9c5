"""Signatures kept beside the datasets, so that a night reads no text that it does not need.

<root>/.signatures/date=YYYY-MM-DD/part-0.parquet   one row per article of the day that has been compared

They are made from `articles` and may be deleted at any time: what has none is compared anew.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.load.duplicates.signatures import ALGORITHM, VALUES, Signatures
from pipeline.load.layout.files import write_file
from pipeline.storage import Store

_FOLDER = ".signatures"
_KEY = b"copydesk.signatures"
_BYTES = 4 * VALUES
_COLUMNS: dict[str, pa.DataType] = {
    "article_id": pa.string(),
    "content_hash": pa.string(),
    "digest": pa.int64(),
    "signature": pa.binary(_BYTES),
}
_SCHEMA = pa.schema(_COLUMNS, metadata={_KEY: ALGORITHM.encode()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Articles of a day and their signatures, row by row.

    keys: article_id and content_hash. digests: of the wording. signatures: a row of `VALUES` each.
    """

    keys: list[tuple[str, str]]
    digests: npt.NDArray[np.int64]
    signatures: Signatures


def read_signed(store: Store, day: date) -> Signed:
    """What is kept of a day; nothing when the file is missing, damaged, or of another algorithm."""
    name = _name(day)
    table = _table(store, name) if store.exists(name) else _SCHEMA.empty_table()
    ids: list[Any] = table["article_id"].to_pylist()
    hashes: list[Any] = table["content_hash"].to_pylist()
    packed: Any = table["signature"].combine_chunks()
    values = np.frombuffer(packed.buffers()[1] or b"", np.uint32)[packed.offset * VALUES :]
    return Signed(
        keys=list(zip(ids, hashes, strict=True)),
        digests=table["digest"].to_numpy(),
        signatures=values[: len(table) * VALUES].reshape(len(table), VALUES),
    )


def write_signed(store: Store, day: date, signed: Signed) -> None:
    """Replace what is kept of a day."""
    packed = pa.py_buffer(signed.signatures.tobytes())
    columns: list[pa.Array[Any]] = [
        pa.array([article_id for article_id, _ in signed.keys], pa.string()),
        pa.array([content_hash for _, content_hash in signed.keys], pa.string()),
        pa.array(signed.digests, pa.int64()),
        pa.Array.from_buffers(pa.binary(_BYTES), len(signed.keys), [None, packed]),
    ]
    write_file(store, _name(day), pa.table(columns, schema=_SCHEMA), keep_former=False)


def forget(store: Store, day: date, article_ids: Collection[str]) -> None:
    """Let articles of a day count as never compared."""
    signed = read_signed(store, day)
    left = [place for place, (article_id, _) in enumerate(signed.keys) if article_id not in article_ids]
    if len(left) < len(signed.keys):
        keys = [signed.keys[place] for place in left]
        write_signed(store, day, Signed(keys=keys, digests=signed.digests[left], signatures=signed.signatures[left]))


def _name(day: date) -> str:
    return f"{_FOLDER}/date={day.isoformat()}/part-0.parquet"


def _table(store: Store, name: str) -> pa.Table:
    with store.open(name) as stream:
        try:
            table = pq.read_table(stream)
        except (pa.ArrowInvalid, OSError):
            return _SCHEMA.empty_table()
    stated = (table.schema.metadata or {}).get(_KEY)
    return table if stated == ALGORITHM.encode() else _SCHEMA.empty_table()
