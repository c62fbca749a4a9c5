"""What Prefect costs: a night as the flow `nightly`, beside the same steps as plain functions.

    python -m benchmarks.orchestration [--pages N] [--hosts N] [--rounds N]

A server in a process of its own serves made-up pages, smaller than real ones so that there is less work to hide behind,
under many addresses of this machine. Each night fetches, transforms and loads all of them into an empty store, in a
process of its own and without a delay. The two ways take turns, and it is the ratio of neighbours that says something.
Prefect's import counts; its server, started once, does not: it is there before the night, or takes its ten seconds
whatever the number of pages.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from benchmarks.page_server import serving, sitemap_of

PLAIN, PREFECT = "plain", "prefect"
_MEAN_BYTES = 30_000
_SETTINGS = """\
[fetch]
user_agent = "copydesk-benchmark (+mailto:desk@example.org)"
delay_seconds = 0.0
allow_private_addresses = true
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """A night in one of the two ways. seconds, cpu_seconds: of the process, from after its start to its end. mb: its
    peak of memory. written: articles."""

    way: str
    seconds: float
    cpu_seconds: float
    mb: float
    written: int


def settings(urls: Sequence[str], hosts: int) -> str:
    """A configuration that reads the served pages by the sitemaps of their hosts."""
    return _SETTINGS + "".join(
        f'[[source]]\nid = "host-{host}"\nhomepage = "http://{urlsplit(urls[host]).netloc}/"\n'
        f'sitemaps = ["{sitemap_of(urls, host)}"]\n'
        for host in range(hosts)
    )


def measure(config_text: str, rounds: int) -> Iterator[Night]:
    """Both ways `rounds` times, in turn; who begins changes from round to round."""
    for number in range(rounds):
        for way in (PLAIN, PREFECT) if number % 2 == 0 else (PREFECT, PLAIN):
            with tempfile.TemporaryDirectory() as folder:
                config_file = Path(folder) / "copydesk.toml"
                config_file.write_text(config_text, encoding="utf-8")
                command = [sys.executable, "-m", "benchmarks.orchestration_night", str(config_file), way]
                done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
            yield Night(way=way, **json.loads(done.stdout.splitlines()[-1]))


def report(nights: Iterable[Night]) -> Iterator[str]:
    """A line for each way, and the ratios of neighbours."""
    by_way: dict[str, list[Night]] = {PLAIN: [], PREFECT: []}
    for night in nights:
        by_way[night.way].append(night)
    for way, its in by_way.items():
        yield (
            f"{way:8} {median(night.seconds for night in its):7.1f} s, "
            f"{median(night.cpu_seconds for night in its):7.1f} s of a processor, "
            f"peak {median(night.mb for night in its):.0f} MB, {min(night.written for night in its)} articles"
        )
    for name in ("seconds", "cpu_seconds", "mb"):
        pairs = zip(by_way[PREFECT], by_way[PLAIN], strict=True)
        ratios = [getattr(prefect, name) / getattr(plain, name) for prefect, plain in pairs]
        yield f"{PREFECT} / {PLAIN}, {name}: {median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with serving(args.pages, args.hosts, mean_bytes=_MEAN_BYTES) as urls:
        nights = []
        for night in measure(settings(urls, args.hosts), args.rounds):
            print(f"{night.way:8} {night.seconds:.1f} s, peak {night.mb:.0f} MB", file=sys.stderr)
            nights.append(night)
    print("\n".join(report(nights)))


if __name__ == "__main__":
    main()
