"""Train the model that says which blocks of a page are its article (`pipeline/transform/labelling/labels.json`).

    python -m benchmarks.train_labels GOLD_DIR [GOLD_DIR ...] [--folds 5] [--out FILE]

Prints text F1 of a model that never saw a page's site, by gold folder, then trains on all pages and writes the model.
Needs the extra `train` (catboost, scikit-learn).
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from catboost import CatBoostClassifier
from courlan import extract_domain
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from benchmarks.formats import read_sets
from benchmarks.gold import GoldPage
from benchmarks.labelled import content_flags, word_count
from benchmarks.scoring import text_figures
from pipeline.models import BlockKind, Page, Rejection
from pipeline.transform.labelling import learned
from pipeline.transform.labelling.features import Vocabulary, candidates, features, spoken_words
from pipeline.transform.page.decode import decode
from pipeline.transform.survey import Survey, survey_html

_MOST_OF_A_PAGE = 0.3  # share of a page's weight that one block may have
_SPREAD = 40  # words; short pages weigh no more than this makes them
_NEWS_WEIGHT = 2.0  # of the first folder's pages
# Gold of news leaves out most lists and tables, which are the article's all the same: what it says of them counts less.
_NEWS_KINDS = {BlockKind.LIST_ITEM: 0.25, BlockKind.TABLE_ROW: 0.0}
_NAME_SITES, _WORD_SITES = 8, 6  # sites on which a term or a word must stand to be learned
_NAME_STRENGTH, _WORD_STRENGTH = 1.5, 0.5  # how little the regressions are held back; more, and they learn the sites
_FORESTS = {"iterations": 120, "depth": 5, "learning_rate": 0.08, "l2_leaf_reg": 60, "rsm": 0.4, "border_count": 48}
_NEVER = 1e9  # a border that nothing passes: a tree with fewer levels than the others
_DROP_BELOW, _KEEP_FROM = 0.55, 0.7  # see `learned.Model`
_TRIED = (0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A gold page surveyed. at: the candidates' positions. flags, weights: if each is content, and what it counts."""

    folder: str
    site: str
    gold: str
    survey: Survey
    at: list[int]
    flags: list[bool]
    weights: list[float]


def read(folder: Path, weight: float) -> Iterator[Example]:
    """The articles of a folder's gold sets, surveyed; pages without text or gold text are left out."""
    for gold in read_sets(folder):
        for page in gold.of_kind("article"):
            body = page.body()
            survey = survey_html(Page(url=page.url, body=body), decode(body))
            if page.text and not isinstance(survey, Rejection) and survey.scene.tree.blocks:
                yield _example(gold.name, page, survey, weight)


def _example(name: str, page: GoldPage, survey: Survey, weight: float) -> Example:
    blocks = survey.scene.tree.blocks
    at = candidates(survey)
    flags = content_flags([block.text for block in blocks], page.text)
    kinds = _NEWS_KINDS if weight == _NEWS_WEIGHT else {}
    size = word_count(page.text) + _SPREAD
    weights = [
        weight * kinds.get(blocks[i].kind, 1.0) * min((word_count(blocks[i].text) + 2) / size, _MOST_OF_A_PAGE)
        for i in at
    ]
    site = extract_domain(page.url, fast=True) or page.id
    return Example(name, site, page.text, survey, at, [flags[i] for i in at], weights)


def folds(examples: Sequence[Example], count: int) -> list[int]:
    """The fold of each example; all pages of a site are in one."""
    sites = sorted({example.site for example in examples})
    order = np.random.default_rng(0).permutation(len(sites))
    fold = {site: int(at) % count for site, at in zip(sites, order, strict=True)}
    return [fold[example.site] for example in examples]


# --- weights of single words


def vocabulary(examples: Sequence[Example]) -> Vocabulary:
    return Vocabulary(
        names=_weights(examples, _name_terms, _NAME_SITES, strength=_NAME_STRENGTH),
        words=_weights(examples, _text_words, _WORD_SITES, strength=_WORD_STRENGTH),
    )


def _name_terms(example: Example, position: int) -> set[str]:
    places = example.survey.scene.tree.places
    context = example.survey.scene.tree.blocks[position].context
    rule = f"rule:{example.survey.words[position].rule}"
    return {rule}.union(*(places.terms(at) for at in places.up(context)))


def _text_words(example: Example, position: int) -> set[str]:
    return spoken_words(example.survey.scene.tree.blocks[position].text)


def _weights(examples: Sequence[Example], of: Any, sites: int, strength: float) -> dict[str, float]:
    """Weights of a logistic regression on which of the terms that stand on enough sites a block has."""
    rows = [(example, of(example, position)) for example in examples for position in example.at]
    seen: dict[str, set[str]] = defaultdict(set)
    for example, terms in rows:
        for term in terms:
            seen[term].add(example.site)
    column = {term: at for at, term in enumerate(sorted(term for term, on in seen.items() if len(on) >= sites))}
    found = [[column[term] for term in terms if term in column] for _, terms in rows]
    ends = np.cumsum([0, *map(len, found)])
    matrix = csr_matrix((np.ones(ends[-1]), np.concatenate(found).astype(int), ends), shape=(len(rows), len(column)))
    matrix = diags(1 / np.sqrt(np.maximum(np.diff(ends), 1))) @ matrix
    flags = [flag for example in examples for flag in example.flags]
    model = LogisticRegression(C=strength, max_iter=300, solver="liblinear").fit(matrix, flags)
    return {term: round(float(model.coef_[0][at]), 3) for term, at in column.items() if abs(model.coef_[0][at]) > 0.02}


