"""Floors go up only: the limits in the working tree against those of every commit before it.

    python -m benchmarks.ratchet

Exit status 1, and a line a limit, when one is looser than it once was.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import floors

_ROOT = Path(__file__).parents[1]


def earlier(file: Path, root: Path) -> Iterator[tuple[str, str]]:
    """Commit and text of each version of a file in the history of a checkout, the newest first.

    Raises OSError where there is no git or no history to compare with.
    """
    path = file.relative_to(root).as_posix()
    # all of the history: git would leave out a branch of which a merge kept nothing
    for commit in _git(root, "log", "--full-history", "--format=%h", "--", path).split():
        if _git(root, "ls-tree", commit, path):  # else the commit took the file away
            yield commit, _git(root, "show", f"{commit}:./{path}")


def loosened(file: Path, root: Path) -> list[str]:
    """A line for each limit that is looser than in an earlier commit; raises as `earlier`."""
    now = floors.parse(file.read_text(encoding="utf-8"))
    return [
        f"{line} (since {commit})"
        for commit, text in earlier(file, root)
        for line in floors.loosened(now, floors.parse(text))
    ]


def _git(root: Path, *arguments: str) -> str:
    program = shutil.which("git")
    if program is None:
        raise OSError("git is not installed")
    done = subprocess.run([program, *arguments], cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise OSError(done.stderr.strip())
    return done.stdout


def main() -> None:
    try:
        lines = loosened(floors.FILE, _ROOT)
    except OSError as error:
        print(f"ratchet: no history to compare the floors with: {error}", file=sys.stderr)
        sys.exit(1)
    for line in lines:
        print(f"ratchet: {line}", file=sys.stderr)
    print("ratchet: " + ("floors may be raised, not lowered" if lines else "no floor is lower than it was"))
    sys.exit(bool(lines))


if __name__ == "__main__":
    main()
