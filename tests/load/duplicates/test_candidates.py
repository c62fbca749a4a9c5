import numpy as np
import pytest

from pipeline.load.duplicates import candidates
from pipeline.load.duplicates.candidates import Index
from pipeline.load.duplicates.signatures import VALUES, signatures_of
from pipeline.load.duplicates.wording import wording
from tests.load.duplicates.news import edited, text


def index(*texts):
    return Index.of(signatures_of([wording("", one) for one in texts]))


def pairs(found):
    return sorted(map(tuple, found.tolist()))


def test_a_text_and_its_copies_are_candidates_of_each_other_and_of_no_other():
    made = index(text("a"), text("b"), edited(text("a")), text("c"))
    assert pairs(made.candidates(np.array([0]))) == [(0, 2)]
    assert pairs(made.candidates(np.array([2]))) == [(2, 0)]
    assert pairs(made.candidates(np.array([1, 3]))) == []


def test_a_pair_of_which_both_are_asked_for_comes_once():
    assert pairs(index(text("a"), text("a"), text("b")).candidates(np.arange(3))) == [(0, 1)]


def test_nothing_asked_or_nothing_there_gives_no_pairs():
    assert index(text("a"), text("a")).candidates(np.empty(0, np.int64)).shape == (0, 2)
    assert Index.of(np.zeros((0, VALUES), np.uint32)).candidates(np.empty(0, np.int64)).shape == (0, 2)


@pytest.mark.parametrize(("cells", "estimated"), [(1, 1), (7, 3), (10_000, 10_000)])
def test_the_size_of_the_portions_does_not_matter(monkeypatch, cells, estimated):
    texts = [edited(text(number % 4), str(number)) for number in range(12)]
    expected = pairs(index(*texts).candidates(np.arange(12)))
    assert len(expected) == 4 * 3
    monkeypatch.setattr(candidates, "_CELLS", cells)
    monkeypatch.setattr(candidates, "_PAIRS", estimated)
    assert pairs(index(*texts).candidates(np.arange(12))) == expected


@pytest.mark.parametrize(("share", "least"), [(0.15, 0.6), (0.2, 0.85), (0.3, 0.98)])
def test_texts_that_share_so_much_are_mostly_found(share, least):
    found = 0
    for number in range(200):
        words = 2 * 300 * share / (1 + share)  # of 300 each, so that the share is of all words of both
        common = text(f"common {number}", round(words))
        one, other = (f"{common} {text(f'{side} {number}', 300 - round(words))}" for side in "ab")
        found += len(index(one, other).candidates(np.array([0])))
    assert found / 200 >= least
