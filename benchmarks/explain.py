"""How long it takes to gather all that is known of one URL, beside a ledger that knows many.

    python -m benchmarks.explain [--known 1000000] [--nights 365] [--asked 50] [--database postgresql://USER@HOST/NAME]

Fills a ledger: each URL has two requests and a capture, and stands on the worklist of a night; each twentieth is a copy
of another, each tenth was redirected. Prints the median and the longest time of `pipeline.seeing.explain` for known
addresses, for what they redirected to, and for unknown ones. The datasets and the archive are empty.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, insert, text

from benchmarks.ledger import SOURCES, TONIGHT, address
from pipeline.config import LedgerSettings, Settings, Source, StorageSettings
from pipeline.ledger import Ledger, State, tables
from pipeline.ledger.engine import open_engine
from pipeline.seeing import explain, opened

_CHUNK = 20_000


def rows_of(place: int, nights: int) -> Iterator[tuple[Table, dict[str, Any]]]:
    """All that the ledger has of one URL."""
    night = place % nights
    url, at, run_id = address(night, place), TONIGHT - timedelta(days=night), f"night-{night:04d}"
    source, final = SOURCES[place % len(SOURCES)], f"{url}-moved" if place % 10 == 0 else url
    copy = f"{place - 1:016x}" if place % 20 == 1 else None
    yield tables.urls, {
        "url": url, "source": source, "found_by": f"https://{source}.example/feed/", "first_seen_at": at,
        "state": State.REJECTED if copy else State.WRITTEN, "reason": "duplicate" if copy else None, "final_url": final,
        "first_captured_at": at, "captured_at": at, "visited_at": at, "capture_file": f"{run_id}.warc.gz",
        "capture_offset": 30_000 * place, "capture_length": 30_000, "article_id": None if copy else f"{place:016x}",
        "duplicate_of": copy,
    }  # fmt: skip
    yield tables.worklist, {"run_id": run_id, "url": url, "source": source, "result": "written", "reason": None}
    yield tables.captures, {
        "file": f"{run_id}.warc.gz", "offset": 30_000 * place, "length": 30_000, "url": url, "final_url": final,
        "run_id": run_id, "digest": f"sha1:{place:032x}", "captured_at": at, "revisit": False,
    }  # fmt: skip
    for outcome in ("timeout", "fetched"):
        yield tables.attempts, {
            "run_id": run_id, "url": url, "source": source, "purpose": "article", "started_at": at, "outcome": outcome,
            "status": 200, "size": 90_000, "seconds": 0.5, "robots_rule": "allowed: no rule matches",
            "final_url": final, "detail": "",
        }  # fmt: skip


def fill(engine: Engine, known: int, nights: int) -> None:
    """Make so many URLs known, spread over so many nights."""
    runs = [
        {"run_id": f"night-{night:04d}", "started_at": TONIGHT - timedelta(days=night),
         "finished_at": TONIGHT - timedelta(days=night), "status": "finished", "parameters": {"sources": SOURCES}}
        for night in range(nights)
    ]  # fmt: skip
    with engine.begin() as connection:
        connection.execute(insert(tables.runs), runs)
    for start in range(0, known, _CHUNK):
        rows: dict[str, list[dict[str, Any]]] = {}
        for place in range(start, min(known, start + _CHUNK)):
            for table, row in rows_of(place, nights):
                rows.setdefault(table.name, []).append(row)
        with engine.begin() as connection:
            for name, each in rows.items():
                connection.execute(insert(tables.metadata.tables[name]), each)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def settings_in(folder: Path, url: str) -> Settings:
    """A configuration of all sources with that ledger."""
    return Settings(
        storage=StorageSettings(root=str(folder)),
        ledger=LedgerSettings(url=url),
        sources=tuple(
            Source(id=source, homepage=f"https://{source}.example/", feeds=(f"https://{source}.example/feed/",))
            for source in SOURCES
        ),
    )


def times(settings: Settings, addresses: list[str]) -> list[float]:
    """Seconds for each address."""
    measured = []
    with opened(settings) as desk:
        assert desk is not None  # noqa: S101  it was just filled
        for one in addresses:
            began = time.perf_counter()
            explain(desk, one)
            measured.append(time.perf_counter() - began)
    return measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--known", type=int, default=1_000_000)
    parser.add_argument("--nights", type=int, default=365)
    parser.add_argument("--asked", type=int, default=50)
    parser.add_argument("--database", metavar="URL", help="an empty PostgreSQL database; default: SQLite")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        url = args.database or f"sqlite:///{name}/ledger.sqlite"
        with Ledger(engine := open_engine(url)):
            fill(engine, args.known, args.nights)
        chosen = random.Random(1).sample(range(args.known), args.asked)  # noqa: S311
        spelt: dict[str, Callable[[int], str]] = {
            "known": lambda place: address(place % args.nights, place),
            "redirected to": lambda place: f"{address(place // 10 * 10 % args.nights, place // 10 * 10)}-moved",
            "unknown": lambda place: f"https://{SOURCES[place % len(SOURCES)]}.example/{place}",
        }
        for case, spell in spelt.items():
            measured = times(settings_in(Path(name), url), [spell(place) for place in chosen])
            print(f"{case}: median {statistics.median(measured) * 1000:.1f} ms, longest {max(measured) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
