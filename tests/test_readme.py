"""The README is true: every command in it runs, every example in it works, every table names what there is."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import config
from pipeline.load import read
from pipeline.load.layout.columns import DATASETS
from tests.benchmarks.gold_folders import small_set
from tests.commands.test_commands import PAGE
from tests.support import free_ports, newsroom, run_night, write_settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    return [text for found, text in BLOCKS if found == language]


def commands(program: str) -> list[str]:
    """The lines of the console blocks that begin with a program, without their comments."""
    lines = "".join(blocks("console")).splitlines()
    return [line.partition("#")[0].strip() for line in lines if line.startswith(f"{program} ")]


def make(*arguments: str) -> list[str]:
    """The lines that make prints, as when it is not called by the make that runs the tests."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(
        ["make", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a configuration, a saved page, and the data of a night; the newsroom goes on being served."""
    home, port = tmp_path_factory.mktemp("readme"), free_ports(6)
    (home / "page.html").write_text(PAGE, encoding="utf-8")
    settings = config.load(write_settings(home, port), {})
    with newsroom(1, port):
        run_night(settings)
        yield home


def test_every_console_line_is_of_a_program_tested_here() -> None:
    lines = [line for line in "".join(blocks("console")).splitlines() if line]
    assert {line.split()[0] for line in lines} == {"make", "copydesk", "python"}


# `copydesk run` is run in test_run.py, where there is a Prefect server
@pytest.mark.parametrize("command", sorted(set(commands("copydesk")) - {"copydesk run"}))
def test_the_copydesk_commands_run(folder: Path, command: str) -> None:
    subprocess.run(command, shell=True, cwd=folder, env=ENVIRONMENT, check=True, timeout=120)


@pytest.mark.parametrize("command", commands("python"))
def test_the_benchmark_commands_run(tmp_path: Path, command: str) -> None:
    small_set(tmp_path / "gold")
    (tmp_path / "benchmarks").symlink_to(ROOT / "benchmarks")
    subprocess.run(command, shell=True, cwd=tmp_path, env=ENVIRONMENT, check=True, timeout=120)


TARGETS = [
    ("run", ".venv/bin/copydesk demo --run --day 1"),
    ("run DAY=2", ".venv/bin/copydesk demo --run --day 2"),
    ("test", ".venv/bin/pytest"),
    (
        "bench GOLD=gold",
        ".venv/bin/python -m benchmarks.extraction gold "
        "--peers=trafilatura,newspaper4k,readability-lxml,goose3,resiliparse,turbohtml",
    ),
    (
        "bench GOLD=gold PEERS=trafilatura,goose3",
        ".venv/bin/python -m benchmarks.extraction gold --peers=trafilatura,goose3",
    ),
    ("bench-nightly GOLD=folder", ".venv/bin/python -m benchmarks.nightly folder"),
]


@pytest.mark.parametrize(("target", "expected"), TARGETS)
def test_the_make_targets_do_what_is_tested_elsewhere(target: str, expected: str) -> None:
    assert set(commands("make")) <= {f"make {tested}" for tested, _ in TARGETS}
    assert make("--dry-run", *target.split())[-1] == expected


def test_make_help_explains_every_target() -> None:
    targets = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[0].split()
    assert [line.split()[1] for line in make("help")] == targets


@pytest.mark.parametrize("example", blocks("python"))
def test_the_python_examples_work(folder: Path, example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102


def test_the_configuration_is_valid(tmp_path: Path) -> None:
    (example,) = blocks("toml")
    file = tmp_path / "copydesk.toml"
    file.write_text(example, encoding="utf-8")
    assert [source.id for source in config.load(file, {}).sources] == ["example"]


def test_the_table_of_datasets_has_every_dataset(folder: Path) -> None:
    (table,) = re.findall(r"^\| dataset \| .*?\n\n", README, re.MULTILINE | re.DOTALL)
    named = re.findall(r"^\| `(\w+)`", table, re.MULTILINE)
    assert named == list(DATASETS)
    assert all(len(read(name, folder / "data").columns) for name in named)
