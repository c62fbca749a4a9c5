"""Made-up news to compare, and what the store says of it."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pipeline.load import StagedArticle, merge, read, stage
from pipeline.load.duplicates import Compared, compare
from pipeline.load.merging.rows import article_id
from pipeline.storage import Store
from tests.load.load_samples import DAY, NIGHT, article, captured, section, stated

WINDOW = 14
_VOCABULARY = [f"{first}{second}{third}" for first in "bdfgklmnprst" for second in "aeiou" for third in "lmnrst"]


def text(seed: object, words: int = 120) -> str:
    """Words that stand together in no text of another seed."""
    return " ".join(random.Random(str(seed)).choices(_VOCABULARY, k=words))


def edited(original: str, note: str = "") -> str:
    """As another desk prints it: cut after four fifths, with a paragraph of its own."""
    words = original.split(" ")
    return f"{' '.join(words[: len(words) * 4 // 5])} {text(note, 15)}"


def day(number: int) -> date:
    """The first of March is day 1."""
    return DAY + timedelta(days=number - 1)


def news(slug: str, body: str, *, on: int = 1, at: int = 2, published: str | None = None, **more: Any) -> StagedArticle:
    """An article first captured on that day, at that hour. nights: how many nights later it was captured as it is."""
    nights = more.pop("nights", 0)
    one = article(
        slug,
        sections=(section(0, None, body),),
        published=None if published is None else stated(published),
        **more,
    )
    first = datetime.combine(day(on), NIGHT.time(), UTC).replace(hour=at)
    row = captured(one, source=slug.partition("-")[0], first=day(on))
    return replace(row, first_captured_at=first, captured_at=first + timedelta(days=nights))


def load(store: Store, run_id: str, *rows: StagedArticle, window: int = WINDOW) -> Compared:
    """Merge and compare, as a night does."""
    merged = merge([stage(rows, store, run_id, "batch")], store, run_id, NIGHT)
    return compare(store, {one.date for one in merged if one.result != "unchanged"}, window)


def clusters(store: Store) -> dict[str, tuple[str, bool]]:
    """Of each article, by its slug, the slug that its cluster is named by, and whether it is the original."""
    rows = read("articles", store, columns=["article_id", "canonical_url", "cluster_id", "original"])
    slugs = {row.article_id: row.canonical_url.rpartition("/")[2] for row in rows.itertuples()}
    return {
        slugs[row.article_id]: (slugs.get(row.cluster_id, row.cluster_id), row.original) for row in rows.itertuples()
    }


def together(store: Store) -> set[frozenset[str]]:
    """The slugs of each cluster."""
    found: dict[str, set[str]] = {}
    for slug, (cluster, _) in clusters(store).items():
        found.setdefault(cluster, set()).add(slug)
    return {frozenset(slugs) for slugs in found.values()}


def originals(store: Store) -> list[str]:
    return sorted(slug for slug, (_, original) in clusters(store).items() if original)


def id_of(slug: str) -> str:
    return article_id(f"https://example.org/{slug}")


def in_any_order(rows: Sequence[StagedArticle], seed: int) -> list[StagedArticle]:
    return random.Random(seed).sample(list(rows), len(rows))
