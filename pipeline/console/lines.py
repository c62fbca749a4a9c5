"""Lines that fit a terminal of 80 columns, with text from strangers in them."""

from datetime import datetime

from rich.text import Text

from pipeline.console.strangers import harmless, short
from pipeline.console.terminal import out

_LEAST = 80
_LINES = 8


def width() -> int:
    """Columns to fill: the terminal's own, 80 where nobody's is the measure."""
    return max(_LEAST, out.width) if out.is_terminal else _LEAST


def say(text: str, *, indent: int = 0, style: str = "") -> None:
    """A paragraph, wrapped, long words too; made harmless, and cut off after so many lines that no text is longer."""
    room = width() - indent
    for line in Text(short(text, _LINES * room), overflow="fold").wrap(out, room):
        out.print(Text(" " * indent + line.plain.rstrip(), style=style), soft_wrap=True)


def whole(text: str, *, indent: int = 0, style: str = "") -> None:
    """A line that is never broken, such as an address that may be copied; made harmless."""
    out.print(Text(" " * indent + harmless(text), style=style), soft_wrap=True)


def type_this(command: str, *, indent: int = 2) -> None:
    """A command on a line of its own, to be copied."""
    whole(command, indent=indent)


def heading(text: str) -> None:
    """The heading of a part."""
    out.print()
    say(text, style="bold")


def moment(at: datetime | None) -> str:
    """An instant for a person."""
    return f"{at:%Y-%m-%d %H:%M:%S} UTC" if at else "never"


def spell(seconds: float) -> str:
    """A span of time, short."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 100 * 60 else f"{seconds / 3600:.1f} h"


def counted(count: int, name: str) -> str:
    """`1 URL`, `2 URLs`."""
    return f"{count:,} {name}" if count == 1 else f"{count:,} {name}s"
