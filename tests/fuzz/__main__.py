"""The long run: see the package."""

import argparse
import hashlib
import time
import warnings
from pathlib import Path
from random import Random

from pipeline.models import Page
from tests.fuzz.holds import check
from tests.fuzz.mutate import mutated, seeds

CHARSETS = (*["utf-8"] * 3, None, None, "windows-1252", "iso-8859-1", "utf-16", "shift_jis", "idna", "x-none")
TYPES = ("text/html", "text/html", "text/html", "text/html", "text/plain", None)
EVERY = 10_000  # executions between two lines of progress


def run(executions: int, seed: int, failures: Path | None) -> int:
    """The number of pages that failed."""
    random, pool = Random(seed), seeds()
    failed, slowest = 0, (0.0, b"")
    for done in range(1, executions + 1):
        page = Page(
            url="https://www.example.org/2026/bridge-vote/",
            body=mutated(random, pool),
            charset=random.choice(CHARSETS),
            content_type=random.choice(TYPES),
        )
        began = time.process_time()
        try:
            check(page)
        except Exception as error:  # whatever it is, it is what is looked for
            failed += 1
            report(page, error, failures)
        slowest = max(slowest, (time.process_time() - began, page.body), key=lambda found: found[0])
        if done % EVERY == 0 or done == executions:
            print(f"{done:,} executions, {failed} failures, slowest {slowest[0] * 1000:.0f} ms", flush=True)
    if failures is not None:
        (failures / "slowest.html").write_bytes(slowest[1])
    return failed


def report(page: Page, error: Exception, failures: Path | None) -> None:
    name = hashlib.sha256(page.body).hexdigest()[:12]
    print(f"{name}: {type(error).__name__}: {error} (charset {page.charset}, {page.content_type})"[:400], flush=True)
    if failures is not None:
        (failures / f"{name}.html").write_bytes(page.body)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--executions", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", type=Path, help="a folder for the pages that fail, and for the slowest one")
    args = parser.parse_args()
    if args.failures is not None:
        args.failures.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("error")
    return 1 if run(args.executions, args.seed, args.failures) else 0


if __name__ == "__main__":
    raise SystemExit(main())
