import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.load.duplicates.linkage import linked

WINDOW = 14


def clusters(*pairs, days=(0,) * 10, likeness=None):
    likenesses = np.array([(likeness or {}).get(pair, 0.8) for pair in pairs])
    return linked(np.array(pairs, np.int64).reshape(-1, 2), likenesses, np.array(days), WINDOW)


def test_copies_of_each_other_are_a_cluster():
    assert clusters((0, 1), (4, 5), (0, 2), (1, 2)) == [[0, 1, 2], [4, 5]]
    assert clusters() == []


def test_a_copy_of_most_of_a_cluster_joins_it():
    assert clusters((0, 1), (0, 2), (1, 2), (3, 0), (3, 1)) == [[0, 1, 2, 3]]


def test_a_copy_of_one_of_several_does_not():
    assert clusters((0, 1), (0, 2), (1, 2), (3, 2), likeness={(3, 2): 0.5}) == [[0, 1, 2], [3]]


def test_a_chain_falls_into_pairs_the_most_similar_first():
    assert clusters((0, 1), (1, 2), (2, 3), likeness={(1, 2): 0.9}) == [[0], [1, 2], [3]]


def test_two_that_are_too_far_apart_to_be_compared_do_not_keep_a_third_from_joining_both():
    days = (0, 10, 20)
    assert clusters((0, 1), (1, 2), days=days) == [[0, 1, 2]]
    assert clusters((0, 1), (1, 2), days=(0, 10, 11)) == [[0, 1], [2]]


def test_a_thousand_copies_of_one_text_are_one_cluster():
    every = [(one, other) for one in range(1_000) for other in range(max(0, one - 3), one)]
    assert len(clusters(*every, days=[day * 5 for day in range(1_000)])) == 1


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), st.integers(50, 100), max_size=16
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_pairs_does_not_matter(likenesses, chance):
    pairs = list(likenesses)
    shuffled = [pair if chance.random() < 0.5 else pair[::-1] for pair in chance.sample(pairs, len(pairs))]
    both = likenesses | {pair[::-1]: value for pair, value in likenesses.items()}
    expected = clusters(*pairs, likeness=both)
    assert sorted(clusters(*shuffled, likeness=both)) == sorted(expected)
    assert sorted(row for cluster in expected for row in cluster) == sorted({row for pair in pairs for row in pair})
