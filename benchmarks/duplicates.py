"""How long it takes to find the copies among a night's articles.

    python -m benchmarks.duplicates

A store is made in a temporary folder: 14 days of made-up articles that have been compared, and a night of new ones, a
fifth of which are edited copies. Then a process of its own, bound to one core, compares the night: it reads rows and
signatures from disk, makes those of the new articles, finds candidates, reads their texts and writes the clusters.

| case | what it is |
|---|---|
| `large` | 1,000 new articles against 100,000 |
| `ordinary` | 1,000 new articles against 14,000 |
| `template` | 3,000 new pages of one template that differ in their figures only, against 14,000 |

Prints seconds by the clock and of the processor, which others on the machine do not lengthen, the peak of the process's
memory, and how many copies were found of how many there are. Exit status 1 when `large` takes 10 seconds or more of the
processor.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

import pyarrow as pa

from benchmarks.memory import peak_mb
from pipeline.load.duplicates import compare
from pipeline.load.layout.columns import ARTICLES
from pipeline.load.layout.partition import read_partition, write_partition
from pipeline.load.layout.schemas import file_schema, in_order
from pipeline.storage import Store

SECONDS_AT_MOST = 10.0
WINDOW = 14
TONIGHT = date(2026, 11, 20)
COPIED = 5  # every fifth new article is a copy

_WORDS = 450  # of a text, on average
_VOCABULARY = 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """new, known: articles of the night, and of the 14 days before it. template: the new ones are pages of one."""

    name: str
    new: int
    known: int
    template: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """seconds, processor_seconds: for comparing the night. before_mb, peak_mb: memory before it and at its highest."""

    seconds: float
    processor_seconds: float
    before_mb: float
    peak_mb: float


CASES = (
    Case(name="large", new=1_000, known=100_000),
    Case(name="ordinary", new=1_000, known=14_000),
    Case(name="template", new=3_000, known=14_000, template=True),
)


class Writer:
    """Writes made-up texts: of a natural language's lengths, and with words as frequent as there."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        letters = partial(self.chance.choices, "etaoinshrdlucmfw")
        self._words = ["".join(letters(k=self.chance.randint(2, 10))) for _ in range(_VOCABULARY)]
        self._often = list(accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))

    def words(self, count: int) -> list[str]:
        return self.chance.choices(self._words, cum_weights=self._often, k=count)

    def text(self) -> str:
        return " ".join(self.words(max(80, round(self.chance.lognormvariate(6.0, 0.5) * _WORDS / 457))))

    def copy(self, text: str) -> str:
        """As another desk prints it: cut at the end, one word in twenty another, a paragraph added."""
        kept = text.split(" ")[: round(len(text.split(" ")) * self.chance.uniform(0.7, 1.0))]
        for place in self.chance.sample(range(len(kept)), len(kept) // 20):
            kept[place] = self.words(1)[0]
        return " ".join([*kept, *self.words(30)])

    def filled(self, template: Sequence[str]) -> str:
        """A template's words with a figure after every eighth."""
        return " ".join(
            f"{word} {self.chance.randint(1, 99_999)}" if n % 8 == 0 else word for n, word in enumerate(template)
        )


def make(store: Store, case: Case, seed: int = 1) -> dict[str, str]:
    """Fill the store, compare all but the night; which of the night's articles are copies of which, by article_id."""
    writer, texts = Writer(seed), {}
    days = [TONIGHT - timedelta(days=back) for back in range(WINDOW, 0, -1)]
    for number, day in enumerate(days):
        count = case.known * (number + 1) // len(days) - case.known * number // len(days)
        rows = {f"{day:%m%d}{place:012d}": writer.text() for place in range(count)}
        _write(store, day, rows)
        compare(store, [day], 0)
        texts.update(rows)
    night, copies = _night(writer, texts, case)
    _write(store, TONIGHT, night)
    return copies


def measure(folder: Path) -> Measured:
    """Compare the night of a store, in a process of its own on one core."""
    command = [sys.executable, "-m", "benchmarks.duplicates", str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])  # noqa: S603
    return Measured(**json.loads(done.stdout))


def found(store: Store) -> dict[str, str]:
    """The night's articles that stand as copies, and their clusters."""
    rows = read_partition(store, ARTICLES, TONIGHT, ["article_id", "cluster_id", "original"]).to_pylist()
    return {row["article_id"]: row["cluster_id"] for row in rows if row["original"] is False}


def main() -> int:
    print("| case | new | known | seconds | of processor | MB before | MB at most | copies | found | wrong |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    slow = False
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            store = Store.at(folder)
            copies = make(store, case)
            measured = measure(Path(folder))
            said = found(store)
            wrong = len(said.keys() - copies.keys())
            slow |= case.name == "large" and measured.processor_seconds >= SECONDS_AT_MOST
        right = sum(said.get(article_id) == original for article_id, original in copies.items())
        figures = [f"{value:.2f}" for value in (measured.seconds, measured.processor_seconds)]
        figures += [f"{value:.0f}" for value in (measured.before_mb, measured.peak_mb, len(copies), right, wrong)]
        print(f"| {case.name} | {case.new:,} | {case.known:,} | {' | '.join(figures)} |", flush=True)
    return int(slow)


def _night(writer: Writer, texts: dict[str, str], case: Case) -> tuple[dict[str, str], dict[str, str]]:
    template = writer.words(200)
    known = list(texts)
    night: dict[str, str] = {}
    copies: dict[str, str] = {}
    for place in range(case.new):
        article_id = f"{TONIGHT:%m%d}{place:012d}"
        if case.template:
            night[article_id] = writer.filled(template)
        elif place % COPIED == 0:
            copies[article_id] = writer.chance.choice(known)
            night[article_id] = writer.copy(texts[copies[article_id]])
        else:
            night[article_id] = writer.text()
    return night, copies


def _write(store: Store, day: date, texts: dict[str, str]) -> None:
    captured = datetime.combine(day, datetime.min.time(), UTC)
    constant = {
        **dict.fromkeys(file_schema(ARTICLES).names),
        **_CONSTANT,
        "first_captured_at": captured,
        "captured_at": captured,
    }
    rows = [
        constant
        | {"article_id": key, "canonical_url": key, "url": key, "content_hash": key * 4, "title": key, "text": text}
        for key, text in texts.items()
    ]
    write_partition(store, ARTICLES, day, in_order(pa.Table.from_pylist(rows, schema=file_schema(ARTICLES)), ARTICLES))


_CONSTANT: dict[str, Any] = {
    "source": "made-up",
    "title_method": "json_ld",
    "authors": [],
    "tags": [],
    "access": "full",
    "word_count": _WORDS,
    "section_count": 1,
    "author_boxes": [],
    "revision": 1,
    "run_id": "made-up",
    "capture_file": "made-up.warc.gz",
    "capture_offset": 0,
    "warnings": [],
}


def _compare_here(folder: str) -> Measured:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    store, before = Store.at(folder), peak_mb()
    began, worked = time.perf_counter(), time.process_time()
    compare(store, [TONIGHT], WINDOW)
    return Measured(
        seconds=time.perf_counter() - began,
        processor_seconds=time.process_time() - worked,
        before_mb=before,
        peak_mb=peak_mb(),
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(asdict(_compare_here(sys.argv[1]))))
        sys.exit(0)
    sys.exit(main())
