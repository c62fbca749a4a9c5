"""An article of each source to look at, where something is said of all of them together."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import pyarrow.compute as pc

from pipeline.load.layout.columns import ARTICLES
from pipeline.load.layout.partition import read_partition
from pipeline.storage import Store

_COLUMNS = ["source", "title", "url", "run_id", "revision", "word_count"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An article. url: where its page is."""

    title: str
    url: str


def shortest(store: Store, run_id: str, written: Collection[date], sources: Collection[str]) -> dict[str, Example]:
    """By source, the shortest of the articles that a run wrote new: what a new layout hides shows there.

    written: the days that hold what the run wrote; nothing is read where no source is asked for.
    """
    found: dict[str, tuple[int, str, str]] = {}
    for day in written if sources else ():
        table = read_partition(store, ARTICLES, day, _COLUMNS)
        for row in table.filter((pc.field("run_id") == run_id) & (pc.field("revision") == 1)).to_pylist():
            one = (row["word_count"], row["url"], row["title"])
            if row["source"] in sources and one < found.get(row["source"], (one[0] + 1, "", "")):
                found[row["source"]] = one
    return {source: Example(title=title, url=url) for source, (_, url, title) in found.items()}
