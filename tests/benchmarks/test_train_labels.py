"""Training on gold pages; needs what only training needs."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("catboost", reason="the extra `train` is not installed")

from benchmarks.train_labels import exported, folds, read, rows_of, train, vocabulary
from pipeline.transform.labelling.learned import read_model
from tests.transform.pages import FIRST, SECOND, THIRD, story


def gold(folder: Path, count: int) -> Path:
    """A gold set of pages of `count` sites, each with a promotion that is none of its text."""
    (folder / "pages").mkdir(parents=True)
    rows = []
    for number in range(count):
        promotion = f"<p class='promo'>Read the letter of ward {number} each Monday.</p>"
        file = folder / "pages" / f"{number}.html.gz"
        file.write_bytes(gzip.compress(story(after=promotion).encode()))
        text = "\n\n".join((FIRST, SECOND, THIRD))
        rows.append({"id": str(number), "url": f"https://site{number}.example/a", "kind": "article", "text": text})
    (folder / "gold.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_what_is_written_scores_as_what_was_trained(tmp_path: Path) -> None:
    examples = list(read(gold(tmp_path / "news", 12), weight=1.0))
    assert [example.flags for example in examples] == [[True, True, True, False]] * 12
    assert sorted(folds(examples, 3)) == [0] * 4 + [1] * 4 + [2] * 4
    known = vocabulary(examples)
    assert known.names["promo"] < 0
    rows = [rows_of(example, known) for example in examples]
    forest = train(examples, rows)
    model = read_model(exported(forest, known, tmp_path / "forest.json"))
    for row in rows:
        assert model.forest.scores(row.T) == pytest.approx(forest.predict_proba(row)[:, 1], abs=1e-3)
        assert np.argmin(model.forest.scores(row.T)) == 3
