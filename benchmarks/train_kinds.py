"""Train the table by which `pipeline.transform.refusals.kinds` tells articles from other pages.

    python -m benchmarks.train_kinds GOLD_DIR [GOLD_DIR ...] [--recall R] [--out FILE]

A gold folder's rows name each page's `kind`; all but `article` are the other class. Needs the optional group `train`.
The table is judged by cross-validation: all pages of a site (registered domain) are in one fold, and a fold chooses its
own words. The threshold is the score above which a share R of the gold articles lies in cross-validation. Prints
precision, recall and F1 of «article» for it and for other recalls, what is kept of each kind, and writes the table.
"""

import argparse
import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from courlan import extract_domain
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

import pipeline.transform.refusals.kinds
from pipeline.models import Page, Rejection, Stated
from pipeline.reasons import Reason
from pipeline.transform.article import assembled
from pipeline.transform.fields.source import Said
from pipeline.transform.labelling.learned import shipped_model
from pipeline.transform.page.decode import decode
from pipeline.transform.page.tree import Block, Tree
from pipeline.transform.refusals.facts import Facts, facts_of
from pipeline.transform.refusals.kinds import Model, Ranges, judged
from pipeline.transform.refusals.rejections import MINIMUM_WORDS, Refusal, count_words
from pipeline.transform.survey import survey_html

FOLDS = 10
FEWEST_SITES = 10  # a mark must be met on as many to be looked at
MOST_MARKS = 800  # in the table
STEPS = 8  # ranges a number is cut into, as many pages in each
STRENGTH = 0.01  # of scikit-learn's C: the lower the closer the points are to 0
ARTICLE_WEIGHT = 8.0  # losing one costs as much as keeping so many that are none
OTHER_RECALLS = (0.995, 0.985, 0.98, 0.97, 0.96, 0.95)
_OUT = Path(pipeline.transform.refusals.kinds.__file__).with_name(pipeline.transform.refusals.kinds.DATA)

Mark = tuple[str, str]  # family, word
Starts = dict[str, list[float]]  # of a number's ranges, the lowest left out
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A gold page. site: registered domain. short: too little text to be an article whatever it looks like."""

    gold: str
    site: str
    kind: str
    short: bool
    facts: Facts

    @property
    def article(self) -> bool:
        return self.kind == "article"


def examples(folder: Path) -> Iterator[Example]:
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            body = gzip.decompress((folder / "pages" / f"{row['id']}.html.gz").read_bytes())
            url = row["url"] or ""
            found: list[tuple[Facts, int]] = []
            survey = survey_html(Page(url=url, body=body), decode(body))
            if not isinstance(survey, Rejection):
                assembled(survey, shipped_model(), refuse=_noting(found))
            for facts, words in found:
                site = extract_domain(url, fast=True) or row["id"]
                yield Example(gold=folder.name, site=site, kind=row["kind"], short=words < MINIMUM_WORDS, facts=facts)


def _noting(found: list[tuple[Facts, int]]) -> Refusal:
    """A judge that refuses every page, having noted its facts and its words, counted as far as the least number."""

    def refuse(said: Said, tree: Tree, content: Sequence[Block], published: Stated | None) -> Rejection:
        words = count_words((block.text for block in content), MINIMUM_WORDS)
        found.append((facts_of(said, tree, content, published), words))
        return Rejection(reason=Reason.NOT_ARTICLE)

    return refuse


def trained(pages: Sequence[Example]) -> Model:
    """The table of these pages, without a threshold: of the usual marks those that weigh most, then fitted to them."""
    starts = {name: _starts([page.facts.numbers[name] for page in pages]) for name in pages[0].facts.numbers}
    steps = _steps(pages, starts)
    usual = _usual(pages)
    columns = _columns(pages, usual)
    first, _ = _fitted(np.hstack([columns, steps]), pages)
    importance = np.abs(first[: len(usual)]) * columns.std(axis=0)
    best = sorted(np.argsort(-importance)[:MOST_MARKS])
    points, base = _fitted(np.hstack([columns[:, best], steps]), pages)
    marks: dict[str, dict[str, float]] = defaultdict(dict)
    for (family, word), point in zip((usual[at] for at in best), points, strict=False):
        marks[family][word] = round(float(point), 3)
    numbers, shift = _ranges(starts, points[len(best) :], steps)
    return Model(base=round(base + shift, 3), threshold=-math.inf, marks=dict(marks), numbers=numbers)


def _ranges(starts: Starts, points: Floats, steps: Floats) -> tuple[dict[str, Ranges], float]:
    """A table of ranges a number, and what they add to the base: points are told from the average page's, so that a
    page's reasons are what is unusual about it."""
    numbers: dict[str, Ranges] = {}
    shift, at = 0.0, 0
    for name, edges in starts.items():
        own = slice(at, at + len(edges))
        mean = float((steps[:, own] @ points[own]).mean())
        sums = [0.0, *np.cumsum(points[own]).tolist()]
        numbers[name] = Ranges(edges, [round(point - mean, 3) for point in sums])
        shift, at = shift + mean, own.stop
    return numbers, shift


def _fitted(columns: Floats, pages: Sequence[Example]) -> tuple[Floats, float]:
    """Points of the columns, and the base."""
    weights = [ARTICLE_WEIGHT if page.article else 1.0 for page in pages]
    fit = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=500, random_state=0)
    fit.fit(columns, [page.article for page in pages], sample_weight=weights)
    return fit.coef_[0], float(fit.intercept_[0])


