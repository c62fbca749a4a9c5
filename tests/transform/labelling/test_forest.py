"""Oblivious trees: what a level asks, and which leaf the answers lead to."""

import numpy as np
import pytest

from pipeline.transform.labelling.forest import read_forest

# one tree: is column 0 above 10? is column 1 above 0.5? the first answer is the lowest bit of the leaf's number
TREE = {"columns": [[0, 1]], "borders": [[10.0, 0.5]], "leaves": [[-2.0, 0.0, 1.0, 3.0]], "bias": 0.0}


@pytest.mark.parametrize(
    ("row", "leaf"), [((5, 0), -2.0), ((11, 0), 0.0), ((5, 1), 1.0), ((11, 1), 3.0), ((10, 0.5), -2.0)]
)
def test_answers_lead_to_a_leaf(row: tuple[float, float], leaf: float) -> None:
    scores = read_forest(TREE).scores(np.array(row, dtype=np.float32)[:, None])
    assert scores[0] == pytest.approx(1 / (1 + np.exp(-leaf)))


def test_trees_and_bias_add_up_for_every_row_at_once() -> None:
    two = {"columns": [[0], [1]], "borders": [[0.0], [0.0]], "leaves": [[-1.0, 1.0], [0.0, 2.0]], "bias": -1.0}
    rows = np.array([[-1, 1, 1], [-1, -1, 1]], dtype=np.float32)
    assert read_forest(two).scores(rows) == pytest.approx([1 / (1 + np.exp(2)), 0.5, 1 / (1 + np.exp(-2))])
