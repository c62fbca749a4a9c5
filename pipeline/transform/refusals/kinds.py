"""Article or not: a page's facts weighed by a table, `kinds.json`, which `benchmarks/train_kinds.py` writes.

A page's score is a sum, so that whatever it says can be told again: `base`, the points of every mark the table knows
(`marks`: family -> word -> points) and of the range in which every number lies (`numbers`: name -> `from`, the lower
ends of the ranges after the first, and `points`, one a range). Points are natural logarithms of odds, positive for an
article. A page that scores below `threshold` is none.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pipeline.transform.refusals.facts import Facts

DATA = "kinds.json"
_REASONS = 4  # are told to the operator
_FAMILIES = {
    "address": "address: {}",
    "json_ld": "JSON-LD {}",
    "meta": "meta {}",
    "og_type": "og:type {}",
    "date": "date by {}",
    "tag": "<{}>",
    "class": "class {}",
    "says": "says «{}»",
}


class Ranges(NamedTuple):
    """starts: lower ends, rising, of all ranges but the first. points: one a range."""

    starts: Sequence[float]
    points: Sequence[float]

    def of(self, value: float) -> float:
        return self.points[bisect_right(self.starts, value)]


@dataclass(frozen=True, slots=True)
class Model:
    base: float
    threshold: float
    marks: Mapping[str, Mapping[str, float]]
    numbers: Mapping[str, Ranges]


@dataclass(frozen=True, slots=True)
class Verdict:
    """score: natural logarithm of odds. against: what speaks most against an article, the strongest first."""

    score: float
    against: tuple[str, ...]


@cache
def model() -> Model:
    """The table as shipped, read once."""
    return parsed(files(__package__).joinpath(DATA).read_text(encoding="utf-8"))


def parsed(text: str) -> Model:
    raw = json.loads(text)
    numbers = {name: Ranges(table["from"], table["points"]) for name, table in raw["numbers"].items()}
    return Model(base=raw["base"], threshold=raw["threshold"], marks=raw["marks"], numbers=numbers)


def judged(facts: Facts, by: Model | None = None) -> Verdict:
    """by: another table than the shipped one. Reasons are put into words only for a page that is no article."""
    table = by or model()
    score = table.base
    for family, points in table.marks.items():
        score += sum([points[word] for word in points.keys() & facts.marks[family]])
    for name, ranges in table.numbers.items():
        score += ranges.of(facts.numbers[name])
    return Verdict(score, _against(facts, table) if score < table.threshold else ())


def _against(facts: Facts, table: Model) -> tuple[str, ...]:
    return tuple(reason for _, reason in sorted(_reasons(facts, table))[:_REASONS])


def _reasons(facts: Facts, table: Model) -> Iterator[tuple[float, str]]:
    """What speaks against an article, with its points."""
    for family, points in table.marks.items():
        for word in points.keys() & facts.marks[family]:
            if points[word] < 0:
                yield points[word], _told(family, word)
    for name, ranges in table.numbers.items():
        value = facts.numbers[name]
        if ranges.of(value) < 0:
            yield ranges.of(value), f"{name} {value:.2g}" if 0 < value < 1 else f"{value:,.0f} {name}"


def _told(family: str, word: str) -> str:
    return f"no {_FAMILIES[family].split()[0]}" if word == "none" else _FAMILIES[family].format(word)
