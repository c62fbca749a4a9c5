"""copydesk's side of `benchmarks.fetching`: a nightly run's fetch of the URLs on standard input.

    python -m benchmarks.fetch_copydesk FOLDER CONCURRENCY < urls.json

Pages go to the archive and the ledger in FOLDER. Prints one JSON object; see `benchmarks.fetching.Run`.
"""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.memory import peak_mb
from pipeline import extract, nightly
from pipeline.config import FetchSettings, Settings, Source, StorageSettings
from pipeline.models import Candidate

_USER_AGENT = "copydesk-benchmark (+mailto:desk@example.org)"


def fetch(urls: list[str], folder: Path, concurrency: int) -> dict[str, float]:
    """The figures of `benchmarks.fetching.Run` by name."""
    settings = Settings(
        storage=StorageSettings(root=str(folder)),
        fetch=FetchSettings(
            user_agent=_USER_AGENT, delay_seconds=0.0, concurrency=concurrency, allow_private_addresses=True
        ),
        sources=(Source(id="bench", homepage="http://127.0.0.2/"),),
    )
    with nightly.opened(settings) as night:
        found = [Candidate(url=extract.normalise(url) or url, source="bench", found_by="the benchmark") for url in urls]
        night.ledger.enlist(night.run.run_id, found, [], datetime.now(UTC))
        began, cpu_began = time.perf_counter(), time.process_time()
        nightly.fetch(night)
        seconds, cpu_seconds = time.perf_counter() - began, time.process_time() - cpu_began
        kept = len(night.ledger.to_transform(night.run.run_id))
    return {
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "pages": kept,
        "mb": peak_mb(),
    }


def main() -> None:
    folder, concurrency = sys.argv[1:]
    print(json.dumps(fetch(json.load(sys.stdin), Path(folder), int(concurrency))))


if __name__ == "__main__":
    main()
