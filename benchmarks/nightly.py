"""The nightly flow over the pages of a gold folder, served on this machine: is every page accounted for, and how long?

    python -m benchmarks.nightly GOLD_DIR [--kind KIND] [--out DIR]

Prints the run's table and what pandas and DuckDB read back. Exit status 1 when a page is not accounted for.
"""

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd

from benchmarks.formats import read_sets
from benchmarks.sites import FEED, by_site, served
from pipeline import config
from pipeline.commands.flowing import orchestrated
from pipeline.console import runs as console

_SETTINGS = """\
[storage]
root = "data"
[fetch]
user_agent = "copydesk-benchmark (+mailto:desk@example.org)"
delay_seconds = 0.0
allow_private_addresses = true
"""


def settings(addresses: Mapping[str, str]) -> str:
    """The configuration that reads the served sites."""
    sources = (
        f'[[source]]\nid = "s{number:03d}-{re.sub("[^a-z0-9]+", "-", host.lower())}"\n'
        f'homepage = "{base}/"\nfeeds = ["{base}{FEED}"]\nallow_reserved = true\n'
        for number, (host, base) in enumerate(sorted(addresses.items()))
    )
    return _SETTINGS + "".join(sources)


def run(gold: Path, out: Path, kind: str) -> bool:
    """Run the flow into `out`; whether every page is accounted for and both readers agree."""
    sites = by_site(page for gold_set in read_sets(gold) for page in gold_set.of_kind(kind))
    pages = sum(map(len, sites.values()))
    config_file = out / "copydesk.toml"
    with served(sites) as addresses:
        config_file.write_text(settings(addresses), encoding="utf-8")
        began = time.perf_counter()
        with orchestrated(config.load(config_file)):
            from flows.kinds import run_here  # noqa: PLC0415
            from flows.nightly import nightly  # noqa: PLC0415

            summed_up = run_here(nightly, config_file=str(config_file)).summary
        seconds = time.perf_counter() - began
    assert summed_up is not None  # noqa: S101  a night has one
    console.print_summary(summed_up)
    row = summed_up.row
    articles = len(pd.read_parquet(out / "data" / "articles"))
    counted = duckdb.execute("SELECT count(*) FROM read_parquet(?)", [f"{out}/data/articles/**/*.parquet"]).fetchall()
    print(f"\n{pages} pages of {len(sites)} sites in {seconds:.1f} s, Prefect's start included")
    print(f"accounted for: {row.discovered} = {row.written} written + {row.rejected} rejected")
    print(f"articles read back: pandas {articles}, DuckDB {counted[0][0]}")
    return row.discovered == pages == row.written + row.rejected and counted == [(articles,)] == [(row.written,)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="a gold set, or a folder of them (see benchmarks/formats.py)")
    parser.add_argument("--kind", default="article", help="pages of this kind only; 'all' for every page")
    parser.add_argument("--out", type=Path, help="an empty folder to keep the run's data in; default: a temporary one")
    args = parser.parse_args()
    if args.out is not None:
        args.out.mkdir(parents=True, exist_ok=True)
        sys.exit(not run(args.gold, args.out, args.kind))
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(not run(args.gold, Path(folder), args.kind))


if __name__ == "__main__":
    main()
