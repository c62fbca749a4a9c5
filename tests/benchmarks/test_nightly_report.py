"""The benchmark of the report, over a small store."""

import re

import pytest

from benchmarks.nightly_report import main


def test_it_tells_how_long_a_report_takes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--new", "3", "--revised", "1", "--nights", "2", "--runs", "5"]) == 0
    line = r"first report: \d+\.\d\d s, the next: \d+\.\d\d s, page: \d\d,\d{3} bytes\n"
    assert re.fullmatch(line, capsys.readouterr().out)
