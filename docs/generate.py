"""The pages that are made from the code: `python -m docs.generate` writes them, a test says when one is out of date.

docs/commands/*.md    a page a command, as its --help says it
docs/logs.md          its tables of events and fields; the rest of the page is written by hand
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from logging import getLevelName
from pathlib import Path
from string import Formatter
from typing import Any

import typer
from typer import rich_utils
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.events.catalogue import FIELDS, WORDINGS, Wording

DOCS = Path(__file__).parent

_COLUMNS = 80
_MADE = "<!-- made by `python -m docs.generate` -->"
_STATUSES = """\
| exit status | means |
|---|---|
| 0 | all well |
| 1 | done, but not all is right: the output says what |
| 2 | a mistake in the command or the configuration; the line names it and the mend |
| 3 | an error ended the command |
| 130 | Ctrl-C ended it |
"""


def pages() -> dict[Path, str]:
    """Every page that is made, by its path below `docs`."""
    commands = {tuple(path): command for path, command in _commands(typer.main.get_command(app), [])}
    made = {Path("commands", f"{'-'.join(path)}.md"): _page(path) for path in commands}
    return {**made, Path("commands", "README.md"): _index(commands), Path("logs.md"): _logs()}


def write() -> None:
    """Write them, and take away the pages of commands that are no more."""
    made = pages()
    for old in DOCS.glob("commands/*.md"):
        if old.relative_to(DOCS) not in made:
            old.unlink()
    for path, text in made.items():
        (DOCS / path).parent.mkdir(exist_ok=True)
        (DOCS / path).write_text(text, encoding="utf-8")


def _commands(command: Any, path: list[str]) -> Iterator[tuple[list[str], Any]]:
    """The commands that do something, each with the words that call it."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield path, command
        return
    for name, each in inner.items():
        yield from _commands(each, [*path, name])


def _page(path: tuple[str, ...]) -> str:
    return f"{_MADE}\n# copydesk {' '.join(path)}\n\n```text\n{_help(path)}```\n\n{_STATUSES}"


def _index(commands: dict[tuple[str, ...], Any]) -> str:
    links = (
        f"* [{' '.join(path)}]({'-'.join(path)}.md): {command.get_short_help_str(limit=100)}"
        for path, command in commands.items()
    )
    return f"{_MADE}\n# The commands\n\n" + "\n".join(links) + f"\n\n```text\n{_help(())}```\n\n{_STATUSES}"


def _help(path: tuple[str, ...]) -> str:
    with _plain():
        said = CliRunner().invoke(app, [*path, "--help"], prog_name="copydesk").output
    return "\n".join(line.rstrip() for line in said.strip("\n").splitlines()).strip() + "\n"


@contextmanager
def _plain() -> Iterator[None]:
    """Help of the same width everywhere, without colours."""
    before = rich_utils.MAX_WIDTH, rich_utils.COLOR_SYSTEM, rich_utils.FORCE_TERMINAL
    rich_utils.MAX_WIDTH, rich_utils.COLOR_SYSTEM, rich_utils.FORCE_TERMINAL = _COLUMNS, None, False
    try:
        yield
    finally:
        rich_utils.MAX_WIDTH, rich_utils.COLOR_SYSTEM, rich_utils.FORCE_TERMINAL = before


def _logs() -> str:
    text = (DOCS / "logs.md").read_text(encoding="utf-8")
    for name, table in (("events", _events()), ("fields", _fields())):
        begin, end = f"<!-- {name}: made by `python -m docs.generate` -->\n", f"<!-- end of {name} -->"
        text = re.sub(f"{re.escape(begin)}.*?{end}", lambda _, new=f"{begin}{table}{end}": new, text, flags=re.DOTALL)
    return text


def _events() -> str:
    rows = (
        f"| `{event}` | {getLevelName(wording.level).lower()} | {wording.means} | {_names(wording)} |\n"
        for event, wording in WORDINGS.items()
    )
    return "| event | level | means | fields |\n|---|---|---|---|\n" + "".join(rows)


def _fields() -> str:
    rows = (f"| `{name}` | {meaning} |\n" for name, meaning in FIELDS.items())
    return "| field | is |\n|---|---|\n" + "".join(rows)


def _names(wording: Wording) -> str:
    said = {name for _, name, _, _ in Formatter().parse(wording.text) if name} | {*wording.more}
    return " ".join(f"`{name}`" for name in FIELDS if name in said)


if __name__ == "__main__":
    write()
