"""The bytes of a Parquet file, also of one that takes another's place while that is being read.

DuckDB and Polars open a file twice, for its footer and then for what the footer says lies where, and fail when it was
replaced in between. So the new file keeps content and footer of the former one where they lie: what was begun with the
former footer ends with the former content. A reader that begins with the new footer sees nothing of it.

    first     PAR1 A footer-A
    second    PAR1 A footer-A B footer-B
    third     PAR1 C ........ B footer-B footer-C     the content goes into a gap where it fits into one; dots are zeros

A file that is replaced again and again is so about twice as long as its content, and by one footer longer each time.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.parquet as pq

_MAGIC = len(b"PAR1")
_TAIL = 4 + _MAGIC  # the footer's length, and the magic number once more


@dataclass(frozen=True, slots=True, kw_only=True)
class _Former:
    """What must stay. content, footer: the bytes' places; data: the file with zeros everywhere else."""

    content: range
    footer: range
    data: bytes


def packed(table: pa.Table, former: bytes | None = None) -> pa.Buffer:
    """A table as a file. former: the file whose place it takes. Raises ArrowInvalid when that is not a Parquet file."""
    if former is None:
        return _written(table, b"")
    kept = _kept(former)
    for gap in _gaps(kept):
        written = _written(table, kept.data[_MAGIC : gap.start])
        end = _footer(written).start
        if end <= gap.stop:
            return pa.py_buffer(b"".join((written[:end], kept.data[end:], written[end:])))
    return _written(table, kept.data[_MAGIC:])


def _written(table: pa.Table, between: bytes) -> pa.Buffer:
    """The table as a file that has these bytes between its first magic number and its content."""
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, table.schema, compression="zstd") as writer:
        sink.write(between)
        writer.write_table(table)
    return sink.getvalue()


def _kept(former: bytes) -> _Former:
    content, footer = _content(former), _footer(former)
    data = bytearray(len(former))
    for part in (content, footer):
        data[part.start : part.stop] = former[part.start : part.stop]
    return _Former(content=content, footer=footer, data=bytes(data))


def _gaps(kept: _Former) -> Iterator[range]:
    """Where new content may lie, unless it is too long for it; what is far too small is none."""
    for gap in (range(_MAGIC, kept.content.start), range(kept.content.stop, kept.footer.start)):
        if len(gap) >= len(kept.content) // 2:
            yield gap


def _content(file: bytes) -> range:
    metadata = pq.read_metadata(pa.BufferReader(file))
    starts, ends = [], [_MAGIC]
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for column in map(group.column, range(group.num_columns)):
            start = min(column.data_page_offset, column.dictionary_page_offset or column.data_page_offset)
            starts.append(start)
            ends.append(start + column.total_compressed_size)
    return range(min(starts, default=_MAGIC), max(ends))


def _footer(file: bytes | pa.Buffer) -> range:
    size = len(file)
    length = int.from_bytes(bytes(file[size - _TAIL : size - _MAGIC]), "little")
    return range(size - _TAIL - length, size)
