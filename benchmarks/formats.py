"""Gold sets read from their folders, each in the format that the folder's shape shows.

| format | what shows it |
|---|---|
| copydesk's own | `gold.jsonl`, a page a line; `pages/<id>.html.gz` |
| article-extraction-benchmark | `ground-truth.json`; `html/<id>.html.gz` |
| WCXB | `ground-truth/<id>.json`, a split; `html/<id>.html.gz` |
| Fundus | `<country>/meta.info` below `tests/resources/parser/test_data` (see `benchmarks.fundus`) |
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import fundus
from benchmarks.gold import GoldPage, GoldSet, Passage

_KINDS = {"category": "collection"}  # WCXB has two names for one kind


class NoGold(Exception):
    """A folder without a gold set; the message names the folder and what was looked for."""


def read_sets(folder: Path) -> list[GoldSet]:
    """The set in a folder, or the sets in the folders right below it, by name. Raises NoGold when there is none."""
    folders = [folder] if _reader(folder) else sorted(child for child in _children(folder) if _reader(child))
    if not folders:
        looked_for = "gold.jsonl, ground-truth.json, ground-truth/ or <country>/meta.info"
        raise NoGold(f"{folder}: no gold set there (looked for {looked_for})")
    return [_read(found) for found in folders]


def _read(folder: Path) -> GoldSet:
    reader = _reader(folder)
    assert reader is not None  # noqa: S101  only such folders are asked for
    return GoldSet(folder.resolve().name, tuple(reader(folder)))


def _children(folder: Path) -> list[Path]:
    return [child for child in folder.iterdir() if child.is_dir()] if folder.is_dir() else []


def _reader(folder: Path) -> Callable[[Path], Iterator[GoldPage]] | None:
    if (folder / "gold.jsonl").is_file():
        return _own
    if (folder / "ground-truth.json").is_file():
        return _article_extraction_benchmark
    if (folder / "ground-truth").is_dir():
        return _wcxb
    return fundus.read if fundus.test_data(folder) else None


def _own(folder: Path) -> Iterator[GoldPage]:
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            authors = row.get("authors")
            yield GoldPage(
                id=row["id"],
                url=row.get("url") or "",
                file=folder / "pages" / f"{row['id']}.html.gz",
                kind=row.get("kind") or "article",
                text=row.get("text") or "",
                title=row.get("title"),
                authors=None if authors is None else tuple(authors),
                published=row.get("published"),
                sections=tuple(
                    Passage(heading=section["heading"], paragraphs=tuple(section["paragraphs"]))
                    for section in row.get("sections") or ()
                ),
                must_have=tuple(row.get("must_have") or ()),
                must_not_have=tuple(row.get("must_not_have") or ()),
            )


def _article_extraction_benchmark(folder: Path) -> Iterator[GoldPage]:
    rows = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for id_, row in rows.items():
        file = folder / "html" / f"{id_}.html.gz"
        yield GoldPage(id=id_, url=row.get("url") or "", file=file, text=row.get("articleBody") or "")


def _wcxb(folder: Path) -> Iterator[GoldPage]:
    for file in sorted((folder / "ground-truth").glob("*.json")):
        row = json.loads(file.read_text(encoding="utf-8"))
        truth = row.get("ground_truth") or {}
        author = truth.get("author")
        yield GoldPage(
            id=file.stem,
            url=row.get("url") or "",
            file=folder / "html" / f"{file.stem}.html.gz",
            kind=_wcxb_kind(row),
            text=truth.get("main_content") or "",
            title=truth.get("title"),
            authors=(author,) if author else None,
            published=truth.get("publish_date"),
            must_have=tuple(truth.get("with") or ()),
            must_not_have=tuple(truth.get("without") or ()),
        )


def _wcxb_kind(row: dict[str, Any]) -> str:
    stated = (row.get("_internal") or {}).get("page_type")
    kind = stated.get("primary") if isinstance(stated, dict) else stated
    return _KINDS.get(kind, kind) if isinstance(kind, str) else "article"