def _usual(pages: Sequence[Example]) -> list[Mark]:
    """Marks met on enough sites."""
    sites: dict[Mark, set[str]] = defaultdict(set)
    for page in pages:
        for family, words in page.facts.marks.items():
            for word in words:
                sites[family, word].add(page.site)
    return sorted(mark for mark, met in sites.items() if len(met) >= FEWEST_SITES)


def _columns(pages: Sequence[Example], marks: Sequence[Mark]) -> Floats:
    at = {mark: number for number, mark in enumerate(marks)}
    columns = np.zeros((len(pages), len(marks)), np.float32)
    for row, page in enumerate(pages):
        for family, words in page.facts.marks.items():
            known = [at[family, word] for word in words if (family, word) in at]
            columns[row, known] = 1
    return columns


def _starts(values: Sequence[float]) -> list[float]:
    """Where a number's ranges begin, in two digits, the lowest range left out."""
    quantiles = np.quantile(values, np.linspace(0, 1, STEPS + 1)[1:-1])
    starts = sorted({float(f"{value:.2g}") for value in quantiles})
    return [start for start in starts if start > min(values)]


def _steps(pages: Sequence[Example], starts: Starts) -> Floats:
    rows = [
        [float(page.facts.numbers[name] >= start) for name, edges in starts.items() for start in edges]
        for page in pages
    ]
    return np.array(rows, np.float32)


def cross_validated(pages: Sequence[Example]) -> list[float]:
    """Each page's score by a table that was trained on other sites."""
    scores = [0.0] * len(pages)
    folds = GroupKFold(FOLDS, shuffle=True, random_state=0)
    for train, test in folds.split(pages, groups=[page.site for page in pages]):
        table = trained([pages[at] for at in train])
        for at in test:
            scores[at] = judged(pages[at].facts, table).score
    return scores


def threshold_for(recall: float, pages: Sequence[Example], scores: Sequence[float]) -> float:
    """The highest threshold at which this share of the articles is kept; those too short count as lost."""
    ranked = sorted(
        -math.inf if page.short else score for page, score in zip(pages, scores, strict=True) if page.article
    )
    return ranked[math.floor((1 - recall) * len(ranked) + 1e-9)]


def report(name: str, pages: Sequence[Example], scores: Sequence[float], threshold: float) -> None:
    kept = [not page.short and score >= threshold for page, score in zip(pages, scores, strict=True)]
    right = sum(page.article for page, keep in zip(pages, kept, strict=True) if keep)
    precision, recall = right / sum(kept), right / sum(page.article for page in pages)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{name:<24} threshold {threshold:6.2f}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


def report_kinds(pages: Sequence[Example], scores: Sequence[float], threshold: float) -> None:
    of = Counter((page.gold, page.kind) for page in pages)
    kept = Counter(
        (page.gold, page.kind)
        for page, score in zip(pages, scores, strict=True)
        if not page.short and score >= threshold
    )
    for (gold, kind), pages_of in sorted(of.items()):
        print(f"  {gold:<10} {kind:<15} kept {kept[gold, kind]:>4} of {pages_of:>4}")


def written(table: Model) -> str:
    """The table as JSON: a family's words and a number's ranges one a line."""
    marks = {family: _lines(words) for family, words in sorted(table.marks.items())}
    numbers = {name: json.dumps({"from": r.starts, "points": r.points}) for name, r in table.numbers.items()}
    families = ",\n".join(f"  {json.dumps(family)}: {{\n{lines}\n  }}" for family, lines in marks.items())
    ranges = ",\n".join(f"  {json.dumps(name)}: {line}" for name, line in numbers.items())
    return (
        f'{{\n"base": {table.base},\n"threshold": {table.threshold},\n'
        f'"marks": {{\n{families}\n}},\n"numbers": {{\n{ranges}\n}}\n}}\n'
    )


def _lines(words: Mapping[str, float]) -> str:
    return ",\n".join(f"    {json.dumps(word, ensure_ascii=False)}: {words[word]}" for word in sorted(words))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+", help="folders with gold.jsonl and pages/<id>.html.gz")
    parser.add_argument("--recall", type=float, default=0.99, help="share of gold articles to keep, default 0.99")
    parser.add_argument("--out", type=Path, default=_OUT, help="where to write the table; default: where it is read")
    args = parser.parse_args()
    pages = [page for folder in args.gold for page in examples(folder)]
    # the first folder is the measure; the others only teach
    measured = [at for at, page in enumerate(pages) if page.gold == args.gold[0].name]
    scores = cross_validated(pages)
    mine, of_mine = [pages[at] for at in measured], [scores[at] for at in measured]
    threshold = round(threshold_for(args.recall, mine, of_mine) - 0.005, 2)
    report("cross-validated", mine, of_mine, threshold)
    for recall in OTHER_RECALLS:
        report(f"  at recall {recall}", mine, of_mine, threshold_for(recall, mine, of_mine))
    report_kinds(pages, scores, threshold)
    table = replace(trained(pages), threshold=threshold)
    report("the pages trained on", mine, [judged(page.facts, table).score for page in mine], threshold)
    args.out.write_text(written(table), encoding="utf-8")


if __name__ == "__main__":
    main()
