"""The gate over a small gold set: kept, missed, raised."""

from pathlib import Path

import pytest

from benchmarks import floors, gate
from benchmarks.formats import read_sets
from tests.benchmarks.gold_folders import small_set

FLOORS = """\
[ledger.floors]
text_f1 = 0.5
article_f1 = 0.5

[ledger.ceilings]
must_not_have = 0.5
parse_ratio = 100000.0
"""


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one set, and floors for it."""
    (tmp_path / "floors.toml").write_text(FLOORS, encoding="utf-8")
    monkeypatch.setattr(floors, "FILE", tmp_path / "floors.toml")
    return small_set(tmp_path / "gold" / "ledger").parent


def run(*words: str) -> object:
    with pytest.raises(SystemExit) as end:
        gate.main([*words])
    return end.value.code


def test_the_figures_of_a_set(tmp_path: Path) -> None:
    figures = gate.figures_of(read_sets(small_set(tmp_path))[0])
    quality = ("text_f1", "title", "date", "author_f1", "section_f1", "must_have", "article_f1", "article_recall")
    assert {figure: figures[figure] for figure in quality} == dict.fromkeys(quality, 1.0)
    assert figures["must_not_have"] == 0.0
    assert figures["parse_ratio"] > 1
    assert figures["slowest_ratio"] == 1.0  # there is one article


def test_limits_that_are_kept(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(gold)) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first.split() == ["ledger", "text_f1", "1.0000", "at", "least", "0.5"]


def test_a_limit_that_is_missed(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floors.FILE.write_text(FLOORS.replace("text_f1 = 0.5", "text_f1 = 1.1"), encoding="utf-8")
    assert run(str(gold)) == 1
    assert capsys.readouterr().err == "gate: ledger: text_f1 is 1, below the floor 1.1\n"


def test_a_set_that_is_not_there_misses_its_limits(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floors.FILE.write_text(FLOORS + "[gazette.floors]\ndate = 0.5\n", encoding="utf-8")
    assert run(str(gold)) == 1
    assert capsys.readouterr().err == "gate: gazette: date is missing, below the floor 0.5\n"


def test_raising(gold: Path) -> None:
    assert run(str(gold), "--raise") == 0
    limits = floors.parse(floors.FILE.read_text(encoding="utf-8"))["ledger"]
    assert limits["floors"] == {"text_f1": 0.999, "article_f1": 0.999}
    assert limits["ceilings"]["must_not_have"] == 0.001
    assert limits["ceilings"]["parse_ratio"] < 100000.0


def test_a_folder_without_gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(tmp_path)) == 2
    assert "no gold set there" in capsys.readouterr().err
