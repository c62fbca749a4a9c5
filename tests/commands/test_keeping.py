"""`copydesk remove` and `copydesk compact`: what they print, and with which status they end."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pipeline import config
from pipeline.cli import app
from pipeline.commands import keeping
from pipeline.load import read
from pipeline.storage import Store, locked
from tests.support import free_ports, newsroom, run_night, write_settings


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a configuration and the data of two nights over the newsroom."""
    folder, port = tmp_path_factory.mktemp("night"), free_ports(6)
    settings = config.load(write_settings(folder, port), {})
    for day in (1, 2):
        with newsroom(day, port):
            run_night(settings)
    return folder


@pytest.fixture
def folder(night: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, to be in."""
    shutil.copytree(night, tmp_path / "copy")
    monkeypatch.chdir(tmp_path / "copy")
    return tmp_path / "copy"


def copydesk(*arguments: str, answer: str | None = None) -> Result:
    return CliRunner().invoke(app, [*arguments], input=answer)


def some_article(folder: Path) -> dict[str, Any]:
    """One of which there are two revisions."""
    return read("revisions", folder / "data")[["url", "title", "source", "article_id"]].to_dict("records")[0]


def ids(folder: Path) -> set[str]:
    return set(read("articles", folder / "data")["article_id"])


def test_an_article_is_removed(folder: Path) -> None:
    one, before = some_article(folder), ids(folder)
    result = copydesk("remove", one["url"], "--reason", "court order 12", "--yes")
    assert result.exit_code == 0
    assert f"  {one['title']} ({one['source']}, " in result.output
    assert f"Taken down: {one['url']}; what is left is a row in takedowns.\n" in result.output
    assert ids(folder) == before - {one["article_id"]}
    assert list(read("takedowns", folder / "data")["reason"]) == ["court order 12"]


def test_removed_again_it_says_so(folder: Path) -> None:
    one = some_article(folder)
    copydesk("remove", one["url"], "--reason", "court order 12", "--yes")
    result = copydesk("remove", one["url"], "--reason", "again", "--yes")
    assert result.exit_code == 0
    assert re.fullmatch(rf"{one['url']} was taken down on [-\d]+ [\d:]+ UTC: court order 12\n", result.output)


def test_a_person_is_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_is_asked", lambda: True)
    one, before = some_article(folder), ids(folder)
    refused = copydesk("remove", one["url"], "--reason", "court order 12", answer="n\n")
    assert refused.exit_code == 1
    assert "This takes out for good, from every dataset and from the archive:" in refused.output
    assert refused.output.endswith("Nothing was taken out.\n")
    assert ids(folder) == before
    assert copydesk("remove", one["url"], "--reason", "court order 12", answer="y\n").exit_code == 0
    assert ids(folder) == before - {one["article_id"]}


def test_where_nobody_can_be_asked_it_wants_a_yes(folder: Path) -> None:
    result = copydesk("remove", some_article(folder)["url"], "--reason", "court order 12")
    assert result.exit_code == 2
    assert result.stderr == (
        "copydesk: remove: there is nobody to ask here; add --yes to take the article out without being asked\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("https://example.org/story", "--yes"), "Missing option '--reason'"),
        (("https://example.org/story", "--yes", "--reason", " "), "--reason: say why; it is what is left"),
        (("https://example.org/story", "--yes", "--reason", "x"), "neither the datasets nor the ledger know this"),
        (("story", "--yes", "--reason", "x"), "story: no web address"),
    ],
)
def test_mistakes_are_named(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    result = copydesk("remove", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("command", [("remove", "https://example.org/a", "--reason", "x", "--yes"), ("compact",)])
def test_a_run_that_goes_on_is_not_disturbed(folder: Path, command: tuple[str, ...]) -> None:
    with locked(Store.at(folder / "data")):
        result = copydesk(*command)
    assert result.exit_code == 3
    assert "another run is using" in result.stderr


def test_a_store_is_compacted(folder: Path) -> None:
    before = ids(folder)
    result = copydesk("compact")
    assert result.exit_code == 0
    assert re.search(r"^datasets: \d+ files, [\d,]+ bytes → \d+ files, [\d,]+ bytes$", result.output, re.MULTILINE)
    assert re.search(r"^archive: 2 files, ([\d,]+) bytes → 1 files, \1 bytes$", result.output, re.MULTILINE)
    assert ids(folder) == before
    (merged,) = (folder / "data" / "archive").glob("*.warc.gz")
    assert set(read("articles", folder / "data")["capture_file"]) == {merged.name}


def test_old_raw_pages_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_STORAGE__KEEP_RAW_DAYS", "0.00000001")
    result = copydesk("compact")
    assert "2 archive files were older than storage.keep_raw_days, and deleted\n" in result.output
    assert list((folder / "data" / "archive").glob("*.warc.gz")) == []
