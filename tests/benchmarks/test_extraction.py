"""The benchmark's command over a small gold set."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import extraction, peers
from benchmarks.predictions import Prediction
from benchmarks.systems import System, copydesk
from tests.benchmarks.gold_folders import COSTS, VOTED, small_set

ROOT = Path(__file__).parents[2]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return small_set(tmp_path / "ledger")


@pytest.mark.parametrize("program", [["-m", "benchmarks.extraction"], ["benchmarks/extraction.py"]])
def test_it_runs_as_a_module_and_as_a_file(gold: Path, program: list[str]) -> None:
    done = subprocess.run([sys.executable, *program, str(gold)], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert lines[0] == "ledger: 1 page"
    assert lines[1].split()[:4] == ["text_f1", "word_f1", "must_have", "must_not_have"]
    assert lines[2].split()[0] == "copydesk"
    assert lines[2].split()[2:11] == ["1.000", "1.000", "1.000", "0.000", "1.000", "1.000", "1.000", "1.000", "1.000"]
    assert done.stderr == ""


def test_article_or_not_is_measured_over_all_kinds(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    extraction.main([str(gold)])
    assert "precision 1.000, recall 1.000, F1 1.000 (copydesk)" in capsys.readouterr().out


def test_predictions_are_kept_in_the_scorers_format(gold: Path, tmp_path: Path) -> None:
    extraction.main([str(gold), "--out", str(tmp_path / "said.jsonl"), "--kind", "all"])
    ferry, shop = map(json.loads, (tmp_path / "said.jsonl").read_text(encoding="utf-8").splitlines())
    assert ferry.pop("ms") > 0
    assert ferry == {
        "id": "ferry",
        "text": f"{VOTED}\n\nWhat it costs\n\n{COSTS}",
        "title": "The ferry returns to the northern harbour",
        "authors": ["Ada Quill"],
        "published": "2026-03-04T08:00:00+00:00",
        "sections": [
            {"heading": None, "paragraphs": [VOTED]},
            {"heading": "What it costs", "paragraphs": [COSTS]},
        ],
    }
    assert (shop["id"], shop["text"], shop["title"], shop["sections"]) == ("shop", "", None, [])


def test_a_peer_stands_in_the_table_and_has_a_file_of_its_own(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    echo = System(
        name="echo",
        version="3",
        gives=frozenset(),
        call=lambda sample: sample.html,
        read=lambda page, text: Prediction(id=page, text=text),
    )
    monkeypatch.setattr(peers, "PEERS", {"echo": lambda: echo})
    extraction.main([str(gold), "--peers", "echo", "--markdown", "--out", str(tmp_path / "said.jsonl")])
    printed = capsys.readouterr().out
    assert printed.startswith("Measured on ")
    assert [line.split("|")[1].strip() for line in printed.splitlines() if line.startswith("| ")][1:] == [
        f"copydesk {copydesk().version}",
        "echo 3",
    ]
    assert json.loads((tmp_path / "said-echo.jsonl").read_text(encoding="utf-8"))["text"].startswith("\n<html")


def test_sets_have_files_of_their_own(gold: Path, tmp_path: Path) -> None:
    small_set(tmp_path / "gazette")
    extraction.main([str(tmp_path), "--out", str(tmp_path / "said.jsonl")])
    assert sorted(file.name for file in tmp_path.glob("*.jsonl")) == ["said-gazette.jsonl", "said-ledger.jsonl"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["nowhere"], "extraction: nowhere: no gold set there"),
        (["{gold}", "--peers", "scraper"], "extraction: scraper: no such peer"),
        (["{gold}", "--kind", "poem"], "extraction: ledger: no page of kind poem"),
    ],
)
def test_a_mistake_is_one_line(gold: Path, words: list[str], line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        extraction.main([word.format(gold=gold) for word in words])
    assert end.value.code == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith(line)
