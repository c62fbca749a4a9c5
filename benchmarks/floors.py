"""The figures that copydesk must keep: `floors.toml`, read, compared and raised.

For each gold set there is a table of floors and one of ceilings, for the figures of which less is better.
"""

import math
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).with_name("floors.toml")

_TABLE = re.compile(r"\[(\w+)\.(floors|ceilings)\]")
_LINE = re.compile(r"(\w+)( *= *)([\d.]+)(.*)")
_TOLERANCE = 0.001  # below the measured figure: another Python or parser version may read a page a little differently
_NOISE = 2  # times the measured ratio of times: machines differ in more than speed

# gold set -> `floors` or `ceilings` -> figure -> limit
Floors = Mapping[str, Mapping[str, Mapping[str, float]]]
Measured = Mapping[str, Mapping[str, float]]


def parse(text: str) -> Floors:
    return tomllib.loads(text)


def missed(floors: Floors, measured: Measured) -> list[str]:
    """A line for each limit that the measured figures, by set, do not keep; a figure that is not there misses it."""
    return [
        f"{name}: {figure} is {_shown(value)}, {'below the floor' if kind == 'floors' else 'above the ceiling'} {limit}"
        for name, kind, figure, limit in _limits(floors)
        for value in [measured.get(name, {}).get(figure)]
        if value is None or _looser(kind, value, limit)
    ]


def loosened(floors: Floors, earlier: Floors) -> list[str]:
    """A line for each limit of an earlier version that is now looser, or gone."""
    return [
        f"{name}: the {kind.removesuffix('s')} of {figure} was {limit} and is {_shown(now)}"
        for name, kind, figure, limit in _limits(earlier)
        for now in [floors.get(name, {}).get(kind, {}).get(figure)]
        if now is None or _looser(kind, now, limit)
    ]


def raised(text: str, measured: Measured) -> str:
    """The file's text with every limit that can be stricter made so; all else stays as it is written."""
    lines, name, kind = [], "", ""
    for line in text.splitlines():
        table, entry = _TABLE.fullmatch(line.strip()), _LINE.fullmatch(line)
        if table:
            name, kind = table[1], table[2]
        if entry and entry[1] in measured.get(name, {}):
            limit = _limit(kind, entry[1], measured[name][entry[1]])
            if _looser(kind, float(entry[3]), limit):
                line = f"{entry[1]}{entry[2]}{limit}{entry[4]}"  # noqa: PLW2901  the line as it is to be
        lines.append(line)
    return "\n".join(lines) + "\n"


def _limits(floors: Floors) -> list[tuple[str, str, str, float]]:
    return [
        (name, kind, figure, limit)
        for name, kinds in floors.items()
        for kind, limits in kinds.items()
        for figure, limit in limits.items()
    ]


def _looser(kind: str, value: float, limit: float) -> bool:
    return value < limit if kind == "floors" else value > limit


def _limit(kind: str, figure: str, value: float) -> float:
    if figure.endswith("_ratio"):
        return math.ceil(value * _NOISE * 10) / 10
    if kind == "floors":
        return round(math.floor(value * 1000) / 1000 - _TOLERANCE, 3)
    return round(math.ceil(value * 1000) / 1000 + _TOLERANCE, 3)


def _shown(value: float | None) -> str:
    return "missing" if value is None else f"{value:.4g}"
