"""What the pages below docs/ and the README say to type."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.testing import CliRunner

from pipeline.cli import app

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLES = {"ID": "the-quorum", "RUN": "20261127T030000Z-ab12", "URL": "https://example.org/a", "REASON": "timeout"}


def blocks(page: Path, *languages: str) -> Iterator[str]:
    """The fenced blocks of these languages, also those of lists, without their indentation."""
    for indent, language, text in re.findall(
        r"^( *)```(\w+)\n(.*?)^ *```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    ):
        if language in languages:
            yield re.sub(f"^{indent}", "", text, flags=re.MULTILINE)


def commands(page: Path, program: str) -> list[str]:
    """What a page says to type of a program, in blocks and between backticks, each once."""
    lines = "".join(blocks(page, "console", "sh")).splitlines()
    prose = re.sub(r"^ *```.*?^ *```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    quoted = re.findall(r"(?<!`)`([^`\n]+(?:\n +[^`\n]+)?)`(?!`)", prose)
    called = re.compile(rf"(?:^|worker |PREFECT_API_URL )({program} [^|>]+)")
    found = (called.search(line.partition(" #")[0]) for line in (*lines, *quoted) if not line.startswith("copydesk: "))
    return [*dict.fromkeys(" ".join(one[1].split()) for one in found if one)]


def words(command: str) -> list[str]:
    """A command's words after the program, with examples in the place of placeholders."""
    return [EXAMPLES.get(word, word) for word in shlex.split(command)[1:]]


def mistake_in(arguments: list[str]) -> str | None:
    """What is wrong with a call of copydesk, which is parsed and not run; None when nothing is."""
    command: Any = typer.main.get_command(app)
    context = command.make_context("copydesk", [*arguments], resilient_parsing=True)
    path = arguments
    while (inner := getattr(command, "commands", None)) is not None:
        if not path or path[0] not in inner:
            return f"no command {' '.join(arguments)!r}"
        command, path = inner[path[0]], path[1:]
    if path:  # else it is only spoken of
        try:
            command.make_context(command.name, [*path], parent=context)
        except Exception as error:  # Typer's own, which it does not show
            return str(error.format_message())  # type: ignore[attr-defined]
    return None


def says(arguments: list[str]) -> str:
    """What a call of copydesk prints."""
    return CliRunner().invoke(app, arguments).output
