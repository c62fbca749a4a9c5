"""The file of what reprocessing changes: one row per article and field, `reprocess/<id>/changes.parquet`.

kind           gained (an article that was none before), lost (none any longer) or changed
source         as in articles
date           the day (UTC) of the partition of articles in which it lies
article_id     as it is afterwards; of a lost one, as it was
url            the address that was asked for
field          what differs: a column of articles; headings; kinds, of the paragraphs; removed, the label, rule and text
               of each block; removed_places; or one of an earlier revision, such as `revision 1: title`. `article` for
               one that is gained or lost
before, after  the value as text, lists and records as JSON; null for none. Of one gained or lost, its title
reason         of one gained, why it was no article, of one lost, why it is none, such as not_article; else null

It is no dataset: it has no schema version, and no day of its own. pandas, DuckDB and Polars read it as it is.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.storage import Store

_FOLDER, _NAME, _PAGE = "reprocess", "changes.parquet", "index.html"

Kind = Literal["gained", "lost", "changed"]

SCHEMA: pa.Schema = pa.schema(
    [
        pa.field("kind", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("date", pa.date32(), nullable=False),
        pa.field("article_id", pa.string(), nullable=False),
        pa.field("url", pa.string(), nullable=False),
        pa.field("field", pa.string(), nullable=False),
        pa.field("before", pa.string()),
        pa.field("after", pa.string()),
        pa.field("reason", pa.string()),
    ]  # type: ignore[arg-type]  # the stubs take fields of one type only
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A row of the file."""

    kind: Kind
    source: str
    date: date
    article_id: str
    url: str
    field: str
    before: str | None
    after: str | None
    reason: str | None = None


class ChangesWriter:
    """Writes the file, some rows at a time."""

    def __init__(self, writer: pq.ParquetWriter) -> None:
        self._writer = writer

    def add(self, rows: Iterable[Change]) -> None:
        found = [asdict(row) for row in rows]
        if found:
            self._writer.write_table(pa.Table.from_pylist(found, schema=SCHEMA))


@contextmanager
def writing_changes(file: Path) -> Iterator[ChangesWriter]:
    """The file, on this machine, until the block ends."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(file, SCHEMA, compression="zstd") as writer:
        yield ChangesWriter(writer)


def forget_changes(store: Store, article_ids: Collection[str], addresses: Collection[str]) -> None:
    """Delete the files that tell of articles, and the pages beside them, for articles that are taken down."""
    ids, urls = pa.array(article_ids, pa.string()), pa.array(addresses, pa.string())
    for file in store.files(_FOLDER):
        if file.name.endswith(f"/{_NAME}"):
            with store.open(file.name) as stream:
                table = pq.read_table(stream, columns=["article_id", "url"])
            told = pc.or_(pc.is_in(table["article_id"], ids), pc.is_in(table["url"], urls))
            if pc.any(told).as_py():
                store.delete(file.name.replace(_NAME, _PAGE))
                store.delete(file.name)
