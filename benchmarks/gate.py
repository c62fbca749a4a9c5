"""The quality gate: copydesk over gold sets must keep the limits of `floors.toml`.

    python -m benchmarks.gate GOLD_DIR [--raise]

GOLD_DIR has a folder for each set of `floors.toml`. Prints each figure with its limit. Exit status 1 when a limit is
missed. `--raise` makes every limit that the measured figures keep with room to spare as strict as they allow.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean

from benchmarks import floors, measure
from benchmarks.formats import NoGold, read_sets
from benchmarks.gold import GoldPage, GoldSet
from benchmarks.scoring import Figures, article_or_not, score
from benchmarks.systems import PARSE, copydesk, parse_only

_SLOWEST = 10  # pages of a set that are measured again, since one interruption makes any page the slowest
_REPEATS = 3


def figures_of(gold: GoldSet) -> Figures:
    """Quality over the articles, «article or not» over all pages, and the ratios of times over the articles."""
    articles = gold.of_kind("article")
    runs = measure.run(gold.pages, [copydesk(), parse_only()])
    said = runs["copydesk"].predictions
    quality = score(articles, said) | article_or_not(gold.pages, said)
    ours, parse = (_times(runs[name], articles) for name in ("copydesk", PARSE))
    slowest = measure.slowest_to_median([*measure.best_of([ours, *_again(articles, ours)]).values()])
    return quality | {"parse_ratio": mean(ours.values()) / mean(parse.values()), "slowest_ratio": slowest}


def _again(pages: Sequence[GoldPage], times: Mapping[str, float]) -> list[dict[str, float]]:
    """The slowest pages' times, measured several times more."""
    slowest = sorted(pages, key=lambda page: times[page.id], reverse=True)[:_SLOWEST]
    return [_times(measure.run(slowest, [copydesk()])["copydesk"], slowest) for _ in range(_REPEATS)]


def _times(run: measure.Run, pages: Sequence[GoldPage]) -> dict[str, float]:
    return {page.id: run.predictions[page.id].ms or 0.0 for page in pages}


def table(limits: floors.Floors, measured: floors.Measured) -> str:
    """Each limited figure with its limit, a line each."""
    return "\n".join(
        f"{name:8} {figure:14} {measured[name][figure]:8.4f}  {'at least' if kind == 'floors' else 'at most'} {limit}"
        for name, kinds in limits.items()
        for kind, figures in kinds.items()
        for figure, limit in figures.items()
        if figure in measured.get(name, {})
    )


def main(words: list[str] | None = None) -> None:
    """The command; `words` as on its command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="a folder with a gold set for each set of floors.toml")
    parser.add_argument("--raise", action="store_true", dest="tighten", help="raise the floors to what is measured")
    args = parser.parse_args(words)
    text = floors.FILE.read_text(encoding="utf-8")
    limits = floors.parse(text)
    try:
        measured = {gold.name: figures_of(gold) for gold in read_sets(args.gold) if gold.name in limits}
    except (NoGold, OSError) as error:
        print(f"gate: {error}", file=sys.stderr)
        sys.exit(2)
    print(table(limits, measured))
    if args.tighten:
        floors.FILE.write_text(floors.raised(text, measured), encoding="utf-8")
        print("raised what could be: see git diff benchmarks/floors.toml")
    lines = floors.missed(limits, measured)
    for line in lines:
        print(f"gate: {line}", file=sys.stderr)
    sys.exit(bool(lines))


if __name__ == "__main__":
    main()
