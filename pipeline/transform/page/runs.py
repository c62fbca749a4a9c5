"""Runs: the pieces of text of one block before they are joined, and how line breaks cut them."""

from collections.abc import Sequence

# text of one text node, index of the element around it, address of the link around it or "", whether it is bold
Run = tuple[str, int, str, bool]

_BREAK = "\n"
BREAK: Run = (_BREAK, -1, "", False)
CELL: Run = (" | ", -1, "", False)  # the border between two cells of a table's row
PARAGRAPH_MARK = "\u2029"  # an empty line in preformatted text

_RUN_IN = range(3, 101)  # characters of a heading, as measured for bold paragraphs


def is_break(run: Run) -> bool:
    return run[0] == _BREAK


def pieces(runs: list[Run]) -> list[list[Run]]:
    """`runs` cut at doubled line breaks and after a bold run-in heading."""
    if not any(is_break(run) or PARAGRAPH_MARK in run[0] for run in runs):
        return [runs]
    found: list[list[Run]] = []
    for part in _cut_at_doubled_breaks(_spelled_out(runs)):
        found.extend(_cut_after_run_in(part))
    return found


def _spelled_out(runs: list[Run]) -> list[Run]:
    """`runs` with every paragraph mark inside a text as two breaks of its own."""
    out: list[Run] = []
    for run in runs:
        for at, text in enumerate(run[0].split(PARAGRAPH_MARK)):
            out.extend([BREAK] * (2 if at else 0))
            out.append((text, *run[1:]))
    return out


def _cut_at_doubled_breaks(runs: list[Run]) -> list[list[Run]]:
    found: list[list[Run]] = [[]]
    breaks = 0
    for run in runs:
        if is_break(run):
            breaks += 1
        elif run[0] and not run[0].isspace():
            if breaks > 1:
                found.append([])
            breaks = 0
        found[-1].append(run)
    return found


def _cut_after_run_in(runs: list[Run]) -> list[list[Run]]:
    """[heading, rest] if the text up to the first break is all bold, short, and what follows is not bold."""
    written = [(at, run) for at, run in enumerate(runs) if is_break(run) or run[0].strip()]
    while written and is_break(written[0][1]):
        written.pop(0)
    at = next((at for at, run in written if is_break(run)), None)
    if at is None:
        return [runs]
    before = [run for i, run in written if i < at]
    after = [run for i, run in written if i > at and not is_break(run)]
    length = len("".join(run[0] for run in before).strip())
    if not after or length not in _RUN_IN or not all(run[3] for run in before) or after[0][3]:
        return [runs]
    return [runs[:at], runs[at + 1 :]]


def lowest_common(parents: Sequence[int], elements: Sequence[int]) -> int:
    """The lowest element that holds all of `elements`; parents come before their children."""
    home = elements[0]
    for other in elements[1:]:
        while home != other:
            if home > other:
                home = parents[home]
            else:
                other = parents[other]  # noqa: PLW2901
    return home
