"""The bytes of a Parquet file, also of one that takes another's place while that is being read.

DuckDB and Polars open a file twice, for its footer and then for what the footer says lies where, and fail when it was
replaced in between. So the new file keeps content and footer of the former one where they lie: what was begun with the
former footer ends with the former content. A reader that begins with the new footer sees nothing of it.

    first     PAR1 A footer-A
    second    PAR1 A footer-A ... B footer-B
    third     PAR1 C ............ B footer-B footer-C    the content goes into a gap where it fits into one

Dots are zeros. A file that is replaced again and again is so two to three times as long as its content, and one footer
longer each time. Two replacements while one reader is between footer and content are one too many.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

# Files are 8% smaller than at the default level, 1, and take half as long again to write; level 6 saves 2% more and
# takes four times as long.
_LEVEL = 3
# Rows are in the order of their sources: who asks for one source of a large day skips the groups of the others.
_ROWS_IN_GROUP = 5_000
_MAGIC = len(b"PAR1")
_TAIL = 4 + _MAGIC  # the footer's length, and the magic number once more


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What must stay of a file. content, footer: the bytes' places; data: the file with zeros everywhere else."""

    content: range
    footer: range
    data: bytes

    @property
    def room(self) -> int:
        """Bytes to leave in front of the new content, so that what comes next fits there, also if somewhat longer."""
        return len(self.content) // 8

    @classmethod
    def of(cls, file: bytes) -> Self:
        """Raises ArrowInvalid when the bytes are not a Parquet file."""
        content, footer = _content(pq.read_metadata(pa.BufferReader(file))), _footer(file)
        data = bytearray(len(file))
        for part in (content, footer):
            data[part.start : part.stop] = file[part.start : part.stop]
        return cls(content=content, footer=footer, data=bytes(data))


def packed(table: pa.Table, former: Former | None = None) -> pa.Buffer:
    """A table as a file. former: of the file whose place it takes."""
    if former is None:
        return _written(table, b"")
    for gap in _gaps(former):
        written = _written(table, former.data[_MAGIC : gap.start])
        end = _footer(written).start
        if end <= gap.stop:
            return pa.py_buffer(b"".join((written[:end], former.data[end:], written[end:])))
    return _written(table, former.data[_MAGIC:] + bytes(former.room))


def superfluous(metadata: pq.FileMetaData, size: int) -> int:
    """How many bytes of a file of that size are not its own content and footer."""
    return size - _MAGIC - len(_content(metadata)) - metadata.serialized_size - _TAIL


def _written(table: pa.Table, between: bytes) -> pa.Buffer:
    """The table as a file that has these bytes between its first magic number and its content."""
    sink = pa.BufferOutputStream()
    with pq.ParquetWriter(sink, table.schema, compression="zstd", compression_level=_LEVEL) as writer:
        sink.write(between)
        writer.write_table(table, row_group_size=_ROWS_IN_GROUP)
    return sink.getvalue()


def _gaps(former: Former) -> Iterator[range]:
    """Where new content may lie, unless it is too long for it; what is far too small is none."""
    behind = former.content.stop + former.room
    for gap in (range(_MAGIC, former.content.start), range(behind, former.footer.start)):
        if len(gap) >= len(former.content) // 2:
            yield gap


def _content(metadata: pq.FileMetaData) -> range:
    starts, ends = [], [_MAGIC]
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for column in map(group.column, range(group.num_columns)):
            start = column.dictionary_page_offset or column.data_page_offset
            starts.append(start)
            ends.append(start + column.total_compressed_size)
    return range(min(starts, default=_MAGIC), max(ends))


def _footer(file: bytes | pa.Buffer) -> range:
    size = len(file)
    length = int.from_bytes(bytes(file[size - _TAIL : size - _MAGIC]), "little")
    return range(size - _TAIL - length, size)
