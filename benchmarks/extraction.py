"""copydesk and its peers over gold pages: the figures of `benchmarks.scoring`, and the time that each takes.

    python benchmarks/extraction.py GOLD_DIR [--out FILE] [--peers NAMES] [--kind KIND] [--markdown]

GOLD_DIR is a gold set, or a folder of them, in one of the formats of `benchmarks.formats`.
"""

import argparse
import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[1])  # run as a file, Python looks for modules beside the file

from benchmarks import measure, peers, predictions, report, scoring
from benchmarks.formats import NoGold, read_sets
from benchmarks.gold import GoldSet
from benchmarks.systems import PARSE, System, copydesk, parse_only


def result_of(gold: GoldSet, kind: str, others: list[System]) -> report.Result:
    """All systems over the pages of a kind; copydesk alone over the rest, for «article or not»."""
    pages = gold.of_kind(kind)
    if not pages:
        raise NoGold(f"{gold.name}: no page of kind {kind}")
    runs = measure.run(pages, [copydesk(), *others, parse_only()])
    return report.Result(
        gold.name,
        len(pages),
        runs,
        {name: scoring.score(pages, run.predictions) for name, run in runs.items()},
        _article_or_not(gold, runs["copydesk"]),
    )


def _article_or_not(gold: GoldSet, done: measure.Run) -> scoring.Figures | None:
    if all(page.kind == "article" for page in gold.pages):
        return None
    rest = [page for page in gold.pages if page.id not in done.predictions]
    said = measure.run(rest, [done.system])[done.system.name].predictions
    return scoring.article_or_not(gold.pages, {**done.predictions, **said})


def keep(result: report.Result, out: Path) -> None:
    """copydesk's predictions in `out`, a peer's in a file beside it that has its name."""
    for name, run in result.runs.items():
        if name == "copydesk":
            predictions.write(run.predictions.values(), out)
        elif name != PARSE:
            predictions.write(run.predictions.values(), out.with_name(f"{out.stem}-{name}{out.suffix}"))


def arguments(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="a gold set, or a folder of them")
    parser.add_argument("--out", type=Path, help="keep copydesk's predictions here, a peer's beside it, as JSON lines")
    parser.add_argument("--peers", default="", help=f"measured beside copydesk, by comma: {','.join(peers.PEERS)}")
    parser.add_argument("--kind", default="article", help="pages of this kind; 'all' for every page")
    parser.add_argument("--markdown", action="store_true", help="print the README's tables")
    return parser.parse_args(words)


@contextmanager
def quiet() -> Iterator[None]:
    """Without logs and warnings: what a peer has to say of a page is not for the reader of the table."""
    logging.disable()
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        logging.disable(logging.NOTSET)


def measure_and_print(args: argparse.Namespace) -> None:
    """A table a gold set, as soon as it is measured. Raises NoGold, NoPeer and OSError."""
    others = peers.load([name for name in args.peers.split(",") if name])
    sets = read_sets(args.gold)
    if args.markdown:
        print(report.provenance(datetime.now(UTC).date()))
    for gold in sets:
        result = result_of(gold, args.kind, others)
        print(report.as_markdown(result) if args.markdown else report.as_text(result), flush=True)
        if args.out:
            keep(result, args.out if len(sets) == 1 else args.out.with_stem(f"{args.out.stem}-{gold.name}"))


def main(words: list[str] | None = None) -> None:
    """The command; `words` as on its command line. Exits with status 2 and one line when it cannot begin."""
    args = arguments(words)
    try:
        with quiet():
            measure_and_print(args)
    except (NoGold, peers.NoPeer, OSError) as error:
        print(f"extraction: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
