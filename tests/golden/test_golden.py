"""Every golden page gives what its case says."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from tests.golden import FOLDER, cases, difference, expected, extracted
from tests.golden.__main__ import write


@pytest.mark.parametrize("name", cases())
def test_case(name: str) -> None:
    before, after = expected(FOLDER / name), extracted(FOLDER / name)
    assert json.loads(before) == json.loads(after), difference(before, after)


def test_there_are_cases() -> None:
    assert len(cases()) >= 5


def test_a_new_case_needs_a_page_and_an_address(capsys: pytest.CaptureFixture[str]) -> None:
    assert write(Namespace(name="no-such-case", file=None, url=None)) == 2
    assert "needs FILE and --url" in capsys.readouterr().err


def test_adding_writes_the_case_and_shows_the_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.golden.__main__.FOLDER", tmp_path)
    page = tmp_path / "in.html"
    page.write_bytes((FOLDER / "newsletter" / "page.html").read_bytes())
    assert write(Namespace(name="copy", file=page, url="https://example.org/p/copy")) == 0
    assert '+  "url": "https://example.org/p/copy"' in capsys.readouterr().out
    assert write(Namespace(name="copy", file=None, url=None)) == 0
    assert capsys.readouterr().out == "no difference\n"
    assert json.loads((tmp_path / "copy" / "expected.json").read_text())["url"] == "https://example.org/p/copy"
