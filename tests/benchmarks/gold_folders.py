"""Gold folders made for tests."""

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FERRY = """
<html lang="en"><head><title>Ferry returns | The Ledger</title>
<meta property="article:published_time" content="2026-03-04T08:00:00Z"><meta name="author" content="Ada Quill"></head>
<body><nav><a href="/">Home</a> <a href="/shop">Shop</a></nav>
<article><h1>The ferry returns to the northern harbour</h1>
<p>The council voted on Tuesday to bring the ferry back to the northern harbour after eleven years without a boat,
and the first crossing is to be made before the summer holidays begin.</p>
<h2>What it costs</h2>
<p>A crossing is to cost four crowns, half of what the bus over the long bridge takes, and children travel free of
charge on every day of the week but Sunday.</p></article></body></html>
"""
SHOP = """
<html><head><title>Shop</title></head>
<body><ul><li><a href="/mugs">Mugs</a></li><li><a href="/pens">Pens</a></li></ul></body></html>
"""

VOTED = (
    "The council voted on Tuesday to bring the ferry back to the northern harbour after eleven years without a boat, "
    "and the first crossing is to be made before the summer holidays begin."
)
COSTS = (
    "A crossing is to cost four crowns, half of what the bus over the long bridge takes, and children travel free of "
    "charge on every day of the week but Sunday."
)


def save(file: Path, page: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(page.encode()))


def own_set(folder: Path, rows: Sequence[Mapping[str, Any]], pages: Mapping[str, str]) -> Path:
    """A folder in copydesk's own format; pages: HTML by id."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    for id_, page in pages.items():
        save(folder / "pages" / f"{id_}.html.gz", page)
    return folder


def small_set(folder: Path) -> Path:
    """An article that copydesk gets right in all, and a shop."""
    ferry = {
        "id": "ferry",
        "url": "https://ledger.example/2026/ferry",
        "kind": "article",
        "text": f"{VOTED}\n\nWhat it costs\n\n{COSTS}",
        "title": "The ferry returns to the northern harbour",
        "authors": ["Ada Quill"],
        "published": "2026-03-04",
        "sections": [
            {"heading": None, "paragraphs": [VOTED]},
            {"heading": "What it costs", "paragraphs": [COSTS]},
        ],
        "must_have": ["four crowns"],
        "must_not_have": ["Shop"],
    }
    shop = {"id": "shop", "url": "https://ledger.example/shop", "kind": "listing", "text": "Mugs Pens"}
    return own_set(folder, [ferry, shop], {"ferry": FERRY, "shop": SHOP})
