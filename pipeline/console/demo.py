"""What a person sees of the demo."""

from collections.abc import Iterable

from rich.markup import escape
from rich.table import Table

from pipeline.console.terminal import err


def print_sites(sites: Iterable[tuple[str, str]]) -> None:
    """The demo's sites: (name, address)."""
    table = Table.grid(padding=(0, 2))
    for name, address in sites:
        table.add_row(escape(name), address)
    err.print(table)