# --- the forest


def rows_of(example: Example, known: Vocabulary) -> Any:
    """Shape (candidates, columns)."""
    return features(example.survey, example.at, known).T


def unseen_rows(examples: Sequence[Example], fold: Sequence[int]) -> list[Any]:
    """Rows whose words were weighed on other sites, so that the forest learns how far to trust them."""
    rows: list[Any] = [None] * len(examples)
    for held_out in sorted(set(fold)):
        known = vocabulary([e for e, f in zip(examples, fold, strict=True) if f != held_out])
        for at, example in enumerate(examples):
            if fold[at] == held_out:
                rows[at] = rows_of(example, known)
    return rows


def train(examples: Sequence[Example], rows: Sequence[Any]) -> CatBoostClassifier:
    flags = np.concatenate([example.flags for example in examples])
    weights = np.concatenate([example.weights for example in examples])
    forest = CatBoostClassifier(
        **_FORESTS, bootstrap_type="Bernoulli", subsample=0.7, random_seed=1, verbose=False, allow_writing_files=False
    )
    return forest.fit(np.concatenate(rows), flags, sample_weight=weights)


def unseen_scores(examples: Sequence[Example], rows: Sequence[Any], fold: Sequence[int]) -> list[Any]:
    """Probabilities that a forest gives which never saw the page's site, an array an example."""
    scores: list[Any] = [None] * len(examples)
    for held_out in sorted(set(fold)):
        kept = [at for at in range(len(examples)) if fold[at] != held_out]
        forest = train([examples[at] for at in kept], [rows[at] for at in kept])
        for at in range(len(examples)):
            if fold[at] == held_out:
                scores[at] = forest.predict_proba(rows[at])[:, 1]
    return scores


def text_f1(examples: Sequence[Example], scores: Sequence[Any], drop_below: float) -> dict[str, float]:
    """By gold folder: text F1 of what is content with these scores."""
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for example, found in zip(examples, scores, strict=True):
        words = learned.decided(example.survey, example.at, found, drop_below, _KEEP_FROM)
        blocks = example.survey.scene.tree.blocks
        kept = [b.text for b, word in zip(blocks, words, strict=True) if word.label in ("content", "standfirst")]
        pairs[example.folder].append((example.gold, "\n\n".join(kept)))
    return {folder: text_figures(found)["text_f1"] for folder, found in pairs.items()}


def exported(forest: CatBoostClassifier, known: Vocabulary, file: Path) -> dict[str, Any]:
    """The model as JSON values, in the form that `learned.read_model` reads."""
    forest.save_model(str(file), format="json")
    trees = json.loads(file.read_text(encoding="utf-8"))
    scale, bias = trees["scale_and_bias"][0], trees["scale_and_bias"][1][0]
    splits = [tree["splits"] or [] for tree in trees["oblivious_trees"]]
    depth = max(map(len, splits))
    return {
        "thresholds": {"drop_below": _DROP_BELOW, "keep_from": _KEEP_FROM},
        "forest": {
            "columns": [_padded([split["float_feature_index"] for split in tree], depth, 0) for tree in splits],
            "borders": [_padded([round(split["border"], 5) for split in tree], depth, _NEVER) for tree in splits],
            "leaves": [
                _padded([round(scale * value, 4) for value in tree["leaf_values"]], 2**depth, 0.0)
                for tree in trees["oblivious_trees"]
            ],
            "bias": round(bias, 4),
        },
        "names": known.names,
        "words": known.words,
    }


def _padded(values: list[Any], size: int, filler: float) -> list[Any]:
    return values + [filler] * (size - len(values))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path(learned.__file__).with_name(learned.DATA))
    asked = parser.parse_args()
    examples = [e for at, folder in enumerate(asked.gold) for e in read(folder, 1.0 if at else _NEWS_WEIGHT)]
    fold = folds(examples, asked.folds)
    rows = unseen_rows(examples, fold)
    scores = unseen_scores(examples, rows, fold)
    for tried in _TRIED:
        print(_line(f"unseen sites, dropped below {tried}", text_f1(examples, scores, tried)))
    known = vocabulary(examples)
    with TemporaryDirectory() as folder:
        data = exported(train(examples, rows), known, Path(folder) / "forest.json")
    asked.out.write_text(
        json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8"
    )
    model = learned.read_model(data)
    seen = [model.forest.scores(rows_of(e, known).T) for e in examples]
    print(_line(f"trained on, dropped below {_DROP_BELOW}", text_f1(examples, seen, _DROP_BELOW)))
    return 0


def _line(what: str, figures: Mapping[str, float]) -> str:
    return f"{what}: text F1 " + ", ".join(f"{folder} {f1:.4f}" for folder, f1 in figures.items())


if __name__ == "__main__":
    sys.exit(main())
