"""The command: what it prints, and with which status it ends. Runs under Prefect are in test_run.py."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.demo.newsroom import Newsroom
from tests.support import free_ports, newsroom, run_night, settings_for, write_settings

PAGE = """<html lang="en"><head><title>Council votes - The Ledger</title></head><body><article>
<h1>Council votes on the ferry</h1>
<p>The council of Port Ellery voted nine to four on Monday to keep the night ferry running through the winter.</p>
<p>Supporters said that three hundred shift workers depend on it, and that a bus line costs more.</p>
<h2>What it costs</h2>
<p>The ferry costs the city two million a year, of which passengers pay less than half at present fares.</p>
<div class="share-buttons"><a href="/s">Share this story</a></div>
</article></body></html>"""


def copydesk(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where the newsroom's first day is being served."""
    base = free_ports(6)
    with newsroom(1, base):
        yield base


def test_without_arguments_it_tells_its_commands() -> None:
    result = copydesk()
    assert re.findall(r"^│ (\w+)", result.output, re.MULTILINE)[-14:] == [
        "demo", "run", "serve", "rerun", "reprocess", "backfill", "status", "failures", "explain", "report", "extract",
        "remove", "compact", "sources",
    ]  # fmt: skip


def test_a_missing_configuration_is_a_usage_error(folder: Path) -> None:
    result = copydesk("run")
    assert result.exit_code == 2
    assert result.stderr == (
        "copydesk: copydesk.toml: no such file; name yours with --config, or type `copydesk demo`, which writes one\n"
    )


def test_an_unknown_source_is_named_before_anything_is_started(folder: Path) -> None:
    write_settings(folder, 20_000)
    result = copydesk("run", "--source", "the-quorun")
    assert result.exit_code == 2
    assert result.stderr == "copydesk: no source 'the-quorun' in the configuration; did you mean the-quorum?\n"


def test_each_mistake_of_a_configuration_is_a_line(folder: Path) -> None:
    (folder / "bad.toml").write_text("[fetch]\nconcurrency = 0\nspeed = 1\n", encoding="utf-8")
    result = copydesk("status", "--config", "bad.toml")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "copydesk: bad.toml: fetch.concurrency: must be greater than or equal to 1, not 0",
        "copydesk: bad.toml: fetch.speed: unknown key; known are user_agent, delay_seconds, jitter, timeout_seconds, "
        "max_bytes, concurrency, rest_after_failures, max_age_days, revisit_days, allow_private_addresses",
    ]


def test_extract_prints_one_article_as_json(folder: Path) -> None:
    result = copydesk("extract", "page.html", "--url", "https://example.org/ferry", "--json")
    assert result.exit_code == 0
    article = json.loads(result.stdout)
    assert [*article][:12] == [
        "url", "title", "authors", "published", "language", "access", "text", "sections", "removed", "rating",
        "author_boxes", "canonical_url",
    ]  # fmt: skip
    assert article["url"] == "https://example.org/ferry"
    assert article["title"] == "Council votes on the ferry"
    assert [(s["level"], s["heading"], len(s["paragraphs"])) for s in article["sections"]] == [
        (1, None, 2),
        (2, "What it costs", 1),
    ]
    assert [(block["label"], block["text"]) for block in article["removed"]] == [
        ("title", "Council votes on the ferry"),
        ("share_bar", "Share this story"),
    ]


def test_extract_prints_an_article_for_a_person(folder: Path) -> None:
    result = copydesk("extract", "page.html")
    assert result.exit_code == 0
    assert "Council votes on the ferry" in result.stdout
    assert "## What it costs" in result.stdout
    assert "removed: title 1, share_bar 1" in result.stdout


def test_extract_ends_with_1_for_a_page_that_is_no_article(folder: Path) -> None:
    (folder / "empty.html").write_text("<html><body></body></html>", encoding="utf-8")
    result = copydesk("extract", "empty.html", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["rejected"] == "no_text"


def test_extract_names_a_file_that_is_not_there(folder: Path) -> None:
    result = copydesk("extract", "nowhere.html")
    assert (result.exit_code, result.stderr) == (
        2,
        "copydesk: nowhere.html: cannot be read: No such file or directory\n",
    )


def test_extract_asks_a_site_by_the_configured_rules(folder: Path, port: int) -> None:
    site = Newsroom.load(base_port=port).site("northern-ballot")
    (path,) = [path for path in site.pages if "kettle-rapids" in path]
    write_settings(folder, port)
    allowed = copydesk("extract", site.base + path, "--json")
    assert json.loads(allowed.stdout)["title"] == "Kettle Rapids votes to stay small"
    (folder / "copydesk.toml").unlink()
    refused = copydesk("extract", site.base + path, "--json")
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["rejected"] == "private_address"


def test_status_before_the_first_run_says_how_to_begin(folder: Path) -> None:
    write_settings(folder, 20_000)
    result = copydesk("status")
    assert result.exit_code == 0
    assert re.fullmatch(f"No run yet in {folder / 'data'}. Begin with: \\S+ run\n", result.stdout)


def test_status_shows_the_runs_and_the_last_ones_numbers(folder: Path, port: int) -> None:
    row = run_night(settings_for(folder, port))
    result = copydesk("status")
    assert result.exit_code == 0
    assert f"Run {row.run_id}, nightly: all well" in result.stdout
    (line,) = re.findall(r"statehouse-observer .*\d.*", result.stdout.partition("What failed")[0])
    assert line.split() == ["statehouse-observer", "9", "8", "8", "0", "1", "http_404"]


def test_the_demo_leaves_a_real_configuration_alone(folder: Path) -> None:
    own = '[[source]]\nid = "own"\nhomepage = "https://example.org/"\nfeeds = ["https://example.org/feed/"]\n'
    (folder / "copydesk.toml").write_text(own, encoding="utf-8")
    result = copydesk("demo", "--run")
    assert result.exit_code == 2
    assert "copydesk.toml: its sources are not the demo's on port 18101" in result.stderr
    assert (folder / "copydesk.toml").read_text(encoding="utf-8") == own


def test_the_demo_names_a_port_that_is_taken(folder: Path, port: int) -> None:
    result = copydesk("demo", "--port", str(port))
    assert (result.exit_code, result.stderr) == (
        2,
        f"copydesk: port {port} is in use: choose another one with --port\n",
    )
