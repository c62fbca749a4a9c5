"""Merging does not depend on how a night's captures were cut into batches, in which order they came, or how often."""

from collections.abc import Sequence
from datetime import date, timedelta
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.load import merge, stage
from pipeline.storage import Store
from tests.load.load_samples import NIGHT, article, captured, content, removed, section, stated

FIRST_DAYS = {"a": date(2026, 3, 1), "b": date(2026, 3, 1), "c": date(2026, 3, 2), "d": date(2026, 3, 3)}
ANOTHER_RUN = 9

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
few_texts = st.sampled_from(["One.", "Another.", "A third."])
paragraphs = st.lists(texts, max_size=2)


def sections_of(paragraph):
    return st.lists(st.tuples(st.none() | texts, st.lists(paragraph, max_size=3)), max_size=3)


@st.composite
def page(draw, slug, title, paragraph):
    return article(
        slug,
        title=stated(title),
        sections=tuple(section(n, heading, *spelt) for n, (heading, spelt) in enumerate(draw(sections_of(paragraph)))),
        removed=tuple(removed(n, text) for n, text in enumerate(draw(paragraphs))),
    )


@st.composite
def captures(draw, night):
    """A night's captures of up to four articles: one, which may be as it was, or several."""
    rows = []
    for slug in sorted(draw(st.sets(st.sampled_from("abcd"), min_size=1))):
        minutes = draw(st.lists(st.integers(0, 3), min_size=1, max_size=3, unique=True))
        # of several captures none may restore what an earlier night had: a run is one observation of an article
        title = "The same" if len(minutes) == 1 else f"Night {night}"
        for minute in minutes:
            spelt = draw(page(slug, title, few_texts))
            rows.append(captured(spelt, nights=night, minutes=minute, first=FIRST_DAYS[slug]))
    return rows


@st.composite
def several_nights(draw):
    return [draw(captures(night)) for night in range(draw(st.integers(1, 3)))]


def store_after(nights):
    """The content after nights of several merges, of several batches each."""
    with TemporaryDirectory() as folder:
        store = Store.at(folder)
        for night, merges in nights:
            for nth, batches in enumerate(merges):
                staged = [stage(rows, store, f"r{night}", f"{nth}-{n}") for n, rows in enumerate(batches)]
                merge(staged, store, f"r{night}", NIGHT + timedelta(days=night))
        return content(store)


def each_night(nights, cut):
    return [(night, cut(rows)) for night, rows in enumerate(nights)]


def halves(rows: Sequence) -> tuple[Sequence, Sequence]:
    middle = len(rows) // 2
    return rows[:middle], rows[middle:]


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_order_batches_and_repetition_do_not_matter(data):
    nights = data.draw(several_nights())
    shuffled = [data.draw(st.permutations(rows)) for rows in nights]

    expected = store_after(each_night(nights, lambda rows: [[rows]]))
    assert store_after(each_night(shuffled, lambda rows: [halves(rows)])) == expected
    assert store_after(each_night(shuffled, lambda rows: [[half] for half in halves(rows)])) == expected
    assert store_after(each_night(nights, lambda rows: [[rows], [rows[:1]], halves(rows)])) == expected

    everything_again = [row for rows in shuffled for row in rows]
    once = each_night(nights, lambda rows: [[rows]])
    assert store_after([*once, (ANOTHER_RUN, [[everything_again]])]) == expected
