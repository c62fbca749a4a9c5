"""Whether extraction keeps anything: the memory of one process over many pages, no two with the same names.

    python -m tests.fuzz.memory [--pages 100000] [--seed N]

prints the memory after the first thousand and at the end. Reads `/proc`, so Linux only.
"""

import argparse
import gc
import os
from pathlib import Path
from random import Random

from pipeline.models import Page
from pipeline.transform import extract
from tests.fuzz.mutate import mutated, seeds

STATM = Path("/proc/self/statm")
FIRST = 1_000  # pages until caches and the allocator's pools are warm


def growth(pages: int, seed: int) -> tuple[int, int]:
    """Resident bytes after the first thousand pages and after all."""
    random, pool = Random(seed), seeds()
    for number in range(FIRST):
        extract(page(random, pool, number))
    before = resident()
    for number in range(FIRST, pages):
        extract(page(random, pool, number))
    return before, resident()


def page(random: Random, pool: list[bytes], number: int) -> Page:
    """A page with an address, a charset and class names of its own, now and then very long ones."""
    name = f"{random.getrandbits(64):x}-Card_list"
    if random.random() < 0.01:
        name = name * random.randint(10, 200)
    body = mutated(random, pool)
    for quote in (b"'", b'"'):
        body = body.replace(b"class=" + quote, b"class=" + quote + name.encode() + b" ")
    return Page(
        url=f"https://www.example.org/{number}/bridge-vote/",
        body=body,
        charset=random.choice(("utf-8", f"x-{number}")),
        content_type="text/html",
    )


def resident() -> int:
    gc.collect()
    return int(STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGESIZE")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    before, after = growth(args.pages, args.seed)
    print(f"{before / 1e6:.1f} MB after {FIRST:,} pages, {after / 1e6:.1f} MB after {args.pages:,}", end="")
    print(f": {after / before - 1:+.1%}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
