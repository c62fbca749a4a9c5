"""`copydesk backfill`: what it prints, and with which status it ends."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from tests.backfill.warcs import Record, story, write_warc

SITE = "https://example.org"
CONFIG = f"""[[source]]
id = "example"
homepage = "{SITE}/"
feeds = ["{SITE}/feed/"]
"""


def backfill(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["backfill", *arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The present folder, with a configuration and a WARC file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "copydesk.toml").write_text(CONFIG, encoding="utf-8")
    records = [
        *(Record(url=f"{SITE}/story-{number}", body=story(f"Story {number}")) for number in range(2)),
        Record(url="https://example.com/elsewhere", body=story("Elsewhere")),
    ]
    write_warc(tmp_path / "others.warc.gz", records)
    return tmp_path


def test_it_tells_what_became_of_every_answer(folder: Path) -> None:
    result = backfill("others.warc.gz")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:3] == [
        "Read 1 file with 3 answers:",
        "          2 taken",
        "          1 of no configured source",
    ]
    (line,) = re.findall(r"^ *example .*", result.stdout, re.MULTILINE)
    assert line.split() == ["example", "2", "0", "2", "0", "0"]


def test_the_same_again_has_nothing_to_bring_in(folder: Path) -> None:
    backfill("others.warc.gz")
    result = backfill("others.warc.gz")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Read 1 file with 3 answers:",
        "          0 taken",
        "          2 in the store already",
        "          1 of no configured source",
        "Nothing to bring in.",
    ]


def test_a_damaged_file_is_named_in_a_line_and_ends_with_1(folder: Path) -> None:
    damaged = folder / "others.warc.gz"
    damaged.write_bytes(damaged.read_bytes()[:-30])
    result = backfill(str(damaged))
    assert result.exit_code == 1
    (line,) = [line for line in result.stdout.splitlines() if line.startswith("Failed")]
    assert re.fullmatch(rf"Failed: {damaged}: not read from byte \d+ on: .+", line)
    assert " 2 taken" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "nowhere: no such file or folder"),
        (["others.warc.gz", "--since", "today"], "--since: 'today' is no day; write it like 2026-11-02"),
    ],
)
def test_a_mistake_is_a_line(folder: Path, arguments: list[str], message: str) -> None:
    result = backfill(*arguments)
    assert (result.exit_code, result.stderr) == (2, f"copydesk: {message}\n")
