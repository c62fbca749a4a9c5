"""How fast pages are fetched and kept, and in how much memory: copydesk beside Scrapy.

    python -m benchmarks.fetching [--pages N] [--hosts N] [--concurrency N] [--rounds N] [--plain] [--peers scrapy]

A server in a process of its own serves made-up pages of the sizes of real ones (177 kB on average once decoded, gzipped
on the way) under many addresses of this machine. Each system fetches all of them, in a process of its own and without
a delay: copydesk into archive and ledger as a nightly run does, Scrapy each decoded body into a file. The systems take
turns, and it is the ratio of neighbours that says something: the machine is never quite the same.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from benchmarks.page_server import serving

COPYDESK = "copydesk"
PEERS = ("scrapy",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One system's fetch of all pages. seconds, cpu_seconds: of the fetch alone, by the clock and of processors in all
    threads. pages: kept. mb: the process's peak of memory."""

    system: str
    seconds: float
    cpu_seconds: float
    pages: int
    mb: float

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds


def measure(urls: Sequence[str], systems: Sequence[str], rounds: int, concurrency: int) -> Iterator[Run]:
    """Every system `rounds` times, in turn; who begins changes from round to round."""
    for number in range(rounds):
        first = number % len(systems)
        for system in (*systems[first:], *systems[:first]):
            yield _run(system, urls, concurrency)


def report(runs: Iterable[Run]) -> Iterator[str]:
    """A line for each system, and one for each peer with the ratio of its rounds to copydesk's."""
    by_system: dict[str, list[Run]] = {}
    for run in runs:
        by_system.setdefault(run.system, []).append(run)
    for system, its in by_system.items():
        rates = [run.rate for run in its]
        yield (
            f"{system:10} {median(rates):6.0f} pages/s ({min(rates):.0f} to {max(rates):.0f}), "
            f"{median(run.cpu_seconds / run.pages for run in its) * 1000:.2f} ms of a processor a page, "
            f"peak {max(run.mb for run in its):.0f} MB, {min(run.pages for run in its)} pages kept"
        )
    for peer in by_system.keys() - {COPYDESK}:
        ratios = [mine.rate / its.rate for mine, its in zip(by_system[COPYDESK], by_system[peer], strict=True)]
        yield f"{COPYDESK} / {peer}: {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def _run(system: str, urls: Sequence[str], concurrency: int) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", f"benchmarks.fetch_{system}", str(Path(folder) / "kept"), str(concurrency)]
        done = subprocess.run(command, input=json.dumps(urls), stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    return Run(system=system, **json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--concurrency", type=int, default=16, help="requests at the same time")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--plain", action="store_true", help="bodies that are not gzipped on the way")
    parser.add_argument("--peers", default="scrapy", help="scrapy, which has to be installed (extra bench), or none")
    args = parser.parse_args()
    peers = [] if args.peers == "none" else args.peers.split(",")
    for name in peers:
        if name not in PEERS:
            parser.error(f"{name}: no such peer; there are {', '.join(PEERS)}, or say none")
        if find_spec(name) is None:
            parser.error(f"{name} is not installed: pip install -e .[bench], or make bench")
    with serving(args.pages, args.hosts, plain=args.plain) as urls:
        runs = []
        for run in measure(urls, [COPYDESK, *peers], args.rounds, args.concurrency):
            print(f"{run.system:10} {run.rate:6.0f} pages/s, peak {run.mb:.0f} MB", file=sys.stderr)
            runs.append(run)
    print("\n".join(report(runs)))


if __name__ == "__main__":
    main()
