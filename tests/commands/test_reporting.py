"""`report`: what it writes, and what it says of it."""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from tests.demo_store import make_demo_store
from tests.support import write_settings

FIRST, SECOND = "20261102T123000Z-0000", "20261103T123000Z-0000"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_demo_store(tmp_path_factory.mktemp("reporting"))


def report(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["report", *arguments, "--config", str(store.parent / "copydesk.toml")])


def test_it_writes_the_latest_runs_page_and_the_index(store: Path) -> None:
    result = report(store)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"Report: {store}/reports/{SECOND}.html",
        f"All runs: {store}/reports/index.html",
    ]
    assert f"run <code>{SECOND}</code>" in (store / "reports" / f"{SECOND}.html").read_text(encoding="utf-8")
    assert f'href="{SECOND}.html"' in (store / "reports" / "index.html").read_text(encoding="utf-8")


def test_a_run_is_named_by_the_beginning_of_its_id(store: Path) -> None:
    result = report(store, "20261102")
    assert result.stdout.splitlines()[0] == f"Report: {store}/reports/{FIRST}.html"
    assert (store / "reports" / f"{FIRST}.html").exists()


def test_a_run_that_is_not_there_is_a_usage_error(store: Path) -> None:
    result = report(store, "2025")
    assert (result.exit_code, result.stderr) == (
        2,
        f"copydesk: no run '2025'; the latest are {SECOND}, {FIRST}\n",
    )


def test_before_the_first_run_it_says_how_to_begin(tmp_path: Path) -> None:
    write_settings(tmp_path, 20_000)
    result = report(tmp_path / "data")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"No run yet in {tmp_path / 'data'}. Begin with: ")


def test_an_article_that_is_taken_down_is_taken_out_of_the_reports(store: Path) -> None:
    articles = pd.read_parquet(store / "articles")
    (url,) = articles.loc[articles["title"].str.startswith("Three Firms"), "url"]
    page = store / "reports" / f"{SECOND}.html"
    report(store)
    assert "Three Firms" in page.read_text(encoding="utf-8")
    config = ["--config", str(store.parent / "copydesk.toml")]
    removed = CliRunner().invoke(app, ["remove", url, "--reason", "a court's order", "--yes", *config])
    assert removed.exit_code == 0
    assert not page.exists()
    report(store)
    assert "Three Firms" not in page.read_text(encoding="utf-8")
