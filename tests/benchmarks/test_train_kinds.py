"""A gold folder becomes a table that tells its kinds. Runs where the optional group `train` is installed."""

import gzip
import json
from pathlib import Path

import pytest

pytest.importorskip("sklearn")

from benchmarks import train_kinds as train
from pipeline.transform.refusals.facts import Facts
from pipeline.transform.refusals.kinds import judged, parsed

PROSE = "<p>The council voted on Tuesday to repair the old bridge, and work is to begin in March, it said.</p>"
ARTICLE = f"<title>Vote</title><body><article class=post><h1>Vote</h1>{PROSE * 4}</article></body>"
SHOP = f"<title>Shoe</title><body><div class=product><h1>Shoe</h1>{PROSE * 2}<button>Add to cart</button></div></body>"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Twelve articles and twelve products, each of a site of its own."""
    (tmp_path / "pages").mkdir()
    rows = []
    for number in range(24):
        kind, page = ("article", ARTICLE) if number % 2 else ("product", SHOP)
        rows.append({"id": f"p{number}", "url": f"https://site{number}.example/{kind}/bridge", "kind": kind})
        (tmp_path / "pages" / f"p{number}.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def test_the_table_tells_pages_of_other_sites(gold: Path) -> None:
    pages = list(train.examples(gold))
    assert len(pages) == 24
    scores = train.cross_validated(pages)
    articles = [score for page, score in zip(pages, scores, strict=True) if page.article]
    others = [score for page, score in zip(pages, scores, strict=True) if not page.article]
    assert min(articles) > max(others)


def test_a_table_is_read_as_it_was_written(gold: Path) -> None:
    table = train.trained(list(train.examples(gold)))
    again = parsed(train.written(table).replace("-inf", "-100"))
    assert (again.base, again.marks, again.numbers) == (table.base, table.marks, table.numbers)
    assert table.marks["class"]["product"] < 0 < table.marks["class"]["post"]


def example(kind: str, *, short: bool = False) -> train.Example:
    return train.Example(gold="g", site="s", kind=kind, short=short, facts=Facts({}, {}))


def test_the_threshold_keeps_the_wanted_share_of_articles() -> None:
    pages = [example("article", short=True), *[example("article")] * 9, example("product")]
    scores = [9.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 9.5]
    assert train.threshold_for(0.9, pages, scores) == 1.0
    assert train.threshold_for(0.8, pages, scores) == 2.0


def test_the_reasons_survive_the_trip() -> None:
    table = parsed('{"base": 0, "threshold": 1, "marks": {"says": {"buy": -1}}, "numbers": {}}')
    assert judged(Facts({"says": frozenset(("buy",))}, {}), table).against == ("says «buy»",)
