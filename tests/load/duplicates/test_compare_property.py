"""The same articles give the same clusters, whatever the order and the batches in which they came."""

import tempfile

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.load import merge, stage
from pipeline.load.duplicates import compare
from pipeline.storage import Store
from tests.load.duplicates.news import WINDOW, clusters, edited, in_any_order, load, news, text

STORIES = st.lists(
    st.tuples(st.integers(0, 3), st.booleans(), st.integers(1, 20), st.integers(0, 4)), min_size=1, max_size=12
)


def articles(drawn):
    """slug, story, whether it is an edited copy, the day and the hour of its capture."""
    return [
        news(f"s{number}-story", edited(text(story), str(number)) if copied else text(story), on=on, at=at)
        for number, (story, copied, on, at) in enumerate(drawn)
    ]


@given(STORIES, st.integers(0, 99), st.integers(1, 3))
@settings(max_examples=20)
def test_order_and_batches_within_a_run_do_not_matter(drawn, seed, batches):
    rows = articles(drawn)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        load(Store.at(one), "r1", *rows)
        shuffled, store = in_any_order(rows, seed), Store.at(other)
        staged = [stage(shuffled[part::batches], store, "r1", str(part)) for part in range(batches)]
        merged = merge(staged, store, "r1", rows[0].captured_at)
        compare(store, {one.date for one in merged}, WINDOW)
        assert clusters(Store.at(one)) == clusters(store)


@given(STORIES, st.integers(0, 99), st.integers(1, 4))
@settings(max_examples=20)
def test_nor_does_which_run_brought_which(drawn, seed, runs):
    rows = articles(drawn)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        load(Store.at(one), "r1", *rows)
        shuffled = in_any_order(rows, seed)
        for run in range(runs):
            load(Store.at(other), f"r{run}", *shuffled[run::runs])
        assert clusters(Store.at(one)) == clusters(Store.at(other))
