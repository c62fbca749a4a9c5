"""The terminal: where a command prints, how tables look there, and the bars of a long step."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipeline.progress import Reporter, Step, Undrawn

_LOG_WIDTH = 100  # columns where nobody's window is the measure


class _Console(Console):
    """Leaves it to the command what to do when nobody reads any more; rich's own would end with status 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


out = _Console(soft_wrap=True, width=None if sys.stdout.isatty() else _LOG_WIDTH)
err = _Console(soft_wrap=True, stderr=True)


def new_table(title: str) -> Table:
    """Drawn to fit 80 columns."""
    return Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, padding=0)


@contextmanager
def reporter() -> Iterator[Reporter]:
    """Bars on a terminal."""
    if not err.is_terminal:
        yield Undrawn()
        return
    columns = (
        TextColumn("{task.description:<10}"), BarColumn(bar_width=40), MofNCompleteColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=err) as bars:
        yield _BarReporter(bars)


class _BarReporter:
    def __init__(self, bars: Progress) -> None:
        self._bars = bars

    @contextmanager
    def stage(self, name: str, total: int | None) -> Iterator[Step]:
        bar = self._bars.add_task(name, total=total)
        yield lambda: self._bars.advance(bar)
        if total is None:
            self._bars.update(bar, total=1, completed=1)
