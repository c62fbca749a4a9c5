"""The benchmark's tables: for a terminal, and as Markdown for the README."""

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import mean

from benchmarks.measure import Run, slowest_to_median
from benchmarks.scoring import Figures
from benchmarks.systems import PARSE

# figure: what a system has to give for it to be more than a zero
_COLUMNS: Mapping[str, str | None] = {
    "text_f1": None,
    "word_f1": None,
    "must_have": None,
    "must_not_have": None,
    "title": "title",
    "date": "published",
    "author_f1": "authors",
    "heading_f1": "sections",
    "section_f1": "sections",
}


@dataclass(frozen=True, slots=True)
class Result:
    """A gold set's measurement. figures: by system. article: «article or not» of copydesk over all kinds, if known."""

    name: str
    pages: int
    runs: Mapping[str, Run]
    figures: Mapping[str, Figures]
    article: Figures | None


def as_text(result: Result) -> str:
    table = rows(result)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = (
        "  ".join(
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in table
    )
    return (
        "\n".join([f"{result.name}: {_pages(result.pages)}", *(line.rstrip() for line in lines), *notes(result)]) + "\n"
    )


def as_markdown(result: Result) -> str:
    head, *body = (" | ".join(row) for row in rows(result))
    rule = "|".join(["---", *["---:"] * head.count(" | ")])
    lines = [
        f"**{result.name}**, {_pages(result.pages)}:",
        "",
        f"| {head} |",
        f"|{rule}|",
        *(f"| {row} |" for row in body),
    ]
    return "\n".join([*lines, "", *(f"* {note}" for note in notes(result))]) + "\n"


def provenance(day: date) -> str:
    """When and on what it was measured."""
    on = f"{platform.python_implementation()} {platform.python_version()} on {platform.machine()}"
    return f"Measured on {day.isoformat()} with {on}, in one process; ms is processor time a page.\n"


def rows(result: Result) -> list[list[str]]:
    """The table's cells, its head first: copydesk, then the peers; blank where a peer does not give such a thing."""
    shown = [name for name in _COLUMNS if any(name in figures for figures in result.figures.values())]
    ours = _ms(result.runs["copydesk"])
    table = [["", *shown, "ms", "ms / copydesk's", "slowest / median"]]
    for name, run in result.runs.items():
        if name != PARSE:
            figures = [_cell(run, figure, result.figures[name][figure]) for figure in shown]
            speed = [f"{_ms(run):.1f}", f"{_ms(run) / ours:.2f}", f"{slowest_to_median(run.milliseconds()):.1f}"]
            table.append([f"{name} {run.system.version}", *figures, *speed])
    return table


def notes(result: Result) -> list[str]:
    """What is to be said below the table, a line each."""
    ours, parse = _ms(result.runs["copydesk"]), result.runs[PARSE]
    lines = [
        f"Parsing alone (selectolax {parse.system.version}, lexbor) takes {_ms(parse):.2f} ms: copydesk takes "
        f"{ours / _ms(parse):.1f} times as long."
    ]
    if result.article:
        named = {name.removeprefix("article_"): value for name, value in result.article.items()}
        lines.append(
            f"Article or not, over the pages of all kinds: precision {named['precision']:.3f}, "
            f"recall {named['recall']:.3f}, F1 {named['f1']:.3f} (copydesk)."
        )
    lines.extend(_faults(run) for run in result.runs.values() if run.failed)
    return lines


def _faults(run: Run) -> str:
    kinds = sorted({type(error).__name__ for error in run.failed.values()})
    return f"{run.system.name} raised on {_pages(len(run.failed))} ({', '.join(kinds)}): no text there."


def _pages(number: int) -> str:
    return f"{number} page" if number == 1 else f"{number} pages"


def _cell(run: Run, figure: str, value: float) -> str:
    needed = _COLUMNS[figure]
    return f"{value:.3f}" if needed is None or needed in run.system.gives else ""


def _ms(run: Run) -> float:
    return mean(run.milliseconds())
