"""Merging does not depend on how the captures were cut into batches, in which order they came, or how often."""

import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from load_samples import NIGHT, article, captured, content, load, removed, section

from pipeline.load import merge, stage
from pipeline.storage import Store

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
sections = st.lists(st.tuples(st.none() | texts, st.lists(texts, max_size=2)), max_size=3)


@st.composite
def captures(draw):
    """One night's captures of up to four articles, some more than once, some on top of an earlier night."""
    rows = []
    for slug in draw(st.sets(st.sampled_from("abcd"), min_size=1)):
        for minutes in draw(st.lists(st.integers(0, 3), min_size=1, max_size=3)):
            spelt = draw(sections)
            page = article(
                slug,
                # told apart from the earlier night's text, which a capture between two others might restore
                title=replace(article(slug).title, value=f"Tonight: {draw(texts)}"),
                sections=tuple(section(n, heading, *paragraphs) for n, (heading, paragraphs) in enumerate(spelt)),
                removed=tuple(removed(n, text) for n, text in enumerate(draw(st.lists(texts, max_size=2)))),
            )
            rows.append(captured(page, nights=1, minutes=minutes))
    return list({(r.article.url, r.captured_at): r for r in rows}.values())


@pytest.fixture(scope="module")
def earlier_night(tmp_path_factory):
    root = tmp_path_factory.mktemp("earlier")
    load(Store.at(root), "r0", captured(article("a")), captured(article("b")))
    return root


def store_after(earlier, merges):
    """The content after a night of several merges, of several batches each, on top of an earlier night."""
    with TemporaryDirectory() as folder:
        root = Store.at(shutil.copytree(earlier, Path(folder) / "store"))
        for nth, batches in enumerate(merges):
            merge([stage(rows, root, "r1", f"{nth}-{n}") for n, rows in enumerate(batches)], root, "r1", NIGHT)
        return content(root)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_order_batches_and_repetition_do_not_matter(earlier_night, data):
    rows = data.draw(captures())
    shuffled = data.draw(st.permutations(rows))
    cut = data.draw(st.integers(0, len(rows)))
    one, other = shuffled[:cut], shuffled[cut:]

    expected = store_after(earlier_night, [[rows]])
    assert store_after(earlier_night, [[rows], [rows]]) == expected
    assert store_after(earlier_night, [[one, other]]) == expected
    assert store_after(earlier_night, [[one], [other], [one]]) == expected
