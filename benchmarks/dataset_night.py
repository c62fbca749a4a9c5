"""One night's load for `benchmarks.datasets`, from staging to the closed run, as the nightly run does it.

    python -m benchmarks.dataset_night FOLDER DAY NEW REVISED_A_DAY

NEW articles of DAY, and REVISED_A_DAY revised ones of each of five earlier days, go to the store in FOLDER. Prints one
JSON object; see `benchmarks.datasets.Night`.
"""

import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.made_articles import SOURCES, captured
from benchmarks.memory import peak_mb
from pipeline import batches, load, nightly
from pipeline.config import FetchSettings, Settings, Source, StorageSettings
from pipeline.load import StagedArticle, article_id
from pipeline.models import Attempt, Candidate, FetchTask, Response, Validators

_DAYS_BACK = (1, 2, 4, 8, 16)


def rows_of(day: date, new: int, revised_a_day: int) -> list[StagedArticle]:
    """What the night captured."""
    earlier = [day - timedelta(days=back) for back in _DAYS_BACK]
    revised = [captured(each, number, edited=day) for each in earlier for number in range(revised_a_day)]
    return [*(captured(day, number) for number in range(new)), *revised]


def load_night(folder: Path, rows: Sequence[StagedArticle]) -> dict[str, float]:
    """Load a night; the figures of `benchmarks.datasets.Night` by name."""
    settings = Settings(
        storage=StorageSettings(root=str(folder)),
        fetch=FetchSettings(user_agent="copydesk-benchmark (+mailto:desk@example.org)"),
        sources=tuple(Source(id=source, homepage=f"https://{source}.example/") for source in SOURCES),
    )
    began, cpu_began = time.perf_counter(), time.process_time()
    with nightly.opened(settings) as night:
        opened, cpu_opened = time.perf_counter(), time.process_time()
        _tell_ledger(night, rows)  # fetching did that, which is no part of loading
        told, cpu_told = time.perf_counter(), time.process_time()
        parts = [rows[start : start + batches.SIZE] for start in range(0, len(rows), batches.SIZE)]
        staged = [load.stage(part, night.store, night.run.run_id, f"{n:05d}") for n, part in enumerate(parts)]
        nightly.load(night, staged)
        written = nightly.report(night).written
    assert written == len(rows)  # noqa: S101  a night that loads less would be faster
    return {
        "seconds": opened - began + time.perf_counter() - told,
        "cpu_seconds": cpu_opened - cpu_began + time.process_time() - cpu_told,
        "mb": peak_mb(),
    }


def _tell_ledger(night: nightly.Night, rows: Sequence[StagedArticle]) -> None:
    """That the articles were found, fetched and are the night's own."""
    ledger, run_id = night.ledger, night.run.run_id
    pages = [(row.article.url, row) for row in rows]
    found = [Candidate(url=url, source=row.source, found_by="the benchmark") for url, row in pages]
    ledger.enlist(run_id, found, [], datetime.now(UTC))
    for url, row in pages:
        attempt = Attempt(url=url, source=row.source, started_at=row.captured_at, outcome="fetched", status=200)
        answer = Response(
            url=url, final_url=url, status=200, reason="OK", headers=(), request_headers=(), body=b"",
            fetched_at=row.captured_at, validators=Validators(),
        )  # fmt: skip
        task = FetchTask(url=url, source=row.source)
        ledger.record_capture(run_id, task, answer, row.capture, [attempt], digest=article_id(url))
    ledger.claim((article_id(url), url, row.date) for url, row in pages)


def main() -> None:
    folder, day, new, revised_a_day = sys.argv[1:]
    rows = rows_of(date.fromisoformat(day), int(new), int(revised_a_day))
    print(json.dumps(load_night(Path(folder), rows)))


if __name__ == "__main__":
    main()
