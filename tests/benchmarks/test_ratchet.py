"""A limit that was ever stricter, in any commit, is found loosened."""

import os
import subprocess
from pathlib import Path

import pytest

from benchmarks.ratchet import loosened


class Checkout:
    """A repository with floors in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = root / "benchmarks" / "floors.toml"
        self.file.parent.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str) -> str:
        who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
        who |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
        command = ["git", *arguments]
        done = subprocess.run(
            command, cwd=self.root, env={**os.environ, **who}, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def write(self, floor: float) -> None:
        self.file.write_text(f"[ledger.floors]\ndate = {floor}\n", encoding="utf-8")

    def commit(self, floor: float) -> str:
        self.write(floor)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", f"floor {floor}")
        return self.git("rev-parse", "--short", "HEAD")

    def loosened(self) -> list[str]:
        return loosened(self.file, self.root)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_raised_floors_are_fine(checkout: Checkout) -> None:
    checkout.commit(0.5)
    checkout.commit(0.6)
    checkout.write(0.7)
    assert checkout.loosened() == []


def test_a_floor_lowered_in_the_working_tree(checkout: Checkout) -> None:
    commit = checkout.commit(0.5)
    checkout.write(0.4)
    assert checkout.loosened() == [f"ledger: the floor of date was 0.5 and is 0.4 (since {commit})"]


def test_a_floor_lowered_by_commits_long_ago(checkout: Checkout) -> None:
    checkout.commit(0.5)
    highest = checkout.commit(0.8)
    checkout.commit(0.6)
    checkout.commit(0.7)
    assert checkout.loosened() == [f"ledger: the floor of date was 0.8 and is 0.7 (since {highest})"]


def test_a_floor_lowered_by_a_merge(checkout: Checkout) -> None:
    checkout.commit(0.5)
    checkout.git("switch", "--quiet", "--create", "side")
    highest = checkout.commit(0.8)
    checkout.git("switch", "--quiet", "main")
    checkout.git("merge", "--quiet", "--no-ff", "--strategy=ours", "--message", "merge", "side")
    assert checkout.loosened() == [f"ledger: the floor of date was 0.8 and is 0.5 (since {highest})"]


def test_a_file_that_was_away_for_a_while(checkout: Checkout) -> None:
    highest = checkout.commit(0.8)
    checkout.git("rm", "--quiet", "benchmarks/floors.toml")
    checkout.git("commit", "--quiet", "--message", "no floors")
    checkout.file.parent.mkdir(exist_ok=True)
    checkout.commit(0.7)
    assert checkout.loosened() == [f"ledger: the floor of date was 0.8 and is 0.7 (since {highest})"]


def test_without_a_history_there_is_nothing_to_compare_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    file = tmp_path / "floors.toml"
    file.write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="not a git repository"):
        loosened(file, tmp_path)
