"""What the pages say to type exists, with these options; what can be run over the demo's data is run."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from docs import generate
from pipeline.cli import app
from tests.demo_store import make_demo_store
from tests.docs.pages import EXAMPLES, PAGES, ROOT, blocks, commands, mistake_in, words

CALLS = sorted({(page.name, command) for page in PAGES for command in commands(page, "copydesk")})
READS = ("status", "failures", "explain", "report")  # and what has --dry-run


@pytest.mark.parametrize(("page", "command"), CALLS)
def test_the_command_exists_with_these_options(page: str, command: str) -> None:
    assert mistake_in(words(command)) is None


def test_a_command_that_does_not_exist_would_be_found() -> None:
    assert mistake_in(["forget"]) == "no command 'forget'"
    assert mistake_in(["sources", "grow"]) == "no command 'sources grow'"
    assert mistake_in(["status", "--sideways"]) == "No such option: --sideways"
    assert mistake_in(["remove", "https://example.org/a"]) == "Missing option '--reason'."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a configuration, and two nights over the demo newsroom."""
    home = tmp_path_factory.mktemp("runbook")
    make_demo_store(home)
    return home


def runs_here(command: str) -> bool:
    arguments = words(command)
    return arguments[0] in READS or ("--dry-run" in arguments and arguments[0] in ("rerun", "reprocess"))


@pytest.mark.parametrize("command", sorted({command for _, command in CALLS if runs_here(command)}))
def test_the_command_runs(folder: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    url = pd.read_parquet(folder / "data" / "articles")["url"].iloc[0]
    run = max(pd.read_parquet(folder / "data" / "runs")["run_id"])
    places = {EXAMPLES["URL"]: url, EXAMPLES["RUN"]: run}
    result = CliRunner().invoke(app, [places.get(word, word) for word in words(command)])
    assert result.exit_code == 0, result.output


def test_the_commands_of_prefect_exist_with_these_options() -> None:
    """Parsed by Prefect's own parser, without being run."""
    called = [words(command) for page in PAGES for command in commands(page, "prefect")]
    assert len(called) >= 8
    program = (
        "import json, sys\n"
        "from prefect.cli import _app as cli, app\n"
        "from prefect.cli._app import _app\n"
        "for words in json.load(sys.stdin):\n"
        "    _app.parse_args([word for word in words if word != '--no-prompt'], exit_on_error=False)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=json.dumps(called), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_shell_reads_what_is_to_be_typed(page: Path) -> None:
    script = "\n".join(blocks(page, "sh", "console"))
    done = subprocess.run(["sh", "-n"], input=script, capture_output=True, text=True, check=False)
    assert done.stderr == ""


@pytest.mark.parametrize("page", [*PAGES, *(ROOT / "docs" / "commands").glob("*.md")], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        place, _, anchor = target.partition("#")
        if "://" in place:
            continue
        file = (page.parent / place) if place else page
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {anchor_of(heading) for heading in headings}, target


def anchor_of(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_files_of_the_project_that_a_page_copies_are_there() -> None:
    install = (ROOT / "docs" / "install.md").read_text(encoding="utf-8")
    named = re.findall(r"/srv/copydesk/source/(\S+)", install)
    assert named
    assert [name for name in named if not [*ROOT.glob(name)]] == []


def test_the_pages_made_from_the_code_are_up_to_date() -> None:
    """If not: `python -m docs.generate`."""
    made = generate.pages()
    assert {path: (generate.DOCS / path).read_text(encoding="utf-8") for path in made} == made
    pages = {path for path in made if path.parent == Path("commands")}
    assert {file.relative_to(generate.DOCS) for file in generate.DOCS.glob("commands/*.md")} == pages


@pytest.mark.parametrize("variable", [("COLUMNS", "200"), ("FORCE_COLOR", "1"), ("GITHUB_ACTIONS", "true")])
def test_the_help_is_the_same_everywhere(variable: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    expected = generate.pages()[Path("commands", "run.md")]
    monkeypatch.setenv(*variable)
    assert generate.pages()[Path("commands", "run.md")] == expected
    assert "\x1b" not in expected
    assert all(len(line) <= 80 for line in expected.splitlines() if line.startswith(("│", "╭", "╰")))


def test_shlex_reads_the_placeholders() -> None:
    assert words("copydesk explain URL --json") == ["explain", "https://example.org/a", "--json"]
    assert shlex.split('copydesk remove URL --reason "letter of 3 May"')[-1] == "letter of 3 May"
