"""Runs: the pieces of text of one block before they are joined, and how line breaks cut them."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.transform.tree import Element


class Run(NamedTuple):
    """text: of one text node, or `\\n` for a `<br>`. element: index of the one around it. link: address or empty."""

    text: str
    element: int
    link: str
    bold: bool


CELL = Run(" | ", -1, "", bold=False)  # the border between two cells of a table's row
_BREAK = "\n"
PARAGRAPH_MARK = "\u2029"  # an empty line in preformatted text

_RUN_IN = range(3, 101)  # characters of a heading, as measured for bold paragraphs


def pieces(runs: list[Run]) -> list[list[Run]]:
    """`runs` cut at doubled line breaks and after a bold run-in heading."""
    if len(runs) < 2 and PARAGRAPH_MARK not in runs[0].text:
        return [runs]
    if not any(run.text == _BREAK or PARAGRAPH_MARK in run.text for run in runs):
        return [runs]
    found: list[list[Run]] = []
    for part in _cut_at_doubled_breaks(_spelled_out(runs)):
        found.extend(_cut_after_run_in(part))
    return found


def _spelled_out(runs: list[Run]) -> list[Run]:
    """`runs` with every paragraph mark inside a text as two breaks of its own."""
    out: list[Run] = []
    for run in runs:
        for at, text in enumerate(run.text.split(PARAGRAPH_MARK)):
            out.extend([run._replace(text=_BREAK)] * (2 if at else 0))
            out.append(run._replace(text=text))
    return out


def _cut_at_doubled_breaks(runs: list[Run]) -> list[list[Run]]:
    found: list[list[Run]] = [[]]
    breaks = 0
    for run in runs:
        if run.text == _BREAK:
            breaks += 1
        elif run.text and not run.text.isspace():
            if breaks > 1:
                found.append([])
            breaks = 0
        found[-1].append(run)
    return found


def _cut_after_run_in(runs: list[Run]) -> list[list[Run]]:
    """[heading, rest] if the text up to the first break is all bold, short, and what follows is not bold."""
    written = [(at, run) for at, run in enumerate(runs) if run.text.strip() or run.text == _BREAK]
    while written and written[0][1].text == _BREAK:
        written.pop(0)
    at = next((at for at, run in written if run.text == _BREAK), None)
    if at is None:
        return [runs]
    before = [run for _, run in written if run.text != _BREAK and _ < at]
    after = [run for _, run in written if run.text != _BREAK and _ > at]
    length = len("".join(run.text for run in before).strip())
    if not after or length not in _RUN_IN or not all(run.bold for run in before) or after[0].bold:
        return [runs]
    return [runs[:at], runs[at + 1 :]]


def lowest_common(elements: Sequence[Element], runs: list[Run]) -> int:
    """The lowest element that holds every run."""
    home = runs[0].element
    for run in runs[1:]:
        other = run.element
        while home != other:
            if elements[home].depth >= elements[other].depth:
                home = elements[home].parent
            else:
                other = elements[other].parent
    return home
