"""Geometry of the plots, which the templates draw as SVG. Pure. Units are those of the plot's own view box."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.report.facts import SourceVolume

_MARGIN = 4.0  # so that dots are not cut off at the edge


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The last nights of a source as a line, the usual range as a band behind it, tonight as a dot at its end."""

    width: float
    height: float
    line: str
    band: tuple[float, float] | None
    middle: float | None
    dot: tuple[float, float]


def strip(volume: SourceVolume, width: float = 132, height: float = 30) -> Strip:
    """band: its upper edge and its height."""
    values = [*volume.before, volume.tonight]
    top = max(1, *values)

    def y(value: float) -> float:
        return round(height - _MARGIN - value / top * (height - 2 * _MARGIN), 1)

    step = (width - 2 * _MARGIN) / max(1, len(values) - 1)
    last = width - _MARGIN
    points = [(round(last - step * (len(values) - 1 - n), 1), y(value)) for n, value in enumerate(values)]
    usual = volume.usual
    return Strip(
        width=width,
        height=height,
        line=" ".join(f"{x:g},{at:g}" for x, at in points),
        band=(y(usual.high) - 1, round(y(usual.low) - y(usual.high) + 2, 1)) if usual else None,
        middle=y(usual.middle) if usual else None,
        dot=points[-1],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A column of a plot: its place, its width and height, from the top left."""

    x: float
    y: float
    width: float
    height: float


def columns(values: Sequence[int], width: float = 720, height: float = 96) -> list[Bar]:
    """A column for each value, the largest as high as the plot; none is so low that it cannot be seen."""
    top, each = max(1, *values), min(48.0, width / len(values))
    start = width - each * len(values)
    heights = [max(1.5, value / top * height) if value else 0.0 for value in values]
    return [
        Bar(
            x=round(start + each * n + each * 0.12, 1),
            y=round(height - h, 1),
            width=round(each * 0.76, 1),
            height=round(h, 1),
        )
        for n, h in enumerate(heights)
    ]


def length(value: float, most: float, width: float = 100) -> float:
    """How long the bar of a value is beside that of the largest."""
    return round(value / most * width, 1) if most else 0.0
