"""Articles to load, and the store's content as plain rows."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds

from pipeline.load import StagedArticle, merge, stage
from pipeline.load.records import Merged
from pipeline.models import Access, Article, BlockKind, CaptureRef, Label, Removed, Section, Stated
from pipeline.storage import Store

DAY = date(2026, 3, 1)
NIGHT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
TOGETHER = ("articles", "sections", "removed", "revisions")


def stated(value: str, method: str = "json_ld") -> Stated:
    return Stated(value=value, method=method, raw=value)


def section(position: int, heading: str | None, *paragraphs: str) -> Section:
    return Section(
        position=position,
        level=1 if heading is None else 2,
        heading=heading,
        paragraphs=paragraphs,
        kinds=(BlockKind.PARAGRAPH,) * len(paragraphs),
    )


def removed(position: int, text: str) -> Removed:
    return Removed(position=position, label=Label.SHARE_BAR, rule="words:share", text=text, path="main/div.share")


def article(slug: str, text: str = "First version.", **fields: Any) -> Article:
    url = f"https://example.org/{slug}"
    values: dict[str, Any] = {
        "url": url,
        "canonical_url": url,
        "title": stated(f"Title of {slug}"),
        "standfirst": None,
        "authors": (),
        "published": None,
        "modified": None,
        "language": None,
        "section": None,
        "tags": (),
        "image": None,
        "access": Access.FULL,
        "sections": (section(0, None, text), section(1, "What next", "Nothing yet.", "Wait.")),
        "removed": (removed(7, "Share this"),),
        "rating": None,
        "author_boxes": (),
    }
    return Article(**values | fields)


def captured(
    article: Article, *, source: str = "example", nights: int = 0, minutes: int = 0, first: date = DAY
) -> StagedArticle:
    """The article as fetched `nights` and `minutes` after NIGHT; first: the day that it was first captured."""
    return StagedArticle(
        article=article,
        source=source,
        date=first,
        first_captured_at=datetime.combine(first, NIGHT.time(), UTC),
        captured_at=NIGHT + timedelta(days=nights, minutes=minutes),
        run_id="given",
        capture=CaptureRef(file="2026/a.warc.gz", offset=1024, length=99),
    )


def load(store: Store, run_id: str, *rows: StagedArticle) -> list[Merged]:
    return merge([stage(rows, store, run_id, "batch")], store, run_id, NIGHT)


def results(merged: Sequence[Merged]) -> dict[str, str]:
    return {one.url.rsplit("/", 1)[1]: one.result for one in merged}


def content(store: Store, *datasets: str) -> dict[str, list[dict[str, Any]]]:
    """Rows as any reader of the folders finds them, the partition among them."""
    return {name: scanned(store, name).to_pylist() for name in datasets or TOGETHER}


def scanned(store: Store, dataset: str) -> pa.Table:
    """A dataset's folder as pyarrow reads it."""
    return ds.dataset(store.path(dataset), filesystem=store.filesystem, partitioning="hive").to_table()


def file_states(store: Store) -> dict[str, tuple[datetime, bytes]]:
    """When every published file was written, and its bytes: equal means that none was written again."""
    published = [file for file in store.files("") if not file.name.startswith(".") and file.name.endswith(".parquet")]
    return {file.name: (file.modified, store.read(file.name)) for file in published}
