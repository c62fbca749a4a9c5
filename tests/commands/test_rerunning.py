"""`copydesk rerun`: what it says before, what it prints after, and with which status it ends."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.config import Settings
from tests.reruns.bad_night import bad_newsroom, copied, make_bad_store
from tests.support import free_ports, newsroom, write_settings


def rerun(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["rerun", *arguments])


@pytest.fixture(scope="module")
def port() -> int:
    return free_ports(6)


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory, port: int) -> Settings:
    return make_bad_store(tmp_path_factory.mktemp("bad"), port)


@pytest.fixture
def folder(bad: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of a store after a bad night, being the present folder."""
    copied(bad, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_dry_run_counts_and_then_names(folder: Path, port: int) -> None:
    result = rerun("--dry-run", "--reason", "http_5xx", "--reason", "not_article")
    assert result.exit_code == 0
    assert re.search(r"^Again, of run \S+ \(nightly, \S+ \S+ UTC\)$", result.stdout, re.MULTILINE)
    rows = [line.split() for line in result.stdout.splitlines() if re.search(r" \d+ +\d+ +\d+ *$", line)]
    assert rows == [
        ["meridian-gazette", "not_article", "1", "0", "1"],
        ["northern-ballot", "http_5xx", "1", "1", "0"],
        ["all", "2", "1", "1"],
    ]
    named = result.stdout.splitlines()[-5:]
    assert re.fullmatch(rf"  http://127.0.0.1:{port + 3}/news/2026/\S+: http_5xx", named[1])
    assert named[3:] == [
        "To transform from the archive, without a request (1)",
        f"  http://127.0.0.1:{port + 2}/video/tide-mill-restoration: not_article",
    ]


def test_a_dry_run_as_json_names_all(folder: Path, port: int) -> None:
    order = json.loads(rerun("--dry-run", "--json").stdout)
    assert order["sources"] == [{"source": "the-quorum", "why": f"http_404 at http://127.0.0.1:{port + 4}/feed"}]
    assert [page["work"] for page in order["pages"]].count("fetch") == 8
    assert [page["reason"] for page in order["pages"] if page["work"] == "transform"] == ["transform_error"]
    assert (order["left"], order["interrupted"], order["run"]) == ([], None, None)


def test_a_rerun_prints_the_runs_table(folder: Path, port: int) -> None:
    with newsroom(1, port):
        result = rerun()
    assert result.exit_code == 0
    assert re.search(r"^Run \S+ · finished · \d+ s$", result.stdout, re.MULTILINE)
    (line,) = re.findall(r"northern-ballot .*", result.stdout)
    assert line.split() == ["northern-ballot", "7", "7", "7", "0", "0"]


def test_a_rerun_that_fails_again_ends_with_1(folder: Path, port: int) -> None:
    with bad_newsroom(port):
        result = rerun("--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["run"]["health"].startswith("the-quorum: silent: no answer from ")


def test_with_nothing_to_do_it_says_so(folder: Path) -> None:
    result = rerun("--reason", "dns")
    assert result.exit_code == 0
    assert re.fullmatch(r"Nothing to do again of run \S+ \(nightly, \S+ \S+ UTC\)\.\n", result.stdout)


def test_a_page_that_is_left_alone_says_why(folder: Path, port: int) -> None:
    url = f"http://127.0.0.1:{port + 2}/article/2026/10/29/school-places-formula-consultation"
    result = rerun("--url", url)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == f"Left alone: {url}: an article already"


def test_before_the_first_run_it_says_how_to_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_settings(tmp_path, 20_000)
    result = rerun()
    assert result.exit_code == 0
    assert re.fullmatch(f"No run yet in {tmp_path / 'data'}. Begin with: \\S+ run\n", result.stdout)


def test_a_reason_that_there_is_not_is_a_usage_error(folder: Path) -> None:
    result = rerun("--reason", "time_out")
    assert (result.exit_code, result.stderr) == (
        2,
        "copydesk: --reason: no reason 'time_out'; did you mean timeout?\n",
    )
