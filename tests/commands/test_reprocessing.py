"""`copydesk reprocess`: what it prints, and with which status it ends."""

import json
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from pipeline import batches, config
from pipeline.cli import app
from pipeline.load import read
from pipeline.models import Article, Page, Rejection
from pipeline.reasons import Reason
from pipeline.storage import Store, locked
from pipeline.transform import extract
from tests.support import free_ports, newsroom, run_night, write_settings


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a configuration and the data of a night over the newsroom."""
    folder, port = tmp_path_factory.mktemp("night"), free_ports(6)
    settings = config.load(write_settings(folder, port), {})
    with newsroom(1, port):
        run_night(settings)
    return folder


@pytest.fixture(autouse=True)
def _here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)


def copydesk(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments])


def planted(page: Page) -> Article | Rejection:
    """Another extractor: it finds no author, and takes reports from Kettle Rapids for no articles."""
    found = extract(page)
    if isinstance(found, Article):
        if "Kettle Rapids" in found.title.value:
            return Rejection(reason=Reason.NOT_ARTICLE, detail="planted")
        return replace(found, authors=())
    return found


def test_under_the_same_extractor_there_is_nothing_to_do(folder: Path) -> None:
    result = copydesk("reprocess", "--dry-run")
    assert result.exit_code == 0
    (line,) = [line for line in result.stdout.splitlines() if line.strip().startswith("all ")]
    assert line.split() == ["all", "0", "0", "0", "43", "0", "1", "44"]
    assert "To have it so" not in result.stdout


def test_a_dry_run_tells_what_would_change_and_what_to_type(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "transform_page", planted)
    before = read("articles", folder / "data")
    result = copydesk("reprocess", "--dry-run", "--source", "northern-ballot", "--since", "2026-01-01")
    assert result.exit_code == 0
    (line,) = [line for line in result.stdout.splitlines() if line.strip().startswith("northern-ballot")]
    assert line.split() == ["northern-ballot", "6", "0", "1", "0", "0", "0", "7"]
    assert "Changed most: authors in 6, authors_method in 6." in result.stdout
    assert result.stdout.rstrip().endswith("reprocess --since 2026-01-01 --source northern-ballot")
    pd.testing.assert_frame_equal(read("articles", folder / "data"), before)

    (name,) = [line.removeprefix("File: ") for line in result.stdout.splitlines() if line.startswith("File: ")]
    counted = duckdb.sql(f"select kind, field, count(*) from '{name}' group by all order by all").fetchall()  # noqa: S608
    assert counted == [("changed", "authors", 6), ("changed", "authors_method", 6), ("lost", "article", 1)]
    frame = pd.read_parquet(name)
    assert [*frame] == ["kind", "source", "date", "article_id", "url", "field", "before", "after", "reason"]
    assert frame.loc[frame["kind"] == "lost", "reason"].tolist() == ["not_article"]


def test_promoted_it_is_in_the_datasets(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "transform_page", planted)
    assert copydesk("reprocess").exit_code == 0
    articles = read("articles", folder / "data")
    assert (len(articles), articles["authors"].map(len).sum()) == (42, 0)
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    result = copydesk("reprocess")
    assert result.exit_code == 0
    assert "· promoted" in result.stdout
    assert len(read("articles", folder / "data")) == 43
    latest = max((folder / "data" / "reprocess").iterdir())
    assert json.loads((latest / "summary.json").read_text())["promoted_at"] is not None


def test_a_source_that_is_not_there_and_a_day_that_is_none_are_usage_errors() -> None:
    unknown = copydesk("reprocess", "--source", "northern-ballott")
    assert (unknown.exit_code, unknown.stderr) == (
        2,
        "copydesk: no source 'northern-ballott' in the configuration; did you mean northern-ballot?\n",
    )
    assert copydesk("reprocess", "--since", "yesterday").exit_code == 2


def test_it_does_not_begin_while_a_run_holds_the_store(folder: Path) -> None:
    with locked(Store.at(folder / "data")):
        result = copydesk("reprocess")
    assert result.exit_code == 3
    assert "another run is using" in result.stderr
