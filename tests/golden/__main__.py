"""`python -m tests.golden add NAME [FILE --url URL]`; see the package's docstring."""

import argparse
import shutil
import sys
from pathlib import Path

from tests.golden import FOLDER, difference, expected, extracted


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.golden")
    commands = parser.add_subparsers(required=True)
    add = commands.add_parser("add", help="add a case, or work an existing one out anew, and show the difference")
    add.add_argument("name")
    add.add_argument("file", type=Path, nargs="?", help="the page; leave out to keep the case's own")
    add.add_argument("--url", help="the page's address; leave out to keep the case's own")
    return write(parser.parse_args())


def write(asked: argparse.Namespace) -> int:
    case = FOLDER / asked.name
    if not case.is_dir() and not (asked.file and asked.url):
        print(f"There is no case {asked.name}: a new one needs FILE and --url.", file=sys.stderr)
        return 2
    case.mkdir(exist_ok=True)
    if asked.file:
        shutil.copyfile(asked.file, case / "page.html")
    if asked.url:
        (case / "url.txt").write_text(asked.url + "\n", encoding="utf-8")
    after = extracted(case)
    print(difference(expected(case), after) or "no difference")
    (case / "expected.json").write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
