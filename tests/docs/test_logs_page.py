"""`docs/logs.md`: its recipes work over the log of a night, with jq and in DuckDB."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipeline import config
from tests.docs.pages import ROOT, blocks
from tests.logs.conftest import undone
from tests.support import free_ports, newsroom, write_settings
from tests.test_diary import night

PAGE = ROOT / "docs" / "logs.md"
RECIPES = [line for block in blocks(PAGE, "console") for line in block.splitlines() if line]
QUERIES = [query for block in blocks(PAGE, "sql") for query in block.split(";") if query.strip()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """With the log of a night over the newsroom, one of whose pages is not there."""
    home, port = tmp_path_factory.mktemp("logs"), free_ports(6)
    settings = config.load(write_settings(home, port), {"COPYDESK_LOGS__FORMAT": "json"})
    with (home / "copydesk.log").open("w", encoding="utf-8") as file, undone(settings, file), newsroom(1, port):
        night(settings)
    return home


EXPECTED = [
    [],  # nothing needs a look
    ["\tdiscover\t6\t", "\tfetch\t46\t", "\ttransform\t44\t", "\tload\t1\t"],
    ["1 statehouse-observer http_404"],
    ["finished after", "All well"],
]


@pytest.mark.skipif(shutil.which("jq") is None, reason="there is no jq here")
@pytest.mark.parametrize(("recipe", "expected"), [*zip(RECIPES, EXPECTED, strict=True)])
def test_the_recipes_for_the_shell(folder: Path, recipe: str, expected: list[str]) -> None:
    of_file = recipe.replace("journalctl -t copydesk --since today -o cat", "cat copydesk.log")
    done = subprocess.run(of_file, shell=True, cwd=folder, capture_output=True, text=True, check=True)
    assert [part for part in expected if part not in done.stdout] == []
    assert bool(done.stdout) == bool(expected)


def test_the_recipes_for_duckdb(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    stages, failed = (duckdb.sql(query).fetchall() for query in QUERIES)
    assert [(stage, count) for _, stage, count, _ in stages] == [
        ("discover", 6), ("fetch", 46), ("transform", 44), ("load", 1),
    ]  # fmt: skip
    assert [row[:3] for row in failed] == [("statehouse-observer", "http_404", 1)]
